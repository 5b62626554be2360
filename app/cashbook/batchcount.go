package cashbook

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// countsBetween gives the counts and signatures that go with a batch: those that
// were made while the book went from the batch's beginning to its end, and the
// counts that are signed there. What was made at the very beginning may have gone
// with the batch before as well. Where there are too many for a file the oldest
// stay behind.
func countsBetween(all countQueue, p Parcel) (q countQueue) {
	within := func(seq int64) bool { return seq >= p.After.Seq && seq <= p.Head.Seq }
	first, last := int64(0), int64(0)
	reach := func(number int64) {
		if first == 0 || number < first {
			first = number
		}
		last = max(last, number)
	}
	for _, c := range all.counts {
		if within(c.Head.Seq) {
			reach(c.Number)
		}
	}
	for _, g := range all.signatures {
		if within(g.Head.Seq) {
			reach(g.Number)
		}
	}
	first = max(first, last-int64(roomForCounts(p.Entries))+1)
	for _, c := range all.counts {
		if c.Number >= first && c.Number <= last {
			q.counts = append(q.counts, c)
		}
	}
	for _, g := range all.signatures {
		if within(g.Head.Seq) && g.Number >= first {
			q.signatures = append(q.signatures, g)
		}
	}
	return q
}

// roomForCounts gives how many signed counts a message takes beside the entries.
func roomForCounts(entries []Voucher) int {
	weight := 0
	for _, v := range entries {
		weight += v.batchWeight()
	}
	return min(MaxRunCounts, max(0, copyWeight-weight)/(countWeight+signatureWeight))
}

// allCounts gives the counts and signatures of a book.
func allCounts(s Store, book ident.BookID) (q countQueue, err error) {
	if q.counts, err = s.Counts(book, 1); err != nil {
		return q, err
	}
	q.signatures, err = s.CountSignatures(book, 1)
	return q, err
}

// weights gives what the counts made at each place of the chain weigh in a file.
func (q countQueue) weights() map[int64]int {
	weights := map[int64]int{}
	for _, c := range q.counts {
		weights[c.Head.Seq] += countWeight + signatureWeight
	}
	for _, g := range q.signatures {
		weights[g.Head.Seq] += countWeight + signatureWeight // its count comes along
	}
	return weights
}

// ReceivedCount is a cash count that arrived in a batch, with its signature when
// that arrived too.
type ReceivedCount struct {
	Count
	BatchEpoch, Batch int64           // with which it arrived first
	Signature         *CountSignature // nil while it is not signed
}

// countsIn checks the counts of a batch like those of a book, as far as what went
// to others does not hide it, and gives those that did not arrive before.
func countsIn(s Store, b Book, history []ledger.Ownership, c Incoming) (fresh countQueue, err error) {
	if len(c.Counts)+len(c.Signatures) == 0 {
		return fresh, nil
	}
	held, err := s.ReceivedCounts(c.Book)
	if err != nil {
		return fresh, err
	}
	zone, err := calendar.Zone(b.TimeZone)
	if err != nil {
		return fresh, err
	}
	known := map[int64]ReceivedCount{}
	for _, h := range held {
		known[h.Number] = h
	}
	check := &countAudit{audit: &audit{report: Report{Book: b}, zone: zone, history: history}}
	if fresh.counts, err = check.arrived(c, known); err != nil {
		return fresh, err
	}
	if fresh.signatures, err = check.arrivedSigned(c, known); err != nil {
		return fresh, err
	}
	return fresh, check.along(s, c)
}

// arrived checks the counts by themselves and against those that are held.
func (c *countAudit) arrived(in Incoming, known map[int64]ReceivedCount) (fresh []Count, err error) {
	for _, n := range in.Counts {
		if err := inspectCount(c.audit.report.Book, n); err != nil {
			return nil, err
		}
		if h, is := known[n.Number]; is {
			if !h.Equal(n) {
				return nil, c.damage("cashbook.copy-recounted", n.Number)
			}
			continue
		}
		last := Count{Number: n.Number - 1, Hash: n.Prev}
		if h, is := known[n.Number-1]; is {
			last = h.Count
		}
		if err := c.checkCount(&n, &last); err != nil {
			return nil, err
		}
		if next, is := known[n.Number+1]; is && next.Prev != n.Hash {
			return nil, c.damage("cashbook.damage-count-chain", n.Number)
		}
		known[n.Number] = ReceivedCount{Count: n}
		fresh = append(fresh, n)
	}
	return fresh, nil
}

// arrivedSigned checks the signatures against their counts.
func (c *countAudit) arrivedSigned(in Incoming, known map[int64]ReceivedCount) (fresh []CountSignature, err error) {
	before := CountSignature{}
	for _, g := range in.Signatures {
		n, is := known[g.Number]
		if !is {
			return nil, c.damage("cashbook.damage-signature", g.Number)
		}
		if err := c.checkSignature(&g, &before, &n.Count); err != nil {
			return nil, err
		}
		before = g
		if n.Signature == nil {
			fresh = append(fresh, g)
		} else if *n.Signature != g {
			return nil, c.damage("cashbook.copy-recounted", g.Number)
		}
	}
	return fresh, nil
}

// arrivedWalk goes along the entries of a book that arrived.
type arrivedWalk struct {
	check   *countAudit
	in      Incoming
	head    ledger.Head
	balance int64
	amounts map[int64]int64 // number → amount
	whole   bool            // nothing is missing up to head
}

// along follows the book as far as it arrived, and wants the counts to name heads
// that it has gone through and, where nothing is missing before, its balance.
func (c *countAudit) along(s Store, in Incoming) error {
	w := arrivedWalk{check: c, in: in, whole: true, amounts: map[int64]int64{}}
	if err := w.pass(); err != nil {
		return err
	}
	err := s.ReceivedChain(in.Book, 1, func(v Voucher) error {
		if v.Entry.Seq > in.After.Seq {
			return nil
		}
		return w.step(v)
	})
	if err != nil {
		return err
	}
	if w.head.Seq != in.After.Seq {
		w.whole = false
	}
	w.head = in.After
	if err := w.pass(); err != nil {
		return err
	}
	for _, v := range in.Entries {
		if err := w.step(v); err != nil {
			return err
		}
	}
	return nil
}

// step goes on by one entry.
func (w *arrivedWalk) step(v Voucher) error {
	w.whole = w.whole && v.Entry.Seq == w.head.Seq+1
	w.balance += v.AmountMinor - w.amounts[v.Entry.Number]
	w.amounts[v.Entry.Number] = v.AmountMinor
	w.head = w.head.After(v.Entry)
	if v.Kind == KindDifference {
		at := slices.IndexFunc(w.in.Counts, func(n Count) bool { return n.Hash == v.Count })
		if at >= 0 && (w.in.Counts[at].DifferenceMinor() != v.AmountMinor || w.in.Counts[at].Author == v.Entry.Author) {
			return w.check.audit.damage("cashbook.damage-difference", &v)
		}
	}
	return w.pass()
}

// pass compares what was counted and signed at the place that was reached.
func (w *arrivedWalk) pass() error {
	for _, n := range w.in.Counts {
		if n.Head.Seq != w.head.Seq {
			continue
		}
		if n.Head.Hash != w.head.Hash || w.whole && n.Head.Number != w.head.Number {
			return w.check.damage("cashbook.damage-count-head", n.Number)
		}
		if w.whole && n.BalanceMinor != w.balance {
			return w.check.damage("cashbook.damage-count-balance", n.Number)
		}
	}
	for _, g := range w.in.Signatures {
		if g.Head.Seq == w.head.Seq && g.Head.Hash != w.head.Hash {
			return w.check.damage("cashbook.damage-count-head", g.Number)
		}
	}
	return nil
}

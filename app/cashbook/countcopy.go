package cashbook

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// CountCopy is how far the cash counts of a book have been copied on the poste
// that keeps it: numbers of the last count and of the last signed one.
type CountCopy struct {
	Book      ident.BookID
	Counts    int64
	Signed    int64
	AckCounts int64 // that head office has confirmed
	AckSigned int64
}

// What a count and a signature weigh in a run; see entryWeight.
const (
	countWeight     = 12
	signatureWeight = 4
)

// MaxRunCounts bounds the counts of one run, and its signatures.
const MaxRunCounts = 500

// countQueue are counts and signatures on their way into runs.
type countQueue struct {
	counts     []Count
	signatures []CountSignature
}

// dueCounts gives what was counted and signed under the newest grant of this
// poste and is not confirmed yet.
func dueCounts(s Store, own ledger.Ownership, state CountCopy) (q countQueue, err error) {
	counts, err := s.Counts(own.Book, state.AckCounts+1)
	if err != nil {
		return q, err
	}
	for _, c := range counts {
		if c.Epoch == own.Epoch {
			q.counts = append(q.counts, c)
		}
	}
	signatures, err := s.CountSignatures(own.Book, state.AckSigned+1)
	for _, g := range signatures {
		if g.Epoch == own.Epoch {
			q.signatures = append(q.signatures, g)
		}
	}
	return q, err
}

// fresh reports whether there is anything that was never copied.
func (q countQueue) fresh(state CountCopy) bool {
	return len(q.counts) > 0 && q.counts[len(q.counts)-1].Number > state.Counts ||
		len(q.signatures) > 0 && q.signatures[len(q.signatures)-1].Number > state.Signed
}

// settle puts into the runs what was counted and signed before the book went on
// from where begin starts. A voucher that books a difference so never travels
// before its count.
func (r *runs) settle(q *countQueue, begin Copy) {
	for len(q.counts) > 0 && q.counts[0].Head.Seq <= begin.After.Seq {
		run := r.room(0, countWeight, begin)
		run.Counts, q.counts = append(run.Counts, q.counts[0]), q.counts[1:]
	}
	for len(q.signatures) > 0 && q.signatures[0].Head.Seq <= begin.After.Seq {
		run := r.room(0, signatureWeight, begin)
		run.Signatures, q.signatures = append(run.Signatures, q.signatures[0]), q.signatures[1:]
	}
}

// takeCounts adds the counts and signatures of a run that are new, once those that
// are held already have turned out to be the same. Verify does the rest.
func (t *taking) takeCounts() error {
	for _, c := range t.copied.Counts {
		if err := t.takeCount(c); err != nil {
			return err
		}
	}
	for _, g := range t.copied.Signatures {
		if err := t.takeSignature(g); err != nil {
			return err
		}
	}
	return nil
}

func (t *taking) takeCount(c Count) error {
	if err := inspectCount(t.book, c); err != nil {
		return err
	}
	last, err := t.store.LastCount(t.book.ID)
	if orMissing(err) != nil {
		return err
	}
	if c.Number <= last.Number {
		held, err := t.store.Count(t.book.ID, c.Number)
		if err == nil && !held.Equal(c) {
			err = t.recounted(c.Number)
		}
		return err
	}
	if c.Number > last.Number+1 {
		return fault.New(fault.Conflict, "cashbook.copy-count-gap", fault.Args{"Book": t.book.Ref(), "CashCount": last.Number})
	}
	t.taken.Counts++
	return t.store.AppendCount(c)
}

func (t *taking) takeSignature(g CountSignature) error {
	held, err := t.store.CountSignatures(t.book.ID, g.Number)
	if err != nil {
		return err
	}
	if len(held) > 0 {
		if held[0] != g {
			return t.recounted(g.Number)
		}
		return nil
	}
	t.taken.Signed++
	return t.store.AppendCountSignature(g)
}

// maxDenomination bounds the value of a note; the largest known has 2 million
// minor units.
const maxDenomination = 100_000_000

// inspectCount refuses a count that nobody could have made.
func inspectCount(b Book, c Count) error {
	remark, err := directory.Clean("remark", c.Remark, MaxRemark)
	bad := err != nil || remark != c.Remark || len(c.Lines) > MaxCountLines || c.Hash != c.Sum()
	sum := int64(0)
	for _, l := range c.Lines {
		bad = bad || l.Minor <= 0 || l.Minor > maxDenomination || l.Pieces <= 0 || l.Pieces > MaxPieces
		if !bad {
			sum += l.ValueMinor() // at most MaxCountLines × 10^17, within 64 bits
		}
	}
	if bad || len(c.Lines) > 0 && sum != c.CountedMinor || c.CountedMinor < 0 || c.CountedMinor > maxBalanceMinor {
		return fault.New(fault.Forged, "cashbook.damage-count", fault.Args{"Book": b.Ref(), "CashCount": c.Number})
	}
	return nil
}

func (t *taking) recounted(number int64) error {
	return fault.New(fault.Forged, "cashbook.copy-recounted", fault.Args{"Book": t.book.Ref(), "CashCount": number})
}

// saveCounts remembers what was copied with runs.
func saveCounts(s Store, runs []Copy) error {
	state, err := s.CountsCopied(runs[0].Book)
	if err != nil {
		return err
	}
	state.Book = runs[0].Book
	for _, run := range runs {
		for _, c := range run.Counts {
			state.Counts = max(state.Counts, c.Number)
		}
		for _, g := range run.Signatures {
			state.Signed = max(state.Signed, g.Number)
		}
	}
	return s.SaveCountsCopied(state)
}

// CountsHeld gives the numbers of the last count and of the last signed one that
// are here, 0 for none.
func CountsHeld(s Store, book ident.BookID) (counts, signed int64, err error) {
	last, err := s.LastCount(book)
	if orMissing(err) != nil {
		return 0, 0, err
	}
	closed, err := s.LastSignedCount(book)
	return last.Number, closed.Number, orMissing(err)
}

// AcknowledgeCounts notes how far head office has the counts of a book. It may be
// less than before: a head office that was restored gets them again.
func AcknowledgeCounts(s Store, book ident.BookID, counts, signed int64) error {
	state, err := s.CountsCopied(book)
	if err != nil {
		return err
	}
	state.Book, state.AckCounts, state.AckSigned = book, min(counts, state.Counts), min(signed, state.Signed)
	return s.SaveCountsCopied(state)
}

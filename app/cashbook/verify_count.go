package cashbook

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// countAudit goes along with the audit of a book and checks its cash counts: that
// they are a chain, name heads that the book has gone through with the balance
// they tell, and that nothing was entered that they forbid.
type countAudit struct {
	audit      *audit
	counts     []Count
	signatures []CountSignature
	counted    int                   // counts whose head has been passed
	signed     int                   // signatures whose head has been passed
	booked     map[ledger.Hash]int64 // count → number of the voucher with its difference
}

// newCountAudit reads the counts and checks them by themselves.
func newCountAudit(s Store, a *audit) (*countAudit, error) {
	book := a.report.Book.ID
	counts, err := s.Counts(book, 1)
	if err != nil {
		return nil, err
	}
	signatures, err := s.CountSignatures(book, 1)
	if err != nil {
		return nil, err
	}
	c := &countAudit{audit: a, counts: counts, signatures: signatures, booked: map[ledger.Hash]int64{}}
	last := Count{}
	for i := range counts {
		if err := c.checkCount(&counts[i], &last); err != nil {
			return nil, err
		}
		last = counts[i]
	}
	before := CountSignature{}
	for i := range signatures {
		g := &signatures[i]
		if g.Number < 1 || g.Number > int64(len(counts)) {
			return nil, c.damage("cashbook.damage-signature", g.Number)
		}
		if err := c.checkSignature(g, &before, &counts[g.Number-1]); err != nil {
			return nil, err
		}
		before = *g
	}
	a.report.Counts, a.report.Signed = int64(len(counts)), int64(len(signatures))
	return c, c.pass()
}

// checkCount checks what a count says against itself and the one before.
func (c *countAudit) checkCount(n, last *Count) error {
	sum := int64(0)
	for _, l := range n.Lines {
		sum += l.ValueMinor()
	}
	switch {
	case n.Number != last.Number+1 || n.Prev != last.Hash:
		return c.damage("cashbook.damage-count-chain", n.Number)
	case n.Book != c.audit.report.Book.ID || n.Hash != n.Sum():
		return c.damage("cashbook.damage-count", n.Number)
	case n.Day != calendar.Of(n.Counted, c.audit.zone), len(n.Lines) > 0 && sum != n.CountedMinor,
		n.Head.Seq < last.Head.Seq || n.Epoch < last.Epoch, !c.kept(n.Epoch, n.Poste, n.Head.Seq):
		return c.damage("cashbook.damage-count-rule", n.Number)
	}
	return nil
}

// kept reports whether the poste kept the book under the epoch when it ended at
// the sequence number.
func (c *countAudit) kept(epoch int64, poste ident.PosteID, seq int64) bool {
	for i, o := range c.audit.history {
		if o.Epoch == epoch {
			ended := i+1 < len(c.audit.history) && c.audit.history[i+1].Head.Seq < seq
			return o.Poste == poste && o.Head.Seq <= seq && !ended
		}
	}
	return len(c.audit.history) == 0
}

// checkSignature checks a signature against the one before and its count.
func (c *countAudit) checkSignature(g, before *CountSignature, n *Count) error {
	switch {
	case g.Number <= before.Number, g.Hash != g.Sum(), g.Book != c.audit.report.Book.ID,
		g.Count != n.Hash, g.Signatory == n.Author, g.Signatory.IsZero(), g.Way != BySignIn && g.Way != OnPaper,
		g.Way == BySignIn && g.Recorder != g.Signatory, g.Day < n.Day || g.Day > calendar.Of(g.Recorded, c.audit.zone),
		g.Head.Seq < n.Head.Seq || g.Head.Seq < before.Head.Seq, !c.kept(g.Epoch, g.Poste, g.Head.Seq):
		return c.damage("cashbook.damage-signature", g.Number)
	}
	return nil
}

// check refuses an entry that a signed count had closed, or that books a
// difference that no count has found.
func (c *countAudit) check(v *Voucher) error {
	if c.signed > 0 {
		n := &c.counts[c.signatures[c.signed-1].Number-1]
		if v.Entry.Day < n.Day || v.Entry.Revision > 0 && v.Entry.Number <= n.Head.Number {
			return c.audit.damage("cashbook.damage-closed", v)
		}
	}
	if v.Kind == KindDifference && !c.books(v) {
		return c.audit.damage("cashbook.damage-difference", v)
	}
	if v.Entry.Reverses != 0 {
		for hash, number := range c.booked {
			if number == v.Entry.Reverses {
				delete(c.booked, hash)
			}
		}
	}
	return nil
}

// books reports whether the voucher is the one that a count before it asks for.
func (c *countAudit) books(v *Voucher) bool {
	at := slices.IndexFunc(c.counts[:c.counted], func(n Count) bool { return n.Hash == v.Count })
	_, twice := c.booked[v.Count]
	if at < 0 || at != c.counted-1 || twice || v.Entry.Revision > 0 || c.counts[at].DifferenceMinor() != v.AmountMinor || c.counts[at].Author == v.Entry.Author {
		return false
	}
	c.booked[v.Count] = v.Entry.Number
	return true
}

// pass compares the counts and signatures that name the end of the walk so far.
func (c *countAudit) pass() error {
	head, balance := c.audit.verifier.Head(), c.audit.report.BalanceMinor
	for ; c.counted < len(c.counts) && c.counts[c.counted].Head.Seq == head.Seq; c.counted++ {
		n := &c.counts[c.counted]
		if n.Head != head {
			return c.damage("cashbook.damage-count-head", n.Number)
		}
		if n.BalanceMinor != balance {
			return c.damage("cashbook.damage-count-balance", n.Number)
		}
	}
	for ; c.signed < len(c.signatures) && c.signatures[c.signed].Head.Seq == head.Seq; c.signed++ {
		if g := &c.signatures[c.signed]; g.Head != head {
			return c.damage("cashbook.damage-count-head", g.Number)
		}
	}
	return nil
}

// end refuses counts of a book that has not got so far, and a book without counts
// and signatures that have been sent to head office.
func (c *countAudit) end(s Store) error {
	switch {
	case c.counted < len(c.counts):
		return c.damage("cashbook.damage-count-head", c.counts[c.counted].Number)
	case c.signed < len(c.signatures):
		return c.damage("cashbook.damage-count-head", c.signatures[c.signed].Number)
	}
	sent, err := s.CountsCopied(c.audit.report.Book.ID)
	if err != nil {
		return err
	}
	if count := int64(len(c.counts)); count < sent.Counts {
		return c.damage("cashbook.damage-count-gone", count+1)
	}
	if c.signed == 0 && sent.Signed > 0 || c.signed > 0 && c.signatures[c.signed-1].Number < sent.Signed {
		return c.damage("cashbook.damage-signature", sent.Signed)
	}
	return nil
}

func (c *countAudit) damage(key string, number int64) error {
	return fault.New(fault.Forged, key, fault.Args{"Book": c.audit.report.Book.Ref(), "CashCount": number})
}

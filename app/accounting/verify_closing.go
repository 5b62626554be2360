package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// closingAudit goes along with the audit of a journal and checks its closings: that
// they are a chain, name heads that the journal has gone through, and that nothing
// was posted on a day that they have closed.
type closingAudit struct {
	journal Journal
	ends    map[ledger.Head]calendar.Day // heads of closings that stand → the last day that they close
	locked  calendar.Day
}

// newClosingAudit reads the closings and checks them by themselves. Their heads are
// known ones.
func newClosingAudit(s RestoreStore, j Journal, known knownHeads) (*closingAudit, error) {
	closings, err := s.Closings(j.ID)
	if err != nil {
		return nil, err
	}
	named, err := namedClosings(s, j)
	if err != nil {
		return nil, err
	}
	c := &closingAudit{journal: j, ends: map[ledger.Head]calendar.Day{}}
	before := Closing{}
	for i := range closings {
		k := &closings[i]
		if !k.follows(before) || k.Journal != j.ID || !k.consistent() {
			return nil, c.damage(k.Number)
		}
		if k.Received.IsZero() { // others may have told of more than is here
			known[k.Head] = true
		}
		if k.Locks() {
			c.ends[k.Head] = max(c.ends[k.Head], k.Until)
		}
		delete(named, k.Hash)
		before = *k
	}
	if len(named) > 0 { // one that there was when a backup was made
		return nil, c.damage(before.Number + 1)
	}
	c.pass(ledger.Head{})
	return c, nil
}

// namedClosings gives the closings that backups which were made here have as their
// last.
func namedClosings(s RestoreStore, j Journal) (map[ledger.Hash]bool, error) {
	backups, err := s.JournalBackups(j.ID)
	named := map[ledger.Hash]bool{}
	for _, b := range backups {
		if b.Told.IsZero() {
			named[b.Closing] = true
		}
	}
	delete(named, ledger.Hash{})
	return named, err
}

// follows reports whether a closing is the next after another.
func (c *Closing) follows(before Closing) bool {
	return c.Number == before.Number+1 && c.Prev == before.Hash && c.Hash == c.Sum() && c.Epoch >= before.Epoch
}

// consistent reports whether what may change of a closing goes with the rest.
func (c *Closing) consistent() bool {
	decided := c.State == ClosingReleased || c.State == ClosingRejected
	switch {
	case !slices.Contains(ClosingKinds(), c.Kind), c.Exported() && c.State == ClosingStands,
		!c.Exported() && c.State != ClosingStands && c.State != ClosingVoid,
		c.Exported() != (c.Digest != [32]byte{}), c.Exported() != (c.Parts > 0), decided && c.Decision.At.IsZero(),
		c.State == ClosingSent && !c.Decision.At.IsZero(), c.After.Seq > c.Head.Seq, c.After.Number > c.Head.Number:
		return false
	}
	return true
}

// pass takes note that the journal has gone through a head.
func (c *closingAudit) pass(head ledger.Head) { c.locked = max(c.locked, c.ends[head]) }

// allows reports whether a posting may be dated as it is after all closings before
// it. The marker of a restore is not posted by a person.
func (c *closingAudit) allows(p *Posting) bool {
	return p.Entry.Day > c.locked || p.Mask == MaskRestore || p.Mask == MaskClosing
}

func (c *closingAudit) damage(number int64) error {
	return fault.New(fault.Forged, "accounting.damage-closing", fault.Args{"Journal": c.journal.Ref(), "Closing": number})
}

package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// findRestore looks whether a run leaves what head office holds because the poste
// has restored a backup: then the marker of that, with a number after all that are
// held, is in the run. What is held after the cut is put aside when the run is
// taken.
func (c *closingCheck) findRestore() error {
	before := c.in.After
	for i := range c.in.Postings {
		p := &c.in.Postings[i]
		if p.Entry.Seq > c.held.Seq {
			return nil
		}
		hash, err := hashAt(c.store, c.in.Journal, p.Entry.Seq)
		if err != nil {
			return err
		}
		if hash != p.Entry.Hash {
			at := slices.IndexFunc(c.in.Postings[i:], func(q Posting) bool { return q.Mask == MaskRestore && q.Entry.Number > c.held.Number })
			released := slices.ContainsFunc(c.closings, func(k Closing) bool { return k.State == ClosingReleased && k.Head.Seq > before.Seq })
			if at >= 0 && !released { // what was released is final
				c.marker, c.end = &c.in.Postings[i+at], c.held
				c.held = before
			}
			return nil
		}
		before = before.After(p.Entry)
	}
	return nil
}

// heldTotals are those of what head office holds, without what is put aside.
func (c *closingCheck) heldTotals(until calendar.Day) ([]Total, error) {
	totals, err := c.store.Totals(TotalFilter{Project: c.journal.Project, Journals: []ident.BookID{c.in.Journal}, Until: until})
	if err != nil || c.marker == nil {
		return totals, err
	}
	by := map[string]*Total{}
	for i := range totals {
		by[totals[i].Account] = &totals[i]
	}
	err = c.store.PostingChain(c.in.Journal, c.held.Seq+1, func(p Posting) error {
		if p.Entry.Day > until {
			return nil
		}
		for _, t := range addTotals(nil, []Posting{p}, until) {
			sum := by[t.Account]
			sum.OpeningMinor -= t.OpeningMinor
			sum.DebitMinor -= t.DebitMinor
			sum.CreditMinor -= t.CreditMinor
		}
		return nil
	})
	return slices.DeleteFunc(totals, func(t Total) bool { return t == Total{Account: t.Account} }), err
}

// reversedAgain reports whether a number is cancelled by what stays of what is held.
func (c *closingCheck) reversedAgain(number int64) (bool, error) {
	by, err := c.store.PostingReversalOf(c.in.Journal, number)
	if isMissing(err) {
		return false, nil
	}
	return err == nil && by.Entry.Seq <= c.held.Seq, err
}

// FollowedRestore gives what head office will put aside when it takes the file of a
// closing, because the poste has restored a backup; found is false without that.
func FollowedRestore(s Records, in IncomingClosing) (b Branch, found bool, err error) {
	c, err := checkClosing(s, in)
	if err != nil || c.marker == nil {
		return Branch{}, false, err
	}
	return c.followed(), true, nil
}

func (c *closingCheck) followed() Branch {
	return Branch{
		Journal: c.in.Journal, Cause: CauseFollowed, Cut: c.held, End: c.end, Backup: c.marker.Restore.Backup, Code: c.marker.Origin,
		Reason: c.marker.Text, PutAside: c.marker.Entry.Recorded, Author: c.marker.Entry.Author, Poste: c.marker.Entry.Poste,
	}
}

// follow puts aside what the poste has put aside and head office had received, and
// ends the closings that it belonged to.
func (c *closingCheck) follow(s RestoreStore) (err error) {
	if c.marker == nil {
		return nil
	}
	b := c.followed()
	if b.Number, err = nextBranch(s, b.Journal); err != nil {
		return err
	}
	if err := s.PutAside(c.journal, b); err != nil {
		return err
	}
	return voidClosings(s, b.Journal, b.Cut)
}

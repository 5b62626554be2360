package accounting

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// checkReport checks the closing itself.
func (c *closingCheck) checkReport() error {
	r := c.in.Report
	if r == nil {
		return nil
	}
	for i, digest := range r.Parts {
		if i >= len(c.files) || c.files[i].Digest != digest {
			return c.refuse(fault.Forged, "clo-parts", 0)
		}
	}
	if err := c.checkClosings(); err != nil {
		return err
	}
	return c.checkBalance()
}

// checkClosings wants the closings to go on from those that are held.
func (c *closingCheck) checkClosings() error {
	last, known := Closing{}, slices.Clone(c.closings)
	if n := len(known); n > 0 {
		last = known[n-1]
	}
	for _, k := range c.in.Report.Closings {
		if k.Hash != k.Sum() || k.Journal != c.in.Journal || k.Epoch > c.in.Epoch || k.Epoch == c.in.Epoch && k.Poste != c.in.Sender {
			return c.refuse(fault.Forged, "clo-closing", k.Number)
		}
		if k.Number <= last.Number {
			if i := slices.IndexFunc(c.closings, func(h Closing) bool { return h.Number == k.Number }); i < 0 || c.closings[i].Hash != k.Hash {
				return c.refuse(fault.Forged, "clo-closing", k.Number)
			}
			continue
		}
		if k.Number > last.Number+1 {
			return c.refuse(fault.Conflict, "clo-gap", c.held.Number)
		}
		if k.Prev != last.Hash {
			return c.refuse(fault.Forged, "clo-closing", k.Number)
		}
		if err := c.checkTurnover(countedTo(known, k.Kind), k); err != nil {
			return err
		}
		last, known = k, append(known, k)
	}
	return nil
}

// checkTurnover wants the journal to have gone through the head of a closing, with
// as many postings as it says since the place from which it counts.
func (c *closingCheck) checkTurnover(before ledger.Head, k Closing) error {
	reached := k.Head.Seq == 0
	restored := false
	var postings, debitMinor int64
	count := func(p Posting) error {
		restored = restored || p.Mask == MaskRestore
		if p.Entry.Seq > before.Seq && p.Entry.Seq <= k.Head.Seq {
			postings++
			debitMinor += p.DebitMinor()
		}
		reached = reached || p.Entry.Seq == k.Head.Seq && p.Entry.Hash == k.Head.Hash
		return nil
	}
	if err := c.store.PostingChain(c.in.Journal, min(before.Seq+1, max(k.Head.Seq, 1)), count); err != nil {
		return err
	}
	for _, p := range c.fresh {
		_ = count(p) // always nil
	}
	if restored && !reached && k.Kind == CloseDay {
		return nil // a restore on the poste has put aside what it closed
	}
	if !reached || !restored && (postings != k.Postings || debitMinor != k.DebitMinor) {
		return c.refuse(fault.Forged, "clo-closing", k.Number)
	}
	return nil
}

// checkBalance works the trial balance out again.
func (c *closingCheck) checkBalance() error {
	k, _ := c.in.Closing()
	held, err := c.heldTotals(k.Until)
	if err != nil {
		return err
	}
	if !slices.Equal(addTotals(held, c.fresh, k.Until), c.in.Report.Balance) {
		return c.refuse(fault.Forged, "clo-balance", 0)
	}
	return nil
}

// addTotals adds postings up to a day to totals of accounts.
func addTotals(held []Total, postings []Posting, until calendar.Day) []Total {
	totals := map[string]Total{}
	for _, t := range held {
		totals[t.Account] = t
	}
	for _, p := range postings {
		if p.Entry.Day > until {
			continue
		}
		for _, l := range p.Lines {
			t := totals[l.Account]
			t.Account = l.Account
			switch {
			case p.Mask == MaskOpening:
				t.OpeningMinor += l.BaseMinor
			case l.BaseMinor > 0:
				t.DebitMinor += l.BaseMinor
			default:
				t.CreditMinor -= l.BaseMinor
			}
			totals[l.Account] = t
		}
	}
	all := make([]Total, 0, len(totals))
	for _, t := range totals {
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b Total) int { return strings.Compare(a.Account, b.Account) })
	return all
}

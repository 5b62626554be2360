package accounting

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// OpenItem is a line of a third party of which something is open.
type OpenItem struct {
	LedgerLine
	Account   string
	Journal   Journal
	Posting   Posting
	Code      string // of its partial letter, or empty
	RestMinor int64  // in the journal's currency; debit positive
	RestBase  int64  // in the base currency
	Due       calendar.Day
	AgeDays   int // since it was due; negative before
}

// Line gives the line itself.
func (i OpenItem) Line() Line { return i.Posting.Lines[i.Place] }

// AgeClass says for how long an item has been due.
type AgeClass int

// The classes of age: not due yet, due for up to 30 days, 60, 90, and more.
const (
	NotDue AgeClass = iota
	Due30
	Due60
	Due90
	DueOver90
)

// AgeClasses is how many there are.
const AgeClasses = 5

// Class gives the class of the item's age.
func (i OpenItem) Class() AgeClass {
	switch {
	case i.AgeDays <= 0:
		return NotDue
	case i.AgeDays <= 30:
		return Due30
	case i.AgeDays <= 60:
		return Due60
	case i.AgeDays <= 90:
		return Due90
	}
	return DueOver90
}

// OpenItems gives what is open on an account at the end of a day, by party and
// then oldest first. A letter settles what of it was posted by then: what is left
// of a partial one stays on its latest lines, since the oldest are settled first.
func OpenItems(s LetterRecords, a LetterAccount, party string, at calendar.Day) ([]OpenItem, error) {
	lines, err := a.Lines(s, party, at)
	if err != nil {
		return nil, err
	}
	rests := openRests(lines, at)
	postings := map[LineRef]Posting{}
	var items []OpenItem
	for _, l := range lines {
		rest, open := rests[l.LineRef]
		if !open {
			continue
		}
		item := OpenItem{LedgerLine: l, Account: a.Account, Journal: a.Journals[l.Journal], RestMinor: rest.amount, RestBase: rest.base}
		if item.Posting, err = postingOf(s, postings, l.LineRef); err != nil {
			return nil, err
		}
		if l.Letter != 0 {
			item.Code = LetterCode(l.Letter, false)
		}
		if item.Due = item.Line().Due; item.Due.IsZero() {
			item.Due = cmp.Or(item.Posting.VoucherDay, l.Day)
		}
		item.AgeDays = int(at - item.Due)
		items = append(items, item)
	}
	slices.SortStableFunc(items, func(x, y OpenItem) int { return cmp.Compare(x.Party, y.Party) })
	return items, nil
}

// postingOf reads each posting once.
func postingOf(s Store, known map[LineRef]Posting, ref LineRef) (Posting, error) {
	ref.Place = 0
	p, read := known[ref]
	if read {
		return p, nil
	}
	p, err := s.Posting(ref.Journal, ref.Number)
	known[ref] = p
	return p, err
}

// rest is what is open of a line.
type rest struct{ amount, base int64 }

// openRests gives what is open of each line at the end of a day; lines of which
// nothing is are not in it.
func openRests(lines []LedgerLine, at calendar.Day) map[LineRef]rest {
	rests := map[LineRef]rest{}
	groups := map[int64][]LedgerLine{}
	for _, l := range lines {
		switch {
		case l.Cancelled(at) || l.Day > at:
		case l.Letter == 0:
			rests[l.LineRef] = rest{l.AmountMinor, l.BaseMinor}
		default:
			groups[l.Letter] = append(groups[l.Letter], l)
		}
	}
	for _, group := range groups {
		restsOfLetter(group, rests)
	}
	return rests
}

// restsOfLetter spreads what is left of a letter over its lines. Amounts of the
// vouchers are spread by themselves where all journals have one currency, which is
// where each line's amount is what the lines of its own journal say.
func restsOfLetter(group []LedgerLine, rests map[LineRef]rest) {
	base := spreadBack(group, func(l LedgerLine) int64 { return l.BaseMinor })
	amount := spreadBack(group, func(l LedgerLine) int64 { return l.AmountMinor })
	for i, l := range group {
		if base[i] != 0 {
			rests[l.LineRef] = rest{amount[i], base[i]}
		}
	}
}

// spreadBack puts the sum of all on the latest lines of its sign.
func spreadBack(group []LedgerLine, of func(LedgerLine) int64) []int64 {
	left, spread := int64(0), make([]int64, len(group))
	for _, l := range group {
		left += of(l)
	}
	for i := len(group) - 1; i >= 0 && left != 0; i-- {
		minor := of(group[i])
		switch {
		case left > 0 && minor > 0:
			spread[i] = min(left, minor)
		case left < 0 && minor < 0:
			spread[i] = max(left, minor)
		}
		left -= spread[i]
	}
	return spread
}

// journalIDs gives the journals of a map in a fixed order.
func journalIDs(journals map[ident.BookID]Journal) []ident.BookID {
	ids := make([]ident.BookID, 0, len(journals))
	for id := range journals {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b ident.BookID) int { return slices.Compare(a[:], b[:]) })
	return ids
}

package accounting

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// DerivedLine is what a store keeps of a line, in the order of the accounts, so
// that ledgers and balances are quick. All of it follows from the posting.
type DerivedLine struct {
	Project     ident.ProjectID
	Account     string
	Day         calendar.Day
	Number      int64
	Place       int // of the line in its posting, from 0
	Seq         int64
	Opening     bool // of a posting with MaskOpening
	Party       string
	BudgetLine  string
	Funding     string
	AmountMinor int64
	BaseMinor   int64
}

// DerivedMonth is what a store keeps of an account in a month, "2026-11".
type DerivedMonth struct {
	Account     string
	Month       string
	Opening     bool
	DebitMinor  int64 // in the base currency
	CreditMinor int64 // likewise, not negative
	AmountMinor int64 // debit less credit, in the currency of the journal
	Lines       int64
}

// Derived gives what a store keeps of the lines of a posting.
func (p *Posting) Derived(j Journal) []DerivedLine {
	lines := make([]DerivedLine, len(p.Lines))
	for place := range lines {
		lines[place] = p.derived(&j, place)
	}
	return lines
}

func (p *Posting) derived(j *Journal, place int) DerivedLine {
	l := &p.Lines[place]
	return DerivedLine{
		Project: j.Project, Account: l.Account, Day: p.Entry.Day, Number: p.Entry.Number, Place: place, Seq: p.Entry.Seq,
		Opening: p.Mask == MaskOpening, Party: l.Party, BudgetLine: l.BudgetLine, Funding: l.Funding,
		AmountMinor: l.AmountMinor, BaseMinor: l.BaseMinor,
	}
}

// monthKey names a month of an account.
type monthKey struct {
	account, month string
	opening        bool
}

// add takes a line into a month.
func (m *DerivedMonth) add(l *DerivedLine) {
	m.DebitMinor += max(l.BaseMinor, 0)
	m.CreditMinor += max(-l.BaseMinor, 0)
	m.AmountMinor += l.AmountMinor
	m.Lines++
}

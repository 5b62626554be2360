package accounting

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/ident"
)

// Span is a time of the accounts of a project, both days included.
type Span struct {
	Project     ident.ProjectID
	Journals    []ident.BookID // only these; nil for all
	From, Until calendar.Day   // zero From is the beginning of the accounts

	// OpenSpan finds them:
	Without []Run        // entries by which fiscal years were closed and opened within the time
	Begin   calendar.Day // of the fiscal year in which the time begins; zero where there is none
	Chart   *chart.Chart // tells costs and income from balances; nil where there is none
}

// BalanceRow is an account of the trial balance, in the base currency, debit
// positive. Opening is what it bore before the time, with the opening entries in
// it.
type BalanceRow struct {
	Account      string
	OpeningMinor int64
	DebitMinor   int64 // moved within the time; not negative
	CreditMinor  int64 // likewise
}

// ClosingMinor gives the balance at the end of the time.
func (r BalanceRow) ClosingMinor() int64 { return r.OpeningMinor + r.DebitMinor - r.CreditMinor }

// plus adds up rows.
func (r BalanceRow) plus(o BalanceRow) BalanceRow {
	r.OpeningMinor += o.OpeningMinor
	r.DebitMinor += o.DebitMinor
	r.CreditMinor += o.CreditMinor
	return r
}

// TrialBalance is « la balance »: every account that bears or has moved something,
// by account. Its sums of debits and credits are equal, and all balances add up to
// nothing.
type TrialBalance struct {
	Rows []BalanceRow
	Sum  BalanceRow // of all rows, without account
}

// Row gives the row of an account, a zero one where there is none.
func (b TrialBalance) Row(account string) BalanceRow {
	at, found := slices.BinarySearchFunc(b.Rows, account, func(r BalanceRow, account string) int { return cmp.Compare(r.Account, account) })
	if !found {
		return BalanceRow{Account: account}
	}
	return b.Rows[at]
}

// TotalStore adds up.
type TotalStore interface {
	Totals(TotalFilter) ([]Total, error)
}

// ReadTrialBalance makes the trial balance of a time from stored totals. Accounts
// that neither bear nor have moved anything are left out.
func ReadTrialBalance(s TotalStore, span Span) (TrialBalance, error) {
	rows := map[string]BalanceRow{}
	if err := span.before(s, rows); err != nil {
		return TrialBalance{}, err
	}
	within, err := s.Totals(TotalFilter{
		Project: span.Project, Journals: span.Journals, From: span.From, Until: span.Until, Without: span.Without,
	})
	for _, t := range within {
		row := rows[t.Account].plus(BalanceRow{OpeningMinor: t.OpeningMinor, DebitMinor: t.DebitMinor, CreditMinor: t.CreditMinor})
		row.Account = t.Account
		rows[t.Account] = row
	}
	return balanceOf(rows), err
}

func balanceOf(rows map[string]BalanceRow) (b TrialBalance) {
	for _, row := range rows {
		if row.OpeningMinor != 0 || row.DebitMinor != 0 || row.CreditMinor != 0 {
			b.Rows = append(b.Rows, row)
			b.Sum = b.Sum.plus(row)
		}
	}
	slices.SortFunc(b.Rows, func(a, b BalanceRow) int { return cmp.Compare(a.Account, b.Account) })
	return b
}

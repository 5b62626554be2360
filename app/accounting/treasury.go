package accounting

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// Flow is what an account moved in a month, by the currency of the journal in which
// it was posted. Nothing of it is negative but OpeningMinor and Opening.
type Flow struct {
	Month    calendar.Day   // first day of it
	Currency money.Currency // of the journal

	OpeningBase, DebitBase, CreditBase int64 // openings are apart from debits and credits
	Opening, Debit, Credit             int64 // in Currency
}

// FlowStore adds up what accounts moved.
type FlowStore interface {
	// Flows adds up the lines that a filter selects, by month and currency, in that
	// order.
	Flows(LineFilter) ([]Flow, error)
}

// TreasuryStatement is « état de trésorerie »: what cash and bank accounts had, received and
// spent, month by month.
type TreasuryStatement struct {
	Accounts []TreasuryAccount
}

// TreasuryAccount is an account of cash or bank journals. Journals of one account
// have it together.
type TreasuryAccount struct {
	Account  string
	Journals []Journal
	Currency money.Currency // in which the account is kept
	Months   []TreasuryMonth
	Other    bool // moved in a journal of another currency, so that only the base currency tells all
}

// TreasuryMonth is a month of an account, in the base currency and in that of the
// account.
type TreasuryMonth struct {
	First     calendar.Day
	Base, Own Movement
}

// Movement is what a till or bank account had at first, received, spent and has.
type Movement struct{ OpeningMinor, InMinor, OutMinor int64 }

// ClosingMinor gives what is there at the end.
func (m Movement) ClosingMinor() int64 { return m.OpeningMinor + m.InMinor - m.OutMinor }

// Sum gives the whole time of the account. What was opened within it is in its
// opening.
func (a TreasuryAccount) Sum() (m TreasuryMonth) {
	for _, month := range a.Months {
		m.Base.OpeningMinor += month.Base.OpeningMinor - m.Base.ClosingMinor()
		m.Own.OpeningMinor += month.Own.OpeningMinor - m.Own.ClosingMinor()
		m.Base = m.Base.moved(month.Base.InMinor, month.Base.OutMinor)
		m.Own = m.Own.moved(month.Own.InMinor, month.Own.OutMinor)
	}
	return m
}

func (m Movement) moved(in, out int64) Movement {
	m.InMinor += in
	m.OutMinor += out
	return m
}

// ReadTreasury reads the cash and bank accounts of the journals given. Postings of
// all journals of the span move them. An account opened within a month has that in
// its opening: entries that open a year bring nothing in.
func ReadTreasury(s FlowStore, span Span, journals []Journal) (t TreasuryStatement, err error) {
	for _, account := range treasuryAccounts(journals) {
		f := LineFilter{Project: span.Project, Journals: span.Journals, Account: account.Account}
		var before, within []Flow
		if !span.From.IsZero() {
			f.Until = span.From - 1
			if before, err = s.Flows(f); err != nil {
				return t, err
			}
		}
		f.From, f.Until, f.Without = span.From, span.Until, span.Without
		if within, err = s.Flows(f); err != nil {
			return t, err
		}
		t.Accounts = append(t.Accounts, account.read(span, before, within))
	}
	return t, nil
}

// treasuryAccounts gives the accounts of cash and bank journals, by code and currency.
func treasuryAccounts(journals []Journal) (accounts []TreasuryAccount) {
	for _, j := range journals {
		if !j.IsTreasury() || j.Account == "" {
			continue
		}
		at := slices.IndexFunc(accounts, func(a TreasuryAccount) bool { return a.Account == j.Account })
		if at < 0 {
			at = len(accounts)
			accounts = append(accounts, TreasuryAccount{Account: j.Account, Currency: j.Currency})
		}
		accounts[at].Journals = append(accounts[at].Journals, j)
		accounts[at].Other = accounts[at].Other || accounts[at].Currency != j.Currency
	}
	slices.SortFunc(accounts, func(a, b TreasuryAccount) int { return cmp.Compare(a.Account, b.Account) })
	return accounts
}

// read lays out the months of an account.
func (a TreasuryAccount) read(span Span, before, within []Flow) TreasuryAccount {
	var base, own Movement
	for _, flow := range before {
		base.OpeningMinor += flow.OpeningBase + flow.DebitBase - flow.CreditBase
		own.OpeningMinor += a.own(&flow)
	}
	if span.From.IsZero() && len(within) > 0 {
		span.From = within[0].Month
	}
	for _, first := range span.Months() {
		month := TreasuryMonth{First: first, Base: base, Own: own}
		for _, flow := range within {
			if flow.Month != first {
				continue
			}
			a.own(&flow)
			month.Base.OpeningMinor += flow.OpeningBase
			month.Own.OpeningMinor += flow.Opening
			month.Base = month.Base.moved(flow.DebitBase, flow.CreditBase)
			month.Own = month.Own.moved(flow.Debit, flow.Credit)
			a.Other = a.Other || flow.Currency != a.Currency
		}
		a.Months = append(a.Months, month)
		base, own = Movement{OpeningMinor: month.Base.ClosingMinor()}, Movement{OpeningMinor: month.Own.ClosingMinor()}
	}
	return a
}

// own gives what a flow brought in the currency of the account; a flow in another one
// brought nothing in it.
func (a *TreasuryAccount) own(flow *Flow) int64 {
	if flow.Currency != a.Currency {
		a.Other = true
		flow.Opening, flow.Debit, flow.Credit = 0, 0, 0
	}
	return flow.Opening + flow.Debit - flow.Credit
}

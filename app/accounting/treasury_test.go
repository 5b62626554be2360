package accounting_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
)

// flows are those of one account.
type flows []accounting.Flow

func (f flows) Flows(filter accounting.LineFilter) (found []accounting.Flow, err error) {
	for _, flow := range f {
		if filter.Account == "5215" && flow.Month >= filter.From && flow.Month <= filter.Until {
			found = append(found, flow)
		}
	}
	return found, nil
}

func TestTreasuryGoesOnFromMonthToMonth(t *testing.T) {
	month := func(m time.Month) calendar.Day { return calendar.New(2026, m, 1) }
	s := flows{
		{Month: month(1), Currency: "EUR", OpeningBase: 655, Opening: 100, DebitBase: 1310, Debit: 200},
		{Month: month(2), Currency: "EUR", CreditBase: 655, Credit: 100},
		{Month: month(2), Currency: "XOF", DebitBase: 7, Debit: 7},
		{Month: month(4), Currency: "EUR", OpeningBase: 65, Opening: 10, DebitBase: 131, Debit: 20},
	}
	euros := accounting.Journal{Code: "EUR", Class: accounting.Bank, Account: "5215", Currency: "EUR", Base: "XOF"}
	read, err := accounting.ReadTreasury(s, accounting.Span{From: month(2), Until: month(5) - 1}, []accounting.Journal{euros, {Code: "OD", Class: accounting.General}})
	if err != nil || len(read.Accounts) != 1 || len(read.Accounts[0].Months) != 3 {
		t.Fatalf("%+v, %v", read, err)
	}
	a := read.Accounts[0]
	for i, want := range []struct{ base, own accounting.Movement }{
		{accounting.Movement{OpeningMinor: 1965, InMinor: 7, OutMinor: 655}, accounting.Movement{OpeningMinor: 300, OutMinor: 100}},
		{accounting.Movement{OpeningMinor: 1317}, accounting.Movement{OpeningMinor: 200}},
		{accounting.Movement{OpeningMinor: 1382, InMinor: 131}, accounting.Movement{OpeningMinor: 210, InMinor: 20}},
	} {
		if a.Months[i].Base != want.base || a.Months[i].Own != want.own {
			t.Errorf("month %d is %+v, want %+v", i, a.Months[i], want)
		}
	}
	if sum := a.Sum(); sum.Base != (accounting.Movement{OpeningMinor: 2030, InMinor: 138, OutMinor: 655}) || sum.Base.ClosingMinor() != 1513 || sum.Own.ClosingMinor() != 230 {
		t.Errorf("the sum is %+v", sum)
	}
	if !a.Other {
		t.Error("nothing says that a journal in francs has moved the account in euros")
	}
}

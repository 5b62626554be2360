package accounting_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var carried = ident.BookID{14} // P01/AN

// yearly adds a journal of opening entries and the years 2025 and 2026 to an office.
func yearly(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.must(func(tx *storage.Tx) error {
		err := tx.SaveJournal(accounting.Journal{
			ID: carried, Project: project, ProjectCode: "P01", Code: "AN", Name: "À-nouveaux", Class: accounting.Opening, Currency: "XOF",
			Base: "XOF", TimeZone: "Africa/Dakar", Responsible: awa, Status: accounting.Open, Revision: 1,
		})
		if err != nil {
			return err
		}
		return tx.SaveOwnership(ledger.Ownership{Book: carried, Epoch: 1, Poste: poste, FirstNumber: 1, Granted: noon})
	})
	o.addYear(t, "2025", calendar.New(2025, time.January, 1), calendar.New(2025, time.December, 31))
	o.addYear(t, "2026", 0, calendar.New(2026, time.December, 31))
	return o
}

func (o *office) addYear(t *testing.T, code string, first, last calendar.Day) {
	t.Helper()
	y, err := act(o, fatou, func(tx *storage.Tx, by directory.Actor) (accounting.Year, error) {
		return accounting.AddYear(tx, by, accounting.Year{Project: project, Code: code, First: first, Last: last}, o.now)
	})
	if err != nil || y.First.IsZero() {
		t.Fatalf("the year is %+v, %v", y, err)
	}
}

// entry is a posting of a day with accounts and amounts.
func dated(day calendar.Day, lines ...accounting.Line) accounting.Entry {
	return accounting.Entry{Day: day, Content: accounting.Content{Mask: accounting.MaskFree, Text: "Écriture", Lines: lines}}
}

func (o *office) closeYear(code string) (accounting.Year, error) {
	return act(o, awa, func(tx *storage.Tx, by directory.Actor) (accounting.Year, error) {
		return accounting.CloseYear(tx, by, poste, accounting.YearOrder{Project: project, Code: code}, o.now)
	})
}

// release closes a journal up to a day and lets head office release it.
func (o *office) release(t *testing.T, journal ident.BookID, until calendar.Day) {
	t.Helper()
	c, err := act(o, awa, func(tx *storage.Tx, by directory.Actor) (accounting.Closing, error) {
		plan, err := accounting.PlanClosing(tx, by, poste, accounting.ClosingOrder{Journal: journal, Kind: accounting.CloseMonth, Until: until}, o.now)
		if err != nil {
			return accounting.Closing{}, err
		}
		plan.Digest, plan.Parts = plan.Hash, 1
		return accounting.Close(tx, by, plan, o.now)
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = act(o, awa, func(tx *storage.Tx, by directory.Actor) (accounting.Closing, error) {
		return accounting.Decide(tx, by, accounting.Verdict{Journal: journal, Number: c.Number, Released: true}, o.now)
	})
	if err == nil {
		t.Error("who has closed decides")
	}
	_, err = act(o, fatou, func(tx *storage.Tx, by directory.Actor) (accounting.Closing, error) {
		return accounting.Decide(tx, by, accounting.Verdict{Journal: journal, Number: c.Number, Released: true}, o.now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) balances(t *testing.T, until calendar.Day) map[accounting.PartyBalance]bool {
	t.Helper()
	all, err := act(o, fatou, func(tx *storage.Tx, _ directory.Actor) ([]accounting.PartyBalance, error) {
		return tx.PartyBalances(project, until)
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[accounting.PartyBalance]bool{}
	for _, b := range all {
		found[b] = true
	}
	return found
}

func TestYearIsClosedAndOpenedAgainInTheNext(t *testing.T) {
	o := yearly(t)
	december := calendar.New(2025, time.December, 31)
	for _, e := range []accounting.Entry{
		dated(calendar.New(2025, time.March, 1), accounting.Line{Account: "5211", AmountMinor: 900_000}, accounting.Line{Account: "7061", AmountMinor: -900_000}),
		dated(calendar.New(2025, time.June, 1),
			accounting.Line{Account: "6053", AmountMinor: 250_000},
			accounting.Line{Account: "4011", Party: "STA", PartyName: "Station Total", AmountMinor: -250_000}),
		dated(december, accounting.Line{Account: "4011", Party: "STA", PartyName: "Station Total", AmountMinor: 50_000}, accounting.Line{Account: "5211", AmountMinor: -50_000}),
	} {
		if _, err := o.post(awa, general, e); err != nil {
			t.Fatal(err)
		}
	}
	_, err := o.post(awa, general, dated(calendar.New(2024, time.May, 1), accounting.Line{Account: "5211", AmountMinor: 1}, accounting.Line{Account: "7061", AmountMinor: -1}))
	refused(t, err, "accounting.no-year")
	_, err = o.closeYear("2025")
	refused(t, err, "accounting.year-months")
	o.release(t, general, december)
	before := o.balances(t, december)

	y, err := o.closeYear("2025")
	if err != nil {
		t.Fatal(err)
	}
	if y.ResultMinor != 650_000 || y.Account != "131" || y.Closing != 1 || y.Opening != 3 {
		t.Errorf("the year is closed with %+v", y)
	}
	if left := o.balances(t, december); len(left) != 0 {
		t.Errorf("after the closing there is %+v", left)
	}
	want := map[accounting.PartyBalance]bool{
		{Account: "131", BaseMinor: -650_000}:                                            true,
		{Account: "5211", BaseMinor: 850_000}:                                            true,
		{Account: "4011", Party: "STA", PartyName: "Station Total", BaseMinor: -200_000}: true,
	}
	opened := o.balances(t, december+1)
	for b := range want {
		if !opened[b] || b.Account != "131" && !before[b] {
			t.Errorf("%+v was not carried forward: %+v", b, opened)
		}
	}
	if len(opened) != len(want) {
		t.Errorf("carried forward are %+v", opened)
	}
	_, err = o.closeYear("2025")
	refused(t, err, "accounting.year-done")
	_, err = o.closeYear("2026")
	refused(t, err, "accounting.year-running")
	_, err = o.post(awa, carried, dated(december, accounting.Line{Account: "5211", AmountMinor: 1}, accounting.Line{Account: "7061", AmountMinor: -1}))
	refused(t, err, "accounting.year-closed")

	income, err := o.trialBalance(accounting.Span{From: calendar.New(2025, time.January, 1), Until: december})
	if err != nil || income.Row("7061").ClosingMinor() != -900_000 {
		t.Errorf("the balance of the closed year is %+v, %v", income, err)
	}
	next, err := o.trialBalance(accounting.Span{From: december + 1, Until: december + 31})
	if err != nil || next.Row("5211").OpeningMinor != 850_000 || len(next.Rows) != 3 {
		t.Errorf("the balance of the next year is %+v, %v", next, err)
	}
}

func TestYearsFollowEachOther(t *testing.T) {
	o := yearly(t)
	for key, y := range map[string]accounting.Year{
		"accounting.year-gap":    {Code: "2028", First: calendar.New(2028, time.January, 1), Last: calendar.New(2028, time.December, 31)},
		"accounting.year-exists": {Code: "2026", First: calendar.New(2027, time.January, 1), Last: calendar.New(2027, time.December, 31)},
		"accounting.year-days":   {Code: "2027", First: calendar.New(2027, time.January, 1), Last: calendar.New(2030, time.December, 31)},
	} {
		y.Project = project
		_, err := act(o, fatou, func(tx *storage.Tx, by directory.Actor) (accounting.Year, error) {
			return accounting.AddYear(tx, by, y, o.now)
		})
		refused(t, err, key)
	}
}

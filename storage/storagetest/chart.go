package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var chartTests = []test{
	{"a project's chart is kept whole", keepCharts},
	{"budget lines and fundings are kept whole", keepPlans},
	{"rates are kept by pair and day", keepRates},
	{"a project whose books were given away is known", booksKept},
}

func keepCharts(t *testing.T, s *storage.Store) {
	choice := chart.Choice{
		Project: project("P01"), Base: chart.SYSCOHADA, Hash: [32]byte{7}, Revision: 3,
		Differences: []chart.Difference{
			{Code: "4211", Active: true, Accounting: true},
			{Code: "4211AWA", Names: []chart.Name{{Language: "en", Text: "Awa"}, {Language: "fr", Text: "Awa"}}, Active: true, Cashbook: true},
			{Code: "571", Names: []chart.Name{{Language: "pt", Text: "Caixa"}}},
		},
	}
	whole(t, choice)
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		if err := tx.SaveChart(choice); err != nil {
			return err
		}
		choice.Base, choice.Revision, choice.Differences = chart.PCG, 4, choice.Differences[1:]
		return tx.SaveChart(choice)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Chart(choice.Project)
		same(t, "chart", got, choice)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Chart(project("P02")); return err })
}

func keepPlans(t *testing.T, s *storage.Store) {
	budget := chart.Budget{Project: project("P01"), Revision: 2, Lines: []chart.BudgetLine{
		{Code: "A", Label: "Forages", PlannedMinor: 1_250_000_000_000, Active: true}, {Code: "A.1", Label: "Matériel"},
	}}
	fundings := chart.Fundings{Project: project("P01"), Revision: 5, List: []chart.Funding{
		{Code: "AFD", Label: "Eau", Donor: "AFD", From: calendar.New(2026, 1, 1), Until: calendar.New(2027, 12, 31), Active: true},
		{Code: "DON", Label: "Dons"},
	}}
	whole(t, budget)
	whole(t, budget.Lines[0])
	whole(t, fundings)
	whole(t, fundings.List[0])
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		for range 2 { // the second time over the first
			if err := tx.SaveBudget(budget); err != nil {
				return err
			}
			if err := tx.SaveFundings(fundings); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		gotBudget, err := tx.Budget(budget.Project)
		same(t, "budget", gotBudget, budget)
		if err != nil {
			return err
		}
		gotFundings, err := tx.Fundings(fundings.Project)
		same(t, "fundings", gotFundings, fundings)
		if err != nil {
			return err
		}
		none, err := tx.Budget(project("P02"))
		same(t, "no budget", none, chart.Budget{Project: project("P02")})
		return err
	})
}

func keepRates(t *testing.T, s *storage.Store) {
	dollars := chart.Rates{Base: "USD", Quote: "XOF", Revision: 2, List: []chart.Rate{
		{Day: calendar.New(2026, 10, 1), Rate: 601 * money.RateOne, Source: "BCEAO"}, {Day: calendar.New(2026, 11, 1), Rate: 1},
	}}
	euros := chart.Rates{Base: "EUR", Quote: "XOF", Revision: 1, List: []chart.Rate{{Day: calendar.New(1999, 1, 1), Rate: 6_559_570_000_000}}}
	whole(t, dollars)
	whole(t, dollars.List[0])
	update(t, s, func(tx *storage.Tx) error {
		for _, r := range []chart.Rates{dollars, euros, dollars} {
			if err := tx.SaveRates(r); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Rates("USD", "XOF")
		same(t, "rates", got, dollars)
		if err != nil {
			return err
		}
		all, err := tx.AllRates()
		same(t, "all rates", all, []chart.Rates{euros, dollars})
		if err != nil {
			return err
		}
		none, err := tx.Rates("XOF", "USD")
		same(t, "no rates", none, chart.Rates{Base: "XOF", Quote: "USD"})
		return err
	})
}

func booksKept(t *testing.T, s *storage.Store) {
	b := till("P01", 1)
	kept := func(want bool) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.BooksKept(b.Project)
			same(t, "kept", got, want)
			return err
		})
	}
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	kept(false)
	update(t, s, func(tx *storage.Tx) error {
		grant := sampleOwnership(1)
		grant.Book = b.ID
		return tx.SaveOwnership(grant)
	})
	kept(true)
}

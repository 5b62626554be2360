package chart_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

var today = calendar.New(2026, 11, 21)

var budget = chart.Budget{Lines: []chart.BudgetLine{
	{Code: "A", Label: "Forages", Active: true},
	{Code: "A.1", Label: "Matériel de forage", Active: true},
	{Code: "A.2", Label: "Main-d'œuvre", Active: false},
	{Code: "B", Label: "Fonctionnement", Active: true},
	{Code: "B1", Label: "Divers", Active: true},
}}

func TestBudgetCheck(t *testing.T) {
	for code, want := range map[string]string{
		"": "", "A.1": "", "B": "", "B1": "",
		"A": "chart.budget-heading", "A.2": "chart.budget-inactive", "A.3": "chart.budget-unknown",
	} {
		wants(t, code, budget.Check(code), want)
	}
	if err := (chart.Budget{}).Check("X"); err != nil {
		t.Errorf("no budget refuses: %v", err)
	}
}

func TestBudgetComplete(t *testing.T) {
	for typed, want := range map[string][]string{
		"": {"A.1", "B", "B1"}, "b": {"B", "B1"}, "mat for": {"A.1"}, "a.1": {"A.1"}, "oeuvre": nil,
	} {
		var got []string
		for _, l := range budget.Complete(typed, 3) {
			got = append(got, l.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q completes to %v, want %v", typed, got, want)
		}
	}
	if got := budget.Complete("", 1); len(got) != 1 {
		t.Errorf("more than asked for: %v", got)
	}
}

func TestBudgetCodes(t *testing.T) {
	for typed, want := range map[string]string{"a.1.2": "A.1.2", " B ": "B", "1.2.3.4.5.6": "1.2.3.4.5.6", "ABCDEFGH": "ABCDEFGH"} {
		if got, err := chart.ParseBudgetCode(typed); err != nil || got != want {
			t.Errorf("%q gives %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", ".", "A.", ".A", "A..B", "1.2.3.4.5.6.7", "ABCDEFGHI", "A B", "É", "A/1"} {
		_, err := chart.ParseBudgetCode(typed)
		wants(t, typed, err, "chart.budget-code")
	}
	line := chart.BudgetLine{Code: "A.1.2"}
	if line.Level() != 3 || line.Parent() != "A.1" || (chart.BudgetLine{Code: "A"}).Parent() != "" {
		t.Errorf("level %d below %q", line.Level(), line.Parent())
	}
}

func TestFundings(t *testing.T) {
	f := chart.Fundings{List: []chart.Funding{
		{Code: "AFD-24", Label: "Eau potable", Donor: "Agence française de développement", From: today - 10, Until: today, Active: true},
		{Code: "DON", Label: "Dons privés", Active: true},
		{Code: "UE", Label: "Union européenne", Active: false},
	}}
	for _, c := range []struct {
		code, want string
		day        calendar.Day
	}{
		{"", "", today}, {"AFD-24", "", today}, {"AFD-24", "", today - 10}, {"DON", "", 0},
		{"AFD-24", "chart.funding-late", today + 1}, {"AFD-24", "chart.funding-early", today - 11},
		{"UE", "chart.funding-inactive", today}, {"USAID", "chart.funding-unknown", today},
	} {
		wants(t, c.code, f.Check(c.code, c.day), c.want)
	}
	if got := f.Complete("agence dev", today, 5); len(got) != 1 || got[0].Code != "AFD-24" {
		t.Errorf("the donor completes to %v", got)
	}
	if got := f.Complete("", today+1, 5); len(got) != 1 || got[0].Code != "DON" {
		t.Errorf("later, there is %v", got)
	}
	if err := (chart.Fundings{}).Check("X", today); err != nil {
		t.Errorf("no fundings refuse: %v", err)
	}
	for _, typed := range []string{"", "-A", "A-", "A B", "É", "ABCDEFGHIJKLMNOPQRSTU"} {
		_, err := chart.ParseFundingCode(typed)
		wants(t, typed, err, "chart.funding-code")
	}
	if code, err := chart.ParseFundingCode(" afd-24/b "); err != nil || code != "AFD-24/B" {
		t.Errorf("%q, %v", code, err)
	}
}

// ratesOnly is a store that has rates alone.
type ratesOnly struct {
	chart.Store
	list []chart.Rates
}

func (s ratesOnly) Rates(base, quote money.Currency) (chart.Rates, error) {
	for _, r := range s.list {
		if r.Base == base && r.Quote == quote {
			return r, nil
		}
	}
	return chart.Rates{Base: base, Quote: quote}, nil
}

func TestRateOn(t *testing.T) {
	s := ratesOnly{list: []chart.Rates{{Base: "USD", Quote: "XOF", List: []chart.Rate{
		{Day: today - 30, Rate: 600 * money.RateOne}, {Day: today - 2, Rate: 605 * money.RateOne, Source: "BCEAO"},
	}}}}
	for _, c := range []struct {
		from, to money.Currency
		day      calendar.Day
		want     string
	}{
		{"USD", "XOF", today, "605"}, {"USD", "XOF", today - 2, "605"}, {"USD", "XOF", today - 3, "600"},
		{"XOF", "USD", today - 3, "0.0016666667"}, {"XOF", "XOF", today, "1"},
	} {
		r, err := chart.RateOn(s, c.from, c.to, c.day)
		if err != nil || r.Rate.String() != c.want {
			t.Errorf("%s in %s on %s: %s, %v", c.from, c.to, c.day, r.Rate, err)
		}
	}
	for _, day := range []calendar.Day{today - 31, 1} {
		if _, err := chart.RateOn(s, "USD", "XOF", day); !errors.Is(err, fault.Missing) {
			t.Errorf("on %s: %v", day, err)
		}
	}
}

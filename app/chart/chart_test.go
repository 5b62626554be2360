package chart_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

const (
	cashbook   = directory.ModuleCashbook
	accounting = directory.ModuleAccounting
)

// open opens a choice as head office has it, with the hash of this program.
func open(t *testing.T, c chart.Choice) *chart.Chart {
	t.Helper()
	if table, known := chart.TableOf(c.Base); known && c.Hash == [32]byte{} {
		c.Hash = table.Hash
	}
	opened, err := chart.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// kolda is a chart that differs in every way.
func kolda(t *testing.T) *chart.Chart {
	return open(t, chart.Choice{Base: chart.SYSCOHADA, Differences: []chart.Difference{
		{Code: "4211", Active: true, Cashbook: false, Accounting: true},
		{Code: "4211AWA", Names: []chart.Name{{"en", "Advances Awa"}, {"fr", "Avances Awa Diop"}}, Active: true, Cashbook: true, Accounting: true},
		{Code: "5711", Names: []chart.Name{{"en", "Till in local money"}}, Active: true, Cashbook: true, Accounting: true},
		{Code: "6282", Names: nil, Active: false, Cashbook: true, Accounting: true},
	}})
}

func TestCheck(t *testing.T) {
	c := kolda(t)
	for code, want := range map[string]string{
		"": "", "571": "", "4211AWA": "", "5711": "",
		"57": "chart.account-heading", "5": "chart.account-heading",
		"999999": "chart.account-unknown", "4211awa": "chart.account-unknown",
		"6282": "chart.account-inactive", "4211": "chart.account-module",
	} {
		wants(t, code, c.Check(code, cashbook), want)
	}
	if err := c.Check("4211", accounting); err != nil {
		t.Errorf("accounting may not post on 4211: %v", err)
	}
	var none *chart.Chart
	if err := none.Check("whatever", cashbook); err != nil {
		t.Errorf("a project without chart refuses: %v", err)
	}
}

func TestAnotherTableIsTold(t *testing.T) {
	c := open(t, chart.Choice{Base: chart.PCG, Hash: [32]byte{1}})
	if !c.Stale() || kolda(t).Stale() || (*chart.Chart)(nil).Stale() {
		t.Error("which table is another one is not known")
	}
	wants(t, "a new account", c.Check("5129", cashbook), "chart.account-stale")
	if _, err := chart.Open(chart.Choice{Base: "pcg-2031"}); !errors.Is(err, fault.Missing) {
		t.Errorf("a chart that there is not: %v", err)
	}
}

func TestAccountsHaveNamesAndPlaces(t *testing.T) {
	c := kolda(t)
	own, known := c.Account("4211AWA")
	if !known || !own.Own || own.Parent != "4211" || own.Within != "Personnel, avances" || own.Heading {
		t.Errorf("own account %+v", own)
	}
	for language, want := range map[string]string{"fr": "Avances Awa Diop", "en": "Advances Awa", "pt": "Advances Awa"} {
		if got := own.Name(language); got != want {
			t.Errorf("in %s it is called %q", language, got)
		}
	}
	till, _ := c.Account("5711")
	if till.Name("fr") != till.Label || till.Name("en") != "Till in local money" || till.Label == "" {
		t.Errorf("till %+v", till)
	}
	if !slices.IsSortedFunc(c.Accounts(), func(a, b chart.Account) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	}) {
		t.Error("the accounts are not in the order of their codes")
	}
	if table := open(t, chart.Choice{Base: chart.SYSCOHADA}); len(c.Accounts()) != len(table.Accounts())+1 {
		t.Error("one chart changes another")
	}
}

func TestComplete(t *testing.T) {
	c := kolda(t)
	for typed, want := range map[string][]string{
		"571":            {"571", "5711", "5712"},
		"585":            {"585"},
		"5711 monnaie":   {"5711"},
		"awa":            {"4211AWA"},
		"ADVANCES":       {"4211AWA"},
		"4211":           {"4211AWA"}, // the cash book may not post on the account itself
		"6282":           nil,
		"till loc":       {"5711"},
		"zzz":            nil,
		"exploit indivi": {"666", "6661", "6662"},
	} {
		var got []string
		for _, a := range c.Complete(typed, cashbook, 3) {
			got = append(got, a.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q completes to %v, want %v", typed, got, want)
		}
	}
	if got := (*chart.Chart)(nil).Complete("5", cashbook, 10); got != nil {
		t.Errorf("no chart completes to %v", got)
	}
}

// An account's own name counts for more than that of the account above it.
func TestOwnNamesComeFirst(t *testing.T) {
	found := kolda(t).Complete("marchandises region", cashbook, 100)
	at := func(code string) int {
		return slices.IndexFunc(found, func(a chart.Account) bool { return a.Code == code })
	}
	if at("6011") < 0 || at("7011") < 0 {
		t.Errorf("« Dans la Région » is not found by the account above: %d, %d", at("6011"), at("7011"))
	}
	sales := kolda(t).Complete("ventes marchandises", cashbook, 100)
	if len(sales) < 2 || sales[0].Code != "701" {
		t.Errorf("sales of goods begin with %v", sales[0].Code)
	}
}

func TestSearchFindsEverything(t *testing.T) {
	c := kolda(t)
	var codes []string
	for _, a := range c.Search("6282") {
		codes = append(codes, a.Code)
	}
	if !slices.Equal(codes, []string{"6282"}) || len(c.Search("")) != len(c.Accounts()) || len(c.Search("57")) < 5 {
		t.Errorf("found %v, %d, %d", codes, len(c.Search("")), len(c.Search("57")))
	}
}

// wants compares the key of a fault.Invalid; empty for none.
func wants(t *testing.T, what string, err error, key string) {
	t.Helper()
	if key == "" && err == nil {
		return
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key || f.Kind != fault.Invalid {
		t.Errorf("%s: got %v, want invalid: %s", what, err, key)
	}
}

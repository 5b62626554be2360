package chart_test

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

var (
	now   = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	wells = directory.Project{ID: ident.ProjectID{1}, Code: "P01", Name: "Forages", Country: "SN"}
)

// memory keeps plans; what the rules do not need panics.
type memory struct {
	chart.Records
	charts   map[ident.ProjectID]chart.Choice
	budgets  map[ident.ProjectID]chart.Budget
	fundings map[ident.ProjectID]chart.Fundings
	rates    map[[2]money.Currency]chart.Rates
	kept     bool
	acts     []directory.Act
}

func newMemory() *memory {
	return &memory{
		charts: map[ident.ProjectID]chart.Choice{}, budgets: map[ident.ProjectID]chart.Budget{},
		fundings: map[ident.ProjectID]chart.Fundings{}, rates: map[[2]money.Currency]chart.Rates{},
	}
}

func (m *memory) Home() (directory.Home, error) {
	return directory.Home{Side: directory.HeadOffice}, nil
}

func (m *memory) Poste(ident.PosteID) (directory.Poste, error) {
	return directory.Poste{}, fault.New(fault.Missing, "test.missing", nil)
}

func (m *memory) Project(ident.ProjectID) (directory.Project, error) { return wells, nil }

func (m *memory) AppendAct(a directory.Act) error { m.acts = append(m.acts, a); return nil }

func (m *memory) Chart(p ident.ProjectID) (chart.Choice, error) {
	c, known := m.charts[p]
	if !known {
		return c, fault.New(fault.Missing, "test.missing", nil)
	}
	return c, nil
}

func (m *memory) SaveChart(c chart.Choice) error                     { m.charts[c.Project] = c; return nil }
func (m *memory) Budget(p ident.ProjectID) (chart.Budget, error)     { return m.budgets[p], nil }
func (m *memory) SaveBudget(b chart.Budget) error                    { m.budgets[b.Project] = b; return nil }
func (m *memory) Fundings(p ident.ProjectID) (chart.Fundings, error) { return m.fundings[p], nil }
func (m *memory) SaveFundings(f chart.Fundings) error                { m.fundings[f.Project] = f; return nil }
func (m *memory) BooksKept(ident.ProjectID) (bool, error)            { return m.kept, nil }
func (m *memory) SaveRates(r chart.Rates) error {
	m.rates[[2]money.Currency{r.Base, r.Quote}] = r
	return nil
}
func (m *memory) Rates(base, quote money.Currency) (chart.Rates, error) {
	r := m.rates[[2]money.Currency{base, quote}]
	r.Base, r.Quote = base, quote
	return r, nil
}

// manager sets up charts and budgets; nobody is somebody without that right.
var (
	manager = actor(directory.RoleFinanceManager)
	nobody  = actor(directory.RoleAuditor)
)

func actor(role directory.RoleID) directory.Actor {
	return directory.Actor{
		User:   directory.User{ID: ident.UserID{9}, FirstName: "Fatou", Status: directory.StatusActive},
		Grants: []directory.Grant{{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}}},
		Side:   directory.HeadOffice,
	}
}

func (m *memory) lastAct() string {
	if len(m.acts) == 0 {
		return ""
	}
	act := m.acts[len(m.acts)-1]
	words := []string{string(act.Verb)}
	for _, d := range act.Details {
		words = append(words, d.Name+"="+d.Value)
	}
	return strings.Join(words, " ")
}

func TestChoose(t *testing.T) {
	m := newMemory()
	c, err := chart.Choose(m, manager, wells.ID, chart.SYSCOHADA, now)
	if err != nil || c.Revision != 1 || m.charts[wells.ID].Hash != open(t, c).Table.Hash {
		t.Fatalf("chosen %+v, %v", c, err)
	}
	if got := m.lastAct(); got != "chart-chosen project=P01 chart=SYSCOHADA révisé" {
		t.Errorf("the history says %q", got)
	}
	if again, err := chart.Choose(m, manager, wells.ID, chart.SYSCOHADA, now); err != nil || again.Revision != 1 || len(m.acts) != 1 {
		t.Errorf("the same again gives %+v, %v", again, err)
	}
	c.Differences = []chart.Difference{{Code: "571"}}
	m.charts[wells.ID] = c
	if other, err := chart.Choose(m, manager, wells.ID, chart.SYCEBNL, now); err != nil || other.Revision != 2 || other.Differences != nil {
		t.Errorf("another gives %+v, %v", other, err)
	}
}

// Once somebody keeps a book by it, a chart stays; a newer table of it may come.
func TestAChartInUseStays(t *testing.T) {
	m := newMemory()
	m.charts[wells.ID] = chart.Choice{
		Project: wells.ID, Base: chart.PCG, Hash: [32]byte{1}, Revision: 4, Differences: []chart.Difference{{Code: "531"}},
	}
	m.kept = true
	_, err := chart.Choose(m, manager, wells.ID, chart.SYSCOHADA, now)
	fails(t, err, fault.Conflict, "chart.used")
	c, err := chart.Choose(m, manager, wells.ID, chart.PCG, now)
	if err != nil || c.Revision != 5 || open(t, c).Stale() || len(c.Differences) != 1 {
		t.Errorf("a newer table gives %+v, %v", c, err)
	}
	if _, err := chart.Choose(newMemory(), manager, wells.ID, "pcg-1999", now); !errors.Is(err, fault.Missing) {
		t.Errorf("an unknown chart: %v", err)
	}
}

func TestWhoMayChange(t *testing.T) {
	m := newMemory()
	_, first := chart.Choose(m, nobody, wells.ID, chart.PCG, now)
	_, second := chart.SaveAccount(m, nobody, wells.ID, chart.Difference{}, 0, now)
	_, third := chart.SaveBudgetLines(m, nobody, wells.ID, nil, 0, now)
	_, fourth := chart.SaveFunding(m, nobody, wells.ID, chart.Funding{}, 0, now)
	_, fifth := chart.SaveRate(m, nobody, "USD", "XOF", chart.Rate{}, 0, now)
	site := manager
	site.Side = directory.Site
	_, sixth := chart.Choose(m, site, wells.ID, chart.PCG, now)
	for i, err := range []error{first, second, third, fourth, fifth, sixth} {
		if !errors.Is(err, fault.Denied) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestSaveAccount(t *testing.T) {
	m := newMemory()
	c, err := chart.Choose(m, manager, wells.ID, chart.SYSCOHADA, now)
	if err != nil {
		t.Fatal(err)
	}
	save := func(d chart.Difference) error {
		saved, err := chart.SaveAccount(m, manager, wells.ID, d, c.Revision, now)
		if err == nil {
			c = saved
		}
		return err
	}
	own := chart.Difference{Code: "4211AWA", Names: []chart.Name{{"fr", " Avances  Awa "}, {"en", ""}}, Active: true, Cashbook: true, Accounting: true}
	if err := save(own); err != nil {
		t.Fatal(err)
	}
	if got := m.lastAct(); got != "chart-account-saved project=P01 account=4211AWA field-state=active" {
		t.Errorf("the history says %q", got)
	}
	a, _ := open(t, c).Account("4211AWA")
	if len(a.Names) != 1 || a.Name("fr") != "Avances Awa" {
		t.Errorf("saved %+v", a)
	}
	if err := save(chart.Difference{Code: "6282", Cashbook: true, Accounting: true}); err != nil {
		t.Fatal(err)
	}
	if err := save(chart.Difference{Code: "57", Names: []chart.Name{{"en", "Till"}}, Active: true, Cashbook: true}); err != nil {
		t.Fatal(err)
	}
	if heading, _ := open(t, c).Account("57"); heading.Cashbook || !heading.Heading {
		t.Errorf("a heading can be posted on: %+v", heading)
	}
	codes := func() (codes []string) {
		for _, d := range c.Differences {
			codes = append(codes, d.Code)
		}
		return codes
	}
	if got := codes(); !slices.Equal(got, []string{"4211AWA", "57", "6282"}) || c.Revision != 4 {
		t.Errorf("differences %v, revision %d", got, c.Revision)
	}
	if err := save(chart.Difference{Code: "6282", Active: true, Cashbook: true, Accounting: true}); err != nil || len(c.Differences) != 2 {
		t.Errorf("what is as in the table stays a difference: %v, %v", codes(), err)
	}
}

func TestSaveAccountRefuses(t *testing.T) {
	m := newMemory()
	if _, err := chart.SaveAccount(m, manager, wells.ID, chart.Difference{}, 0, now); !errors.Is(err, fault.Missing) {
		t.Errorf("without a chart: %v", err)
	}
	c, _ := chart.Choose(m, manager, wells.ID, chart.SYSCOHADA, now)
	named := []chart.Name{{"fr", "Avances"}}
	for _, x := range []struct {
		d   chart.Difference
		key string
	}{
		{chart.Difference{Code: "4211awa", Names: named}, "chart.account-code"},
		{chart.Difference{Code: "4211ABCDEFGHI", Names: named}, "chart.account-code"},
		{chart.Difference{Code: "0571", Names: named}, "chart.account-code"},
		{chart.Difference{Code: "", Names: named}, "chart.account-code"},
		{chart.Difference{Code: "4A", Names: named}, "chart.account-code"},
		{chart.Difference{Code: "4211A"}, "chart.account-name"},
		{chart.Difference{Code: "4211A", Names: []chart.Name{{"fr", " "}}}, "chart.account-name"},
		{chart.Difference{Code: "571", Names: []chart.Name{{"it", "Cassa"}}}, "chart.language"},
		{chart.Difference{Code: "571", Names: []chart.Name{{"fr", "a"}, {"fr", "b"}}}, "chart.language"},
		{chart.Difference{Code: "571", Names: []chart.Name{{"fr", "a\u202eb"}}}, "directory.text-forbidden"},
	} {
		_, err := chart.SaveAccount(m, manager, wells.ID, x.d, c.Revision, now)
		fails(t, err, fault.Invalid, x.key)
	}
	_, err := chart.SaveAccount(m, manager, wells.ID, chart.Difference{Code: "571"}, c.Revision+1, now)
	fails(t, err, fault.Conflict, "chart.changed")
	if len(m.acts) != 1 {
		t.Errorf("refusals left %d lines in the history", len(m.acts))
	}
}

// TestAddedAccountsLeaveTheBuiltInTableAlone: every project reads one table, so
// the accounts of one may not show in it, nor push those that stand there.
func TestAddedAccountsLeaveTheBuiltInTableAlone(t *testing.T) {
	for _, id := range []chart.ID{chart.SYSCOHADA, chart.SYCEBNL, chart.PCG} {
		untouched, err := chart.Open(chart.Choice{Base: id})
		if err != nil {
			t.Fatal(err)
		}
		before := untouched.Accounts()
		m := newMemory()
		if _, err := chart.Choose(m, manager, wells.ID, id, now); err != nil {
			t.Fatal(err)
		}
		added := []chart.Difference{
			{Code: "70600000", Names: []chart.Name{{"fr", "Ventes"}}, Active: true, Accounting: true},
			{Code: "10100000", Names: []chart.Name{{"fr", "Capital"}}, Active: true, Accounting: true},
		}
		choice, err := chart.AddAccounts(m, manager, wells.ID, added, now)
		if err != nil || len(choice.Differences) != len(added) {
			t.Fatalf("%s: %+v, %v", id, choice.Differences, err)
		}
		if after := untouched.Accounts(); !reflect.DeepEqual(after, before) {
			t.Errorf("%s: the table of all projects has changed: %d accounts, were %d", id, len(after), len(before))
		}
		if _, known := untouched.Account("70600000"); known {
			t.Errorf("%s: another project has the account too", id)
		}
	}
}

func TestSaveBudgetLines(t *testing.T) {
	m := newMemory()
	lines := []chart.BudgetLine{{Code: "a.1", Label: " Matériel ", PlannedMinor: 5, Active: true}, {Code: "A", Label: "Forages", Active: true}}
	b, err := chart.SaveBudgetLines(m, manager, wells.ID, lines, 0, now)
	if err != nil {
		t.Fatal(err)
	}
	want := []chart.BudgetLine{{Code: "A", Label: "Forages", Active: true}, {Code: "A.1", Label: "Matériel", PlannedMinor: 5, Active: true}}
	if !slices.Equal(b.Lines, want) || b.Revision != 1 || b.Project != wells.ID || m.lastAct() != "budget-saved project=P01 count=2" {
		t.Errorf("saved %+v, %q", b, m.lastAct())
	}
	if again, err := chart.SaveBudgetLines(m, manager, wells.ID, lines, 1, now); err != nil || again.Revision != 1 || len(m.acts) != 1 {
		t.Errorf("the same again gives %+v, %v", again, err)
	}
	off := chart.BudgetLine{Code: "A.1", Label: "Matériel", PlannedMinor: 5}
	b, err = chart.SaveBudgetLines(m, manager, wells.ID, []chart.BudgetLine{off}, 1, now)
	if err != nil || len(b.Lines) != 2 || b.Lines[1].Active || m.lastAct() != "budget-saved project=P01 budget-line=A.1" {
		t.Errorf("switched off: %+v, %v, %q", b, err, m.lastAct())
	}
	_, err = chart.SaveBudgetLines(m, manager, wells.ID, []chart.BudgetLine{off}, 1, now)
	fails(t, err, fault.Conflict, "chart.changed")
	many := []chart.BudgetLine{}
	for i := range chart.BudgetLinesMax {
		many = append(many, chart.BudgetLine{Code: strconv.Itoa(i), Label: "x"})
	}
	_, err = chart.SaveBudgetLines(m, manager, wells.ID, many, 2, now)
	fails(t, err, fault.Invalid, "chart.budget-many")
}

func TestMergeSaysWhatIsWrongWithEachRow(t *testing.T) {
	_, faults := budget.Merge([]chart.BudgetLine{
		{Code: "C.1", Label: "x"}, {Code: "C", Label: "x"}, {Code: "D.1", Label: "x"}, {Code: "E/", Label: "x"},
		{Code: "F", Label: " "}, {Code: "c", Label: "x"}, {Code: "G", Label: "x", PlannedMinor: -1}, {Code: "A.3", Label: "x"},
	})
	var got []string
	for _, f := range faults {
		var e *fault.Error
		errors.As(f.Err, &e)
		got = append(got, strconv.Itoa(f.Row)+" "+e.Key)
	}
	want := []string{"2 chart.budget-orphan", "3 chart.budget-code", "4 chart.label", "5 chart.budget-twice", "6 chart.budget-planned"}
	if !slices.Equal(got, want) {
		t.Errorf("faults %v, want %v", got, want)
	}
}

func TestSaveFunding(t *testing.T) {
	m := newMemory()
	f, err := chart.SaveFunding(m, manager, wells.ID, chart.Funding{Code: "don", Label: "Dons", Active: true}, 0, now)
	if err != nil {
		t.Fatal(err)
	}
	f, err = chart.SaveFunding(m, manager, wells.ID, chart.Funding{Code: "AFD", Label: "Eau", Donor: " AFD ", From: today, Until: today}, f.Revision, now)
	if err != nil || f.Revision != 2 || len(f.List) != 2 || f.List[0].Donor != "AFD" || m.lastAct() != "fundings-saved project=P01 funding=AFD" {
		t.Errorf("saved %+v, %v, %q", f, err, m.lastAct())
	}
	_, err = chart.SaveFunding(m, manager, wells.ID, chart.Funding{Code: "X", Label: "x"}, 1, now)
	fails(t, err, fault.Conflict, "chart.changed")
	_, err = chart.SaveFunding(m, manager, wells.ID, chart.Funding{Code: "X", Label: "x", From: today, Until: today - 1}, 2, now)
	fails(t, err, fault.Invalid, "chart.funding-days")
	_, err = chart.SaveFunding(m, manager, wells.ID, chart.Funding{Code: "X"}, 2, now)
	fails(t, err, fault.Invalid, "chart.label")
}

func TestSaveRate(t *testing.T) {
	m := newMemory()
	r, err := chart.SaveRate(m, manager, "USD", "XOF", chart.Rate{Day: today, Rate: 601 * money.RateOne}, 0, now)
	if err != nil {
		t.Fatal(err)
	}
	r, err = chart.SaveRate(m, manager, "USD", "XOF", chart.Rate{Day: today - 5, Rate: 600 * money.RateOne, Source: " BCEAO "}, r.Revision, now)
	if err != nil || r.Revision != 2 || len(r.List) != 2 || r.List[0].Source != "BCEAO" {
		t.Errorf("saved %+v, %v", r, err)
	}
	if got := m.lastAct(); got != "rate-saved currency=USD/XOF day=2026-11-16 exchange-rate=600" {
		t.Errorf("the history says %q", got)
	}
	r, err = chart.SaveRate(m, manager, "USD", "XOF", chart.Rate{Day: today, Rate: 602 * money.RateOne}, 2, now)
	if err != nil || len(r.List) != 2 || r.List[1].Rate != 602*money.RateOne {
		t.Errorf("corrected: %+v, %v", r, err)
	}
	for key, save := range map[string]func() error{
		"chart.rate-reverse": func() error { return second(chart.SaveRate(m, manager, "XOF", "USD", r.List[0], 0, now)) },
		"chart.changed":      func() error { return second(chart.SaveRate(m, manager, "USD", "XOF", r.List[0], 1, now)) },
		"chart.rate-same":    func() error { return second(chart.SaveRate(m, manager, "XOF", "XOF", r.List[0], 0, now)) },
		"money.currency":     func() error { return second(chart.SaveRate(m, manager, "FRF", "XOF", r.List[0], 0, now)) },
		"money.rate":         func() error { return second(chart.SaveRate(m, manager, "USD", "XOF", chart.Rate{Day: today}, 3, now)) },
	} {
		var f *fault.Error
		if err := save(); !errors.As(err, &f) || f.Key != key {
			t.Errorf("got %v, want %s", err, key)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func fails(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != kind || f.Key != key {
		t.Errorf("got %v, want %s: %s", err, kind, key)
	}
}

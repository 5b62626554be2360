package exchange_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// planned puts a chart, a budget, fundings and rates of a revision into a file.
func planned(revision int64, edits ...func(*synctest.File)) func(*synctest.File) {
	table, _ := chart.TableOf(chart.SYSCOHADA)
	return func(f *synctest.File) {
		f.Charts = usrfile.List[usrfile.Chart]{{
			Project: synctest.P01, Base: "syscohada", Hash: table.Hash, Revision: revision,
			Differences: usrfile.List[usrfile.AccountDifference]{{
				Code: "4211AWA", Names: usrfile.List[usrfile.AccountName]{{Language: "fr", Text: "Avances Awa"}}, Active: true, Cashbook: true,
			}},
		}}
		f.Budgets = usrfile.List[usrfile.Budget]{{Project: synctest.P01, Revision: revision, Lines: usrfile.List[usrfile.BudgetLine]{
			{Code: "A", Label: "Forages", PlannedMinor: 5, Active: true},
		}}}
		f.Fundings = usrfile.List[usrfile.Fundings]{{Project: synctest.P01, Revision: revision, Fundings: usrfile.List[usrfile.Funding]{
			{Code: "AFD", Label: "Eau", From: "2026-01-01", Active: true},
		}}}
		f.Rates = usrfile.List[usrfile.Rates]{{Base: "EUR", Quote: "XOF", Revision: revision, Rates: usrfile.List[usrfile.Rate]{
			{Day: "1999-01-01", Rate: 6_559_570_000_000},
		}}}
		f.Templates = usrfile.List[usrfile.Templates]{{Project: synctest.P01, Revision: revision, Templates: usrfile.List[usrfile.Template]{{
			Name: "Loyer", Currency: "XOF", Direction: "out", Text: "Loyer du bureau",
			Shares: usrfile.List[usrfile.TemplateShare]{{Account: "6222", Percent: 600_000}, {Account: "6222", BudgetLine: "A"}},
		}}}}
		if f.Subject == synctest.Moussa && len(f.Roles) > 0 {
			f.Roles[0].ID = synctest.ID("another grant")
		}
		for _, edit := range edits {
			edit(f)
		}
	}
}

// planHere is what the folder has of P01.
func planHere(f *synctest.Folder) (plan *chart.Plan, rates chart.Rates) {
	f.View(func(tx *storage.Tx) (err error) {
		if plan, err = chart.PlanOf(tx, ident.ProjectID(synctest.P01)); err != nil {
			return err
		}
		rates, err = tx.Rates("EUR", "XOF")
		return err
	})
	return plan, rates
}

// templatesHere is what the folder has of P01.
func templatesHere(f *synctest.Folder) (all cashbook.SharedTemplates) {
	f.View(func(tx *storage.Tx) (err error) {
		all, err = tx.SharedTemplates(ident.ProjectID(synctest.P01))
		return err
	})
	return all
}

// Templates that everybody has come and go with the files; what somebody has made
// for themselves stays.
func TestTemplatesArriveAtASite(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(planned(3)))
	got := templatesHere(f)
	want := cashbook.Template{
		Project: ident.ProjectID(synctest.P01), Name: "Loyer", Currency: "XOF", Direction: cashbook.Out, Text: "Loyer du bureau",
		Shares: []cashbook.Share{{Account: "6222", Percent: 600_000}, {Account: "6222", BudgetLine: "A"}},
	}
	if got.Revision != 3 || len(got.List) != 1 || !reflect.DeepEqual(got.List[0], want) {
		t.Fatalf("%+v", got)
	}
	own := want
	own.Owner = ident.UserID(synctest.Awa)
	if err := f.Update(func(tx *storage.Tx) error { return tx.SaveTemplate(own) }); err != nil {
		t.Fatal(err)
	}
	f.Accept(o.UserData(planned(4, func(d *synctest.File) { d.Templates[0].Templates = nil })))
	f.View(func(tx *storage.Tx) error {
		left, err := tx.Templates(own.Project, own.Owner)
		if err == nil && (len(left) != 1 || left[0].Owner != own.Owner) {
			t.Errorf("%+v", left)
		}
		return err
	})
}

func TestPlansArriveAtASite(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(planned(3)))
	plan, rates := planHere(f)
	if plan.Chart.Revision != 3 || plan.Chart.Stale() || plan.CheckAccount("4211AWA", directory.ModuleCashbook) != nil || len(rates.List) != 1 {
		t.Errorf("here is %+v, %+v", plan, rates)
	}
	if plan.CheckBudgetLine("B") == nil || plan.CheckFunding("AFD", 1) == nil || plan.CheckAccount("4211AWA", directory.ModuleAccounting) == nil {
		t.Error("what there is not passes")
	}
}

// Row 3 for the lists of a project, and row 24: each keeps its newest state, whoever's
// file brings it.
func TestEachListKeepsItsNewestState(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(planned(5)))
	moussa := func(revision int64, edit func(*synctest.File)) []byte {
		return o.UserData(synctest.For(synctest.Moussa), planned(revision, edit))
	}
	edits := map[string]func(*synctest.File){
		"chart":    func(d *synctest.File) { d.Charts[0].Differences[0].Cashbook = false },
		"budget":   func(d *synctest.File) { d.Budgets[0].Lines[0].PlannedMinor = 6 },
		"fundings": func(d *synctest.File) { d.Fundings[0].Fundings[0].Label = "Puits" },
		"rates":    func(d *synctest.File) { d.Rates[0].Rates[0].Rate++ },
		"template": func(d *synctest.File) { d.Templates[0].Templates[0].Text = "Loyer du puits" },
	}
	before, ratesBefore := planHere(f)
	template := func() string { return templatesHere(f).List[0].Text }
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) { f.RefusedWhole(fault.Conflict, "order.equivocation", moussa(5, edit)) })
	}
	for _, edit := range edits {
		f.Accept(moussa(4, edit))
	}
	after, ratesAfter := planHere(f)
	if !slices.Equal(before.Budget.Lines, after.Budget.Lines) || !slices.Equal(before.Fundings.List, after.Fundings.List) ||
		!slices.Equal(ratesBefore.List, ratesAfter.List) || !after.Chart.Differences[0].Cashbook || template() != "Loyer du bureau" {
		t.Errorf("revision 4 took back what was here: %+v", after)
	}
	f.Accept(moussa(6, func(d *synctest.File) {
		for _, edit := range edits {
			edit(d)
		}
	}))
	newest, rates := planHere(f)
	if newest.Budget.Lines[0].PlannedMinor != 6 || newest.Chart.Differences[0].Cashbook || rates.List[0].Rate != 6_559_570_000_001 ||
		newest.Fundings.List[0].Label != "Puits" || newest.Chart.Revision != 6 || template() != "Loyer du puits" {
		t.Errorf("revision 6 is not what is here: %+v", newest)
	}
}

// What no head office would have made refuses the whole file, as does a chart of a
// newer program.
func TestPlansThatCannotBeRefuseTheWholeFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	for name, edit := range map[string]func(*synctest.File){
		"chart of a newer program": func(d *synctest.File) { d.Charts[0].Base = "pcg-2031" },
		"code of an account":       func(d *synctest.File) { d.Charts[0].Differences[0].Code = "A-1" },
		"language of a name":       func(d *synctest.File) { d.Charts[0].Differences[0].Names[0].Language = "wo" },
		"name with spaces":         func(d *synctest.File) { d.Charts[0].Differences[0].Names[0].Text = " x" },
		"code of a budget line":    func(d *synctest.File) { d.Budgets[0].Lines[0].Code = "a/1" },
		"budget line without one":  func(d *synctest.File) { d.Budgets[0].Lines[0].Code = "A.1" },
		"code of a funding":        func(d *synctest.File) { d.Fundings[0].Fundings[0].Code = "-" },
		"name of a template":       func(d *synctest.File) { d.Templates[0].Templates[0].Name = " Loyer" },
		"shares beyond the amount": func(d *synctest.File) { d.Templates[0].Templates[0].Shares[0].Percent = 1_000_001 },
		"currency of rates":        func(d *synctest.File) { d.Rates[0].Base = "FRF" },
	} {
		t.Run(name, func(t *testing.T) { f.RefusedWhole(fault.Forged, "file.unknown-value", o.UserData(planned(1, edit))) })
	}
}

func TestCompareTellsOfPlans(t *testing.T) {
	table, _ := chart.TableOf(chart.PCG)
	plan := func(revision int64, hash [32]byte) exchange.Snapshot {
		return snapshot(func(s *exchange.Snapshot) {
			s.Projects = []directory.Project{p01}
			s.Charts = []chart.Choice{{Project: p01.ID, Base: chart.PCG, Hash: hash, Revision: revision}}
			s.Budgets = []chart.Budget{{Project: p01.ID, Revision: revision, Lines: make([]chart.BudgetLine, 2)}}
			s.Fundings = []chart.Fundings{{Project: p01.ID, Revision: revision}}
			s.Rates = []chart.Rates{{Base: "EUR", Quote: "XOF", Revision: revision}}
		})
	}
	none := snapshot(func(s *exchange.Snapshot) { s.Projects = []directory.Project{p01} })
	args := fault.Args{"Project": "P01", "Chart": table.Title}
	rest := []exchange.Change{
		{exchange.Note, "budget", fault.Args{"Project": "P01", "Count": 2}},
		{exchange.Note, "fundings", fault.Args{"Project": "P01", "Count": 0}},
		{exchange.Note, "rates", fault.Args{"Base": "EUR", "Quote": "XOF"}},
	}
	for name, c := range map[string]struct {
		before, after exchange.Snapshot
		want          []exchange.Change
	}{
		"the same":      {plan(1, table.Hash), plan(1, table.Hash), nil},
		"it comes":      {none, plan(1, table.Hash), append([]exchange.Change{{exchange.Gain, "chart", args}}, rest...)},
		"it changes":    {plan(1, table.Hash), plan(2, table.Hash), append([]exchange.Change{{exchange.Note, "chart", args}}, rest...)},
		"another table": {plan(1, [32]byte{1}), plan(1, [32]byte{1}), []exchange.Change{{exchange.Note, "chart-stale", args}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := exchange.Compare(c.before, c.after)
			if !slices.EqualFunc(got, c.want, exchange.Change.Equal) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

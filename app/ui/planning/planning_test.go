package planning_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/planning"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

func seated(t *testing.T, s *workspace.Session) (*uitest.Bench, *desk.Desk) {
	t.Helper()
	b := uitest.New(t)
	return b, &desk.Desk{Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: s.Workspace(), Session: s, Context: t.Context()}
}

// A project gets all that its vouchers may name, from the keyboard.
func TestAProjectIsPlanned(t *testing.T) {
	office := uitest.NewOffice(t)
	b, d := seated(t, office.Session)
	planning.ShowProjects(d)
	b.Await("screen projects")
	b.Want("P01", "Forages Kolda")
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Await("screen project")
	b.Want("n'a pas de plan comptable")
	b.Press("Choisir un plan comptable")
	b.Await("dialog open chart")
	b.Press("Sauvegarder")
	b.Await("dialog close chart")
	b.Want("SYSCOHADA révisé, en vigueur")

	b.Fill("search", "avances personnel")
	b.Want("4211")
	b.Press("Sous-compte…")
	b.Await("dialog open account")
	b.Press("Sauvegarder")
	b.Want("existe déjà")
	b.Fill("code", "4211AWA")
	b.Press("Sauvegarder")
	b.Want("n'a pas de nom")
	b.Fill("name-fr", "Avances Awa")
	b.Press("Sauvegarder")
	b.Await("dialog close account")
	b.Fill("search", "awa")
	b.Want("4211AWA", "Avances Awa", "caisse et comptabilité")
	project := uitest.Must(office.Session.ProjectByCode(t.Context(), "P01"))(t)
	plan := uitest.Must(office.Session.Plan(t.Context(), project.ID))(t)
	if err := plan.CheckAccount("4211AWA", directory.ModuleCashbook); err != nil {
		t.Error(err)
	}
}

func TestBudgetFundingsAndRatesAreKept(t *testing.T) {
	office := uitest.NewOffice(t)
	b, d := seated(t, office.Session)
	planning.ShowProject(d, "P01", "budget")
	b.Await("screen project")
	b.Want("Pas de lignes budgétaires")
	b.Press("Ajouter…")
	b.Await("dialog open budget-line")
	b.Fill("code", "a")
	b.Fill("label", "Forages")
	b.Fill("planned", "12 500 000")
	b.Press("Sauvegarder")
	b.Await("dialog close budget-line")
	b.Want("Forages", "12\u202f500\u202f000")

	planning.ShowProject(d, "P01", "fundings")
	b.Await("tab fundings")
	b.Press("Ajouter…")
	b.Fill("code", "afd-24")
	b.Fill("label", "Eau potable")
	b.Fill("donor", "AFD")
	b.Press("Sauvegarder")
	b.Await("dialog close funding")
	b.Want("AFD-24", "Eau potable")

	planning.ShowProject(d, "P01", "rates")
	b.Await("tab rates")
	b.Press("Ajouter…")
	b.Fill("base", "EUR")
	b.Fill("rate", "655,957")
	b.Fill("source", "BCEAO")
	b.Press("Sauvegarder")
	b.Await("dialog close rate")
	b.Want("EUR / XOF", "655,957", "BCEAO")
	project := uitest.Must(office.Session.ProjectByCode(t.Context(), "P01"))(t)
	plan := uitest.Must(office.Session.Plan(t.Context(), project.ID))(t)
	want := chart.BudgetLine{Code: "A", Label: "Forages", PlannedMinor: 12_500_000, Active: true}
	if len(plan.Budget.Lines) != 1 || plan.Budget.Lines[0] != want || len(plan.Fundings.List) != 1 {
		t.Errorf("kept %+v", plan)
	}
}

// The search everywhere finds projects and accounts, those of a built-in chart once.
func TestThingsOfTheSearch(t *testing.T) {
	office := uitest.NewOffice(t)
	b, d := seated(t, office.Session)
	ctx := t.Context()
	first := uitest.Must(office.Session.ProjectByCode(ctx, "P01"))(t)
	choice := uitest.Must(office.Session.ChooseChart(ctx, first.ID, chart.PCG))(t)
	own := chart.Difference{Code: "512BOA", Names: []chart.Name{{Language: "fr", Text: "Banque BOA"}}, Active: true}
	uitest.Must(office.Session.SaveAccount(ctx, first.ID, own, choice.Revision))(t)
	uitest.Must(office.Session.AddChartedProject(ctx, directory.Project{Code: "P02", Name: "Latrines"}, chart.PCG))(t)
	things := uitest.Must(planning.Things(ctx, office.Session, "fr"))(t)
	found := map[string]int{}
	for _, thing := range things {
		found[thing.Text]++
	}
	if found["P02 Latrines"] != 1 || found["512BOA Banque BOA"] != 1 || found["512 Banques"] != 1 || found["51 Banques, établissements financiers et assimilés"] != 0 {
		t.Errorf("found %d things, %d of BOA", len(things), found["512BOA Banque BOA"])
	}
	planning.ShowThing(d, planning.Thing{Project: "P01", Account: "512BOA"})
	b.Await("screen project")
	b.Want("Banque BOA")
	b.WantNot("Comptes de capitaux")
}

package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/sync/synctest"
)

// plan gives the project a chart, a budget, a funding and a rate.
func (o *office) plan(t *testing.T) *chart.Plan {
	t.Helper()
	ctx, project := t.Context(), o.book.Project
	choice := must[chart.Choice](t)(o.session.ChooseChart(ctx, project, chart.SYSCOHADA))
	must[chart.Choice](t)(o.session.SaveAccount(ctx, project, chart.Difference{
		Code: "4211AWA", Names: []chart.Name{{Language: "fr", Text: "Avances Awa"}}, Active: true, Cashbook: true, Accounting: true,
	}, choice.Revision))
	must[chart.Budget](t)(o.session.SaveBudgetLines(ctx, project, []chart.BudgetLine{
		{Code: "A", Label: "Forages", PlannedMinor: 12_500_000, Active: true}, {Code: "A.1", Label: "Matériel", Active: true},
	}, 0))
	must[chart.Fundings](t)(o.session.SaveFunding(ctx, project, chart.Funding{Code: "AFD-24", Label: "Eau potable", Donor: "AFD", Active: true}, 0))
	must[chart.Rates](t)(o.session.SaveRate(ctx, "EUR", "XOF", chart.Rate{Day: calendar.New(1999, 1, 1), Rate: 6_559_570_000_000, Source: "BCEAO"}, 0))
	return must[*chart.Plan](t)(o.session.BookPlan(ctx, o.book.ID))
}

func TestAProjectBeginsWithAChart(t *testing.T) {
	o := found(t)
	p := must[directory.Project](t)(o.session.AddChartedProject(t.Context(), directory.Project{Code: "P07", Name: "Latrines"}, chart.SYCEBNL))
	if plan := must[*chart.Plan](t)(o.session.Plan(t.Context(), p.ID)); plan.Chart == nil || plan.Chart.Base != chart.SYCEBNL {
		t.Errorf("it begins with %+v", plan.Chart)
	}
	_, err := o.session.AddChartedProject(t.Context(), directory.Project{Code: "P08", Name: "Puits"}, "pcg-1999")
	synctest.Refused(t, err, fault.Missing, "chart.unknown")
	if _, err := o.session.ProjectByCode(t.Context(), "P08"); err == nil {
		t.Error("a project was added without its chart")
	}
}

func TestAPlanIsMadeAndRead(t *testing.T) {
	o := found(t)
	ctx := t.Context()
	if before := must[*chart.Plan](t)(o.session.BookPlan(ctx, o.book.ID)); before.Chart != nil || before.CheckAccount("anything", directory.ModuleCashbook) != nil {
		t.Errorf("a project without a chart has %+v", before)
	}
	plan := o.plan(t)
	check(t, plan.CheckAccount("4211AWA", directory.ModuleCashbook))
	check(t, plan.CheckBudgetLine("A.1"))
	check(t, plan.CheckFunding("AFD-24", calendar.New(2026, 11, 21)))
	synctest.Refused(t, plan.CheckAccount("9999", directory.ModuleCashbook), fault.Invalid, "chart.account-unknown")
	synctest.Refused(t, plan.CheckBudgetLine("A"), fault.Invalid, "chart.budget-heading")
	back := must[chart.Rate](t)(o.session.RateOn(ctx, "XOF", "EUR", calendar.New(2026, 11, 21)))
	if back.Rate.String() != "0.0015244902" || must[chart.Rate](t)(o.session.RateOn(ctx, "XOF", "XOF", 1)).Rate != money.RateOne {
		t.Errorf("a franc costs %s", back.Rate)
	}
	_, err := o.session.RateOn(ctx, "USD", "XOF", calendar.New(2026, 11, 21))
	synctest.Refused(t, err, fault.Missing, "chart.rate-missing")
	_, err = o.session.SaveBudgetLines(ctx, o.book.Project, nil, 99)
	synctest.Refused(t, err, fault.Conflict, "chart.changed")
}

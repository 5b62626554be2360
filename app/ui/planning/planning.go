// Package planning shows projects and what their vouchers may name: the chart of
// accounts, budget lines, fundings, and the rates between currencies.
package planning

import (
	"cmp"
	"context"
	"errors"

	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// projects is the list of projects.
type projects struct {
	*desk.Desk
	grid *kit.Grid[planned]
	all  []planned
}

// planned is a project with its plan.
type planned struct {
	directory.Project
	plan *chart.Plan
}

// ShowProjects shows the projects that the person may see.
func ShowProjects(d *desk.Desk) {
	kit.Load(d.Tasks, func() ([]planned, error) { return readProjects(d.Context, d.Session) }, func(all []planned, err error) {
		if !d.Refuse(err) {
			(&projects{Desk: d, all: all}).present()
		}
	})
}

func readProjects(ctx context.Context, s *workspace.Session) ([]planned, error) {
	list, err := s.Projects(ctx)
	if err != nil {
		return nil, err
	}
	var all []planned
	for _, p := range list {
		plan, err := s.Plan(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, planned{p, plan})
	}
	return all, nil
}

func (l *projects) present() {
	t := l.T
	count := func(n int) string { return l.Printer.Int(int64(n)) }
	l.grid = kit.NewGrid(l.Services, "projects", []kit.Column[planned]{
		{ID: "code", Title: t("planning.code"), Width: 110, Style: func(planned) kit.Style { return kit.Strong }, Text: func(p planned) string { return p.Code }},
		{ID: "name", Title: t("planning.name"), Width: 300, Grow: true, Text: func(p planned) string { return p.Name }},
		{ID: "chart", Title: t("detail.chart"), Width: 200, Text: func(p planned) string { return chartTitle(p.plan) }},
		{ID: "budget", Title: t("planning.tab.budget"), Width: 130, Align: trailing, Text: func(p planned) string { return count(len(p.plan.Budget.Lines)) }},
		{ID: "fundings", Title: t("planning.tab.fundings"), Width: 130, Align: trailing, Text: func(p planned) string { return count(len(p.plan.Fundings.List)) }},
	}, kit.Rows[planned](l.all))
	l.grid.OnOpen = func(p planned) { ShowProject(l.Desk, p.Code, "") }
	l.grid.Empty = kit.NewEmpty("folder", t("planning.none"), t("planning.none.hint"), nil)
	l.grid.Reload()
	head := kit.VStack(8, kit.NewText(t("planning.projects"), kit.Title), kit.NewText(t("planning.about"), kit.Muted))
	l.Shell.Show(kit.Screen{
		Name: "projects", Section: string(desk.CashBooks), Focus: l.grid.Focus(),
		Crumbs:  []kit.Crumb{{Text: t("cashbooks.title"), Open: func() { l.Open(desk.CashBooks) }}, {Text: t("planning.projects")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, l.grid))),
		Keys:    kit.Handlers{kit.ActionRefresh: func() { ShowProjects(l.Desk) }, kit.ActionCancel: func() { l.Open(desk.CashBooks) }},
	})
}

func chartTitle(p *chart.Plan) string {
	if p.Chart == nil {
		return ""
	}
	return p.Chart.Table.Title
}

// project is one project with its tabs.
type project struct {
	*desk.Desk
	directory.Project
	plan     *chart.Plan
	rates    []chart.Rates
	currency money.Currency // of the organisation, in which budgets are planned
	may      permissions
	tabs     *kit.Tabs
	keys     kit.Handlers // of the tab in front
	title    string       // of the screen
	sought   string       // what the chart is searched for when it comes up
}

type permissions struct{ chart, budget, rate bool }

// ShowProject shows a project with one of its tabs in front: chart, budget,
// fundings or rates; the first one for none.
func ShowProject(d *desk.Desk, code, tab string) { (&project{Desk: d}).show(code, tab, "") }

// show shows the project with a word about what was done.
func (p *project) show(code, tab, done string) {
	d := p.Desk
	kit.Load(d.Tasks, func() (none struct{}, err error) { return none, p.read(code) }, func(_ struct{}, err error) {
		if d.Refuse(err) {
			return
		}
		p.present(tab)
		if done != "" {
			d.Changed()
			d.Done(done)
		}
	})
}

func (p *project) read(code string) (err error) {
	if p.Project, err = p.Session.ProjectByCode(p.Context, code); err != nil {
		return err
	}
	if p.plan, err = p.Session.Plan(p.Context, p.ID); err != nil {
		return err
	}
	if p.rates, err = p.Session.Rates(p.Context); err != nil {
		return err
	}
	condition, err := p.Workspace.Condition(p.Context)
	if err != nil {
		return err
	}
	p.currency = condition.Organisation.Currency
	here := directory.Place{Project: p.ID, Country: cmp.Or(p.Country, condition.Organisation.Country)}
	for _, ask := range []struct {
		right  directory.Right
		at     directory.Place
		answer *bool
	}{
		{directory.RightChartManage, here, &p.may.chart}, {directory.RightBudgetManage, here, &p.may.budget},
		{directory.RightChartManage, directory.Place{}, &p.may.rate},
	} {
		err := p.Session.Can(p.Context, ask.right, ask.at)
		if err != nil && !errors.Is(err, fault.Denied) {
			return err
		}
		*ask.answer = err == nil
	}
	return nil
}

func (p *project) present(tab string) {
	p.title = p.Code + " " + p.Name
	p.keys = kit.Handlers{}
	p.tabs = kit.NewTabs([]kit.Tab{
		{ID: "chart", Title: p.T("detail.chart"), Build: p.chartTab},
		{ID: "budget", Title: p.T("planning.tab.budget"), Build: p.budgetTab},
		{ID: "fundings", Title: p.T("planning.tab.fundings"), Build: p.fundingsTab},
		{ID: "rates", Title: p.T("planning.tab.rates"), Build: p.ratesTab},
	}, tab)
	back := func() { ShowProjects(p.Desk) }
	press := func(action kit.Action) func() {
		return func() {
			if do := p.keys[action]; do != nil {
				do()
			}
		}
	}
	p.Shell.Show(kit.Screen{
		Name: "project", Section: string(desk.CashBooks), Focus: p.tabs.Focus(),
		Crumbs: []kit.Crumb{
			{Text: p.T("cashbooks.title"), Open: func() { p.Open(desk.CashBooks) }}, {Text: p.T("planning.projects"), Open: back}, {Text: p.Code},
		},
		Content: kit.NewPage(kit.NewHead(p.title, nil), p.tabs),
		Keys: kit.Handlers{
			kit.ActionRefresh: func() { p.again("") }, kit.ActionCancel: back,
			kit.ActionNew: press(kit.ActionNew), kit.ActionFind: press(kit.ActionFind),
		},
	})
}

// again reads the project anew and says what was done.
func (p *project) again(done string) { (&project{Desk: p.Desk}).show(p.Code, p.tabs.Current(), done) }

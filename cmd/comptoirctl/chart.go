package main

import (
	"encoding/hex"
	"strconv"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type chartCommands struct {
	List    chartList    `cmd:""`
	Show    chartShow    `cmd:""`
	Choose  chartChoose  `cmd:""`
	Account chartAccount `cmd:""`
}

// tableView is a built-in chart as machines read it.
type tableView struct {
	Chart    string `json:"chart"`
	Title    string `json:"title"`
	From     string `json:"from"`
	Until    string `json:"until"`
	Table    string `json:"table"` // day of the table itself
	Hash     string `json:"hash"`
	Accounts int    `json:"accounts"`
	Source   string `json:"source"`
}

type chartList struct{}

func (chartList) examples() []string { return []string{"chart list", "chart list --json"} }

type tablesListed []tableView

func (chartList) result() report { return tablesListed{} }

func (chartList) Run(c *call) error {
	var listed tablesListed
	for _, id := range chart.IDs() {
		t, _ := chart.TableOf(id)
		opened, err := chart.Open(chart.Choice{Base: id, Hash: t.Hash})
		if err != nil {
			return err
		}
		listed = append(listed, tableView{
			string(id), t.Title, t.From.String(), t.Until.String(), t.Made.String(), hex.EncodeToString(t.Hash[:]), len(opened.Accounts()), t.Source,
		})
	}
	return c.give(listed)
}

func (r tablesListed) words(s *sheet) {
	t := s.newTable(left("detail.chart"), left("ctl.col.name"), left("ctl.col.from"), left("detail.until"), right("ctl.col.accounts"))
	for _, v := range r {
		t.row(v.Chart, v.Title, v.From, v.Until, strconv.Itoa(v.Accounts))
	}
	t.write(s)
}

// accountView is an account of a project's chart.
type accountView struct {
	Code       string            `json:"code"`
	Name       string            `json:"name"`
	Label      string            `json:"label"` // official
	Names      map[string]string `json:"names"` // the project's own, by language
	Within     string            `json:"within"`
	Own        bool              `json:"own"`
	Heading    bool              `json:"heading"`
	Active     bool              `json:"active"`
	Cashbook   bool              `json:"cashbook"`
	Accounting bool              `json:"accounting"`
	state      string
}

func viewAccount(a chart.Account, language string) accountView {
	v := accountView{a.Code, a.Name(language), a.Label, map[string]string{}, a.Within, a.Own, a.Heading, a.Active, a.Cashbook, a.Accounting, a.State()}
	for _, n := range a.Names {
		v.Names[n.Language] = n.Text
	}
	return v
}

// chartView is a project's chart.
type chartView struct {
	Project  string        `json:"project"`
	Chart    string        `json:"chart"` // empty when none was chosen
	Title    string        `json:"title"`
	Revision int64         `json:"revision"`
	Stale    bool          `json:"stale"` // head office has another table
	Accounts []accountView `json:"accounts"`
}

type chartShow struct {
	Project string `arg:""`
	Search  string `placeholder:"text" help:"chart-search"`
	Own     bool   `help:"chart-own"`
}

func (chartShow) examples() []string {
	return []string{"chart show P01 --search banque", "chart show P01 --search 571", "chart show P01 --own --json"}
}
func (chartShow) result() report { return chartView{} }

func (cmd *chartShow) Run(c *call) error {
	_, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	view := chartView{Project: p.Code, Accounts: []accountView{}}
	if plan.Chart == nil {
		return c.give(view)
	}
	view.Chart, view.Title, view.Revision, view.Stale = string(plan.Chart.Base), plan.Chart.Table.Title, plan.Chart.Revision, plan.Chart.Stale()
	differing := map[string]bool{}
	for _, d := range plan.Chart.Differences {
		differing[d.Code] = true
	}
	for _, a := range plan.Chart.Search(cmd.Search) {
		if !cmd.Own || differing[a.Code] {
			view.Accounts = append(view.Accounts, viewAccount(a, c.printer.Language()))
		}
	}
	return c.give(view)
}

// plan signs in and reads the plan of a project.
func (c *call) plan(code string) (*workspace.Session, directory.Project, *chart.Plan, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, directory.Project{}, nil, err
	}
	p, err := c.findProject(session, code)
	if err != nil {
		return nil, p, nil, err
	}
	plan, err := session.Plan(c.ctx, p.ID)
	return session, p, plan, err
}

func (r chartView) words(s *sheet) {
	if r.Chart == "" {
		s.say("ctl.chart.none", fault.Args{"Project": r.Project})
		return
	}
	s.say("ctl.chart.of", fault.Args{"Project": r.Project, "Title": r.Title})
	if r.Stale {
		s.say("ctl.chart.stale")
	}
	t := s.newTable(left("detail.account"), left("ctl.col.name"), left("ctl.col.within"), left("ctl.col.entries"))
	for _, a := range r.Accounts {
		t.row(a.Code, a.Name, a.Within, s.T(a.state))
	}
	t.write(s)
}

type chartChoose struct {
	Project string `arg:""`
	Chart   string `arg:"" enum:"syscohada,sycebnl,pcg"`
}

func (chartChoose) examples() []string { return []string{"chart choose P01 syscohada"} }

// chartChosen is what a project has chosen.
type chartChosen struct {
	Project  string `json:"project"`
	Chart    string `json:"chart"`
	Title    string `json:"title"`
	Revision int64  `json:"revision"`
}

func (chartChoose) result() report { return chartChosen{} }

func (cmd *chartChoose) Run(c *call) error {
	session, p, _, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	choice, err := session.ChooseChart(c.ctx, p.ID, chart.ID(cmd.Chart))
	if err != nil {
		return err
	}
	table, _ := chart.TableOf(choice.Base)
	return c.give(chartChosen{p.Code, string(choice.Base), table.Title, choice.Revision})
}

func (r chartChosen) words(s *sheet) {
	s.say("ctl.chart.of", fault.Args{"Project": r.Project, "Title": r.Title})
}

type chartAccount struct {
	Project    string            `arg:""`
	Account    string            `arg:""`
	Name       map[string]string `placeholder:"lang-text" mapsep:"none" help:"account-names"`
	Active     *bool             `negatable:"" help:"account-active"`
	Cashbook   *bool             `negatable:"" help:"account-cashbook"`
	Accounting *bool             `negatable:"" help:"account-accounting"`
}

func (chartAccount) examples() []string {
	return []string{
		`chart account P01 4211AWA --name "fr=Avances Awa Diop" --name "en=Advances Awa Diop"`,
		"chart account P01 6282 --no-active", "chart account P01 4211 --no-cashbook",
	}
}

// accountSaved is an account after it was changed or added.
type accountSaved struct{ accountView }

func (chartAccount) result() report { return accountSaved{} }

func (cmd *chartAccount) Run(c *call) error {
	session, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	if plan.Chart == nil {
		return fault.New(fault.Missing, "storage.chart", nil)
	}
	choice, err := session.SaveAccount(c.ctx, p.ID, cmd.difference(plan.Chart), plan.Chart.Revision)
	if err != nil {
		return err
	}
	opened, err := chart.Open(choice)
	if err != nil {
		return err
	}
	a, _ := opened.Account(cmd.Account)
	return c.give(accountSaved{viewAccount(a, c.printer.Language())})
}

// difference gives the account as it is, or a new one, with what the options say.
func (cmd *chartAccount) difference(of *chart.Chart) chart.Difference {
	d := chart.Difference{Code: cmd.Account, Active: true, Cashbook: true, Accounting: true}
	if a, known := of.Account(cmd.Account); known {
		d.Names, d.Active, d.Cashbook, d.Accounting = a.Names, a.Active, a.Cashbook, a.Accounting
	}
	var names []chart.Name
	for _, n := range d.Names {
		if _, other := cmd.Name[n.Language]; !other {
			names = append(names, n)
		}
	}
	for language, text := range cmd.Name {
		names = append(names, chart.Name{Language: language, Text: text})
	}
	d.Names = names
	take(&d.Active, cmd.Active)
	take(&d.Cashbook, cmd.Cashbook)
	take(&d.Accounting, cmd.Accounting)
	return d
}

func (r accountSaved) words(s *sheet) {
	s.say("ctl.chart.account", fault.Args{"Code": r.Code, "Name": r.Name, "State": s.T(r.state)})
}

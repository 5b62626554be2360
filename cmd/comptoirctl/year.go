package main

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type yearCommands struct {
	Add   yearAdd   `cmd:""`
	List  yearList  `cmd:""`
	Show  yearShow  `cmd:""`
	Close yearClose `cmd:""`
}

// yearView is a fiscal year as machines read it.
type yearView struct {
	Project     string       `json:"project"`
	Code        string       `json:"code"`
	First       calendar.Day `json:"first"`
	Last        calendar.Day `json:"last"`
	Open        bool         `json:"open"`
	Closed      moment       `json:"closed"`
	ResultMinor int64        `json:"result_minor"`
	Account     string       `json:"account"` // that the result went to
	Closing     int64        `json:"closing"` // number of the first closing entry
	Opening     int64        `json:"opening"` // number of the first opening entry of the next year
	currency    money.Currency
}

func viewYear(project directory.Project, currency money.Currency) func(accounting.Year) yearView {
	return func(y accounting.Year) yearView {
		return yearView{
			Project: project.Code, Code: y.Code, First: y.First, Last: y.Last, Open: y.IsOpen(), Closed: moment(y.Closed),
			ResultMinor: y.ResultMinor, Account: y.Account, Closing: y.Closing, Opening: y.Opening, currency: currency,
		}
	}
}

func (v yearView) words(s *sheet) {
	facts := []fact{
		{"ctl.col.project", v.Project}, {"ctl.col.year", v.Code}, {"ctl.col.first-day", s.DayMedium(v.First)}, {"ctl.col.until", s.DayMedium(v.Last)},
		{"ctl.col.status", s.T(v.state())},
	}
	if !v.Open {
		facts = append(facts,
			fact{"ctl.col.closed", s.moment(v.Closed)}, fact{"ctl.col.result", s.Number(inCurrency(v.ResultMinor, string(v.currency)))},
			fact{"ctl.col.account", v.Account}, fact{"ctl.col.closing-entry", s.Int(v.Closing)}, fact{"ctl.col.opening-entry", s.Int(v.Opening)})
	}
	s.facts(facts...)
}

func (v yearView) state() string {
	if v.Open {
		return "year.open"
	}
	return "year.closed"
}

// yearsOpened are the fiscal years of a project.
type yearsOpened struct {
	*workspace.Session
	project directory.Project
	all     []accounting.Year
	view    func(accounting.Year) yearView
}

// withYears signs in and reads the years of a project.
func (c *call) withYears(code string) (o yearsOpened, err error) {
	if o.Session, err = c.signIn(); err != nil {
		return o, err
	}
	if o.project, err = c.findProject(o.Session, code); err != nil {
		return o, err
	}
	list, err := o.Session.Years(c.ctx, o.project.ID)
	o.all, o.view = list.Years, viewYear(o.project, list.Currency)
	return o, err
}

type yearAdd struct {
	Project string `arg:""`
	Code    string `arg:"" name:"year"`
	First   string `placeholder:"date" help:"year-first"`
	Last    string `required:"" placeholder:"date" help:"year-last"`
}

func (yearAdd) examples() []string {
	return []string{"year add P01 2026 --first 1.1.26 --last 31.12.26", "year add P01 2027 --last 31.12.27"}
}
func (yearAdd) result() report { return yearView{} }

func (cmd *yearAdd) Run(c *call) error {
	o, err := c.withYears(cmd.Project)
	if err != nil {
		return err
	}
	today, err := c.today()
	if err != nil {
		return err
	}
	y := accounting.Year{Project: o.project.ID, Code: cmd.Code}
	if y.First, err = dayOption(cmd.First, today); err != nil {
		return err
	}
	if y.Last, err = calendar.ParseInput(cmd.Last, today, true); err != nil {
		return err
	}
	if y, err = o.AddYear(c.ctx, y); err != nil {
		return err
	}
	return c.give(o.view(y))
}

type yearList struct {
	Project string `arg:""`
}

func (yearList) examples() []string { return []string{"year list P01", "year list P01 --json"} }
func (yearList) result() report     { return yearsListed{} }

type yearsListed []yearView

func (cmd *yearList) Run(c *call) error {
	o, err := c.withYears(cmd.Project)
	if err != nil {
		return err
	}
	return c.give(yearsListed(each(o.all, o.view)))
}

func (l yearsListed) words(s *sheet) {
	if len(l) == 0 {
		s.say("ctl.year.none")
		return
	}
	t := s.newTable(left("ctl.col.year"), left("ctl.col.first-day"), left("ctl.col.until"), left("ctl.col.status"), right("ctl.col.result"), left("ctl.col.account"))
	for _, v := range l {
		result := ""
		if !v.Open {
			result = s.Number(inCurrency(v.ResultMinor, string(v.currency)))
		}
		t.row(v.Code, s.DayShort(v.First), s.DayShort(v.Last), s.T(v.state()), result, v.Account)
	}
	t.write(s)
}

type yearShow struct {
	Project string `arg:""`
	Code    string `arg:"" name:"year"`
	Account string `placeholder:"account" help:"year-account"`
}

func (yearShow) examples() []string { return []string{"year show P01 2026"} }
func (yearShow) result() report     { return yearPlanned{} }

// yearPlanned is a fiscal year with what its closing would enter, or has entered.
type yearPlanned struct {
	Year     yearView         `json:"year"`
	Results  []accountBalance `json:"results"`  // of costs and income
	Carried  []accountBalance `json:"carried"`  // opened again in the next year
	Obstacle string           `json:"obstacle"` // why it can not be closed now; empty when it can
}

// accountBalance is what an account bears with a third party.
type accountBalance struct {
	Account      string `json:"account"`
	Party        string `json:"party"`
	PartyName    string `json:"party_name"`
	BalanceMinor int64  `json:"balance_minor"`
}

// Run shows a closed year as it is, and of an open one what its closing would do.
func (cmd *yearShow) Run(c *call) error {
	o, err := c.withYears(cmd.Project)
	if err != nil {
		return err
	}
	for _, y := range o.all {
		if y.Code != cmd.Code {
			continue
		}
		r := yearPlanned{Year: o.view(y), Results: []accountBalance{}, Carried: []accountBalance{}}
		if y.IsOpen() {
			c.planYear(o.Session, accounting.YearOrder{Project: o.project.ID, Code: y.Code, Account: cmd.Account}, &r)
		}
		return c.give(r)
	}
	return fault.New(fault.Missing, "accounting.year-missing", fault.Args{"Year": fault.Excerpt(cmd.Code)})
}

func (c *call) planYear(s *workspace.Session, o accounting.YearOrder, r *yearPlanned) {
	plan, err := s.PlanYear(c.ctx, o)
	if err != nil {
		r.Obstacle, _ = c.printer.Fault(err, "")
		return
	}
	r.Year.ResultMinor, r.Year.Account = plan.ResultMinor, plan.Account
	view := func(b accounting.PartyBalance) accountBalance {
		return accountBalance{b.Account, b.Party, b.PartyName, b.BaseMinor}
	}
	r.Results, r.Carried = each(plan.Results, view), each(plan.Carried, view)
}

func (r yearPlanned) words(s *sheet) {
	r.Year.words(s)
	if r.Obstacle != "" {
		s.line(r.Obstacle)
		return
	}
	if !r.Year.Open {
		return
	}
	amount := func(minor int64) string { return s.Number(inCurrency(minor, string(r.Year.currency))) }
	s.say("ctl.year.result", fault.Args{"Result": amount(r.Year.ResultMinor), "Account": r.Year.Account})
	t := s.newTable(left("ctl.col.account"), left("ctl.col.party"), right("ctl.col.balance"))
	for _, b := range append(append([]accountBalance{}, r.Results...), r.Carried...) {
		t.row(b.Account, b.Party, amount(b.BalanceMinor))
	}
	t.write(s)
}

type yearClose struct {
	Project string `arg:""`
	Code    string `arg:"" name:"year"`
	Account string `placeholder:"account" help:"year-account"`
}

func (yearClose) examples() []string {
	return []string{"year close P01 2026", "year close P01 2026 --account 131 --yes"}
}
func (yearClose) result() report { return yearView{} }

func (cmd *yearClose) Run(c *call) error {
	o, err := c.withYears(cmd.Project)
	if err != nil {
		return err
	}
	order := accounting.YearOrder{Project: o.project.ID, Code: cmd.Code, Account: cmd.Account}
	plan, err := o.PlanYear(c.ctx, order)
	if err != nil {
		return err
	}
	if err := c.confirmTyped("ctl.ask.year-close", fault.Args{
		"Year": plan.Code, "Project": o.project.Code, "Result": money.Amount{Minor: plan.ResultMinor, Currency: plan.Journal.Base}, "Account": plan.Account,
	}); err != nil {
		return err
	}
	y, err := o.CloseYear(c.ctx, order)
	if err != nil {
		return err
	}
	return c.give(o.view(y))
}

package main

import (
	"errors"
	"strings"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/spreadsheet"
)

type budgetCommands struct {
	Show   budgetShow   `cmd:""`
	Set    budgetSet    `cmd:""`
	Import budgetImport `cmd:""`
}

// budgetLineView is a budget line; the amount is in minor units.
type budgetLineView struct {
	Code         string `json:"code"`
	Label        string `json:"label"`
	Level        int    `json:"level"`
	PlannedMinor int64  `json:"planned_minor"`
	Active       bool   `json:"active"`
}

func viewBudgetLine(l chart.BudgetLine) budgetLineView {
	return budgetLineView{l.Code, l.Label, l.Level(), l.PlannedMinor, l.Active}
}

// budgetView is the budget of a project.
type budgetView struct {
	Project  string           `json:"project"`
	Currency string           `json:"currency"`
	Revision int64            `json:"revision"`
	Lines    []budgetLineView `json:"lines"`
}

func viewBudget(project string, currency money.Currency, b chart.Budget) budgetView {
	return budgetView{project, string(currency), b.Revision, each(b.Lines, viewBudgetLine)}
}

func (r budgetView) words(s *sheet) {
	if len(r.Lines) == 0 {
		s.say("ctl.budget.none", fault.Args{"Project": r.Project})
		return
	}
	t := s.newTable(left("detail.budget-line"), left("ctl.col.name"), right("ctl.col.planned"), left("ctl.col.status"))
	for _, l := range r.Lines {
		planned := ""
		if l.PlannedMinor != 0 {
			planned = s.Number(money.Amount{Minor: l.PlannedMinor, Currency: money.Currency(r.Currency)})
		}
		t.row(strings.Repeat("  ", l.Level-1)+l.Code, l.Label, planned, s.T(state(l.Active)))
	}
	t.write(s)
}

// state is the key of whether something is in use.
func state(active bool) string {
	if active {
		return "field-state.active"
	}
	return "field-state.inactive"
}

// currency is that of the organisation, in which budgets are planned.
func (c *call) currency() (money.Currency, error) {
	condition, err := c.space.Condition(c.ctx)
	return condition.Organisation.Currency, err
}

type budgetShow struct {
	Project string `arg:""`
}

func (budgetShow) examples() []string { return []string{"budget show P01", "budget show P01 --json"} }
func (budgetShow) result() report     { return budgetView{} }

func (cmd *budgetShow) Run(c *call) error {
	_, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	currency, err := c.currency()
	if err != nil {
		return err
	}
	return c.give(viewBudget(p.Code, currency, plan.Budget))
}

type budgetSet struct {
	Project    string  `arg:""`
	BudgetLine string  `arg:""`
	Label      *string `placeholder:"text" help:"budget-label"`
	Planned    *string `placeholder:"amount" help:"budget-planned"`
	Active     *bool   `negatable:"" help:"budget-active"`
}

func (budgetSet) examples() []string {
	return []string{`budget set P01 A.1 --label "Matériel de forage" --planned 12500000`, "budget set P01 A.1 --no-active"}
}
func (budgetSet) result() report { return budgetView{} }

func (cmd *budgetSet) Run(c *call) error {
	session, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	currency, err := c.currency()
	if err != nil {
		return err
	}
	code, err := chart.ParseBudgetCode(cmd.BudgetLine)
	if err != nil {
		return err
	}
	line, known := plan.Budget.Line(code)
	if !known {
		line = chart.BudgetLine{Code: code, Active: true}
	}
	take(&line.Label, cmd.Label)
	take(&line.Active, cmd.Active)
	if cmd.Planned != nil {
		if line.PlannedMinor, err = plannedMinor(*cmd.Planned, currency); err != nil {
			return err
		}
	}
	saved, err := session.SaveBudgetLines(c.ctx, p.ID, []chart.BudgetLine{line}, plan.Budget.Revision)
	if err != nil {
		return err
	}
	return c.give(viewBudget(p.Code, currency, saved))
}

// plannedMinor reads a planned amount; nothing is none.
func plannedMinor(text string, currency money.Currency) (int64, error) {
	if text == "" {
		return 0, nil
	}
	amount, err := money.Parse(text, currency)
	return amount.Minor, err
}

type budgetImport struct {
	Project string `arg:""`
	File    string `arg:"" name:"table-file"`
	Preview bool   `help:"import-preview"`
}

func (budgetImport) examples() []string {
	return []string{"budget import P01 budget.csv --preview", "budget import P01 budget.xlsx --yes"}
}

// budgetImported are the rows of a spreadsheet and what became of them.
type budgetImported struct {
	Saved bool            `json:"saved"`
	Rows  []budgetRowView `json:"rows"`
}

type budgetRowView struct {
	Line  int      `json:"line"`
	Code  string   `json:"code"`
	Label string   `json:"label"`
	Error *problem `json:"error"`
}

func (budgetImport) result() report { return budgetImported{} }

func (cmd *budgetImport) Run(c *call) error {
	session, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	currency, err := c.currency()
	if err != nil {
		return err
	}
	sheet, err := spreadsheet.Read(c.resolve(cmd.File))
	if err != nil {
		return err
	}
	lines, faults, err := chart.ReadBudget(sheet.Titles, sheet.Rows, currency)
	if err != nil {
		return err
	}
	_, more := plan.Budget.Merge(lines)
	view := c.viewBudgetRows(sheet.First, lines, append(faults, more...))
	switch wrong := view.wrong(); {
	case cmd.Preview:
		return c.give(view)
	case wrong > 0:
		return errors.Join(fault.New(fault.Conflict, "chart.rows", fault.Args{"Count": wrong}), c.give(view))
	}
	if !c.Yes {
		if err := c.confirm("ctl.ask.budget", fault.Args{"Count": len(lines), "Project": p.Code}); err != nil {
			return err
		}
	}
	if _, err := session.SaveBudgetLines(c.ctx, p.ID, lines, plan.Budget.Revision); err != nil {
		return err
	}
	view.Saved = true
	return c.give(view)
}

// viewBudgetRows gives each row with the first thing that is wrong with it.
func (c *call) viewBudgetRows(first int, lines []chart.BudgetLine, faults []chart.RowFault) budgetImported {
	var view budgetImported
	for i, l := range lines {
		row := budgetRowView{Line: first + i, Code: l.Code, Label: l.Label}
		for _, f := range faults {
			if f.Row == i && row.Error == nil {
				row.Error = c.problemOf(f.Err)
			}
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

func (r budgetImported) wrong() (count int) {
	for _, row := range r.Rows {
		if row.Error != nil {
			count++
		}
	}
	return count
}

func (r budgetImported) words(s *sheet) {
	for _, row := range r.Rows {
		if row.Error != nil {
			s.say("ctl.import.wrong", fault.Args{"Line": row.Line, "Name": row.Code, "Text": row.Error.Text})
		}
	}
	key := "ctl.budget.ready"
	if r.Saved {
		key = "ctl.budget.saved"
	}
	s.say(key, fault.Args{"Count": len(r.Rows) - r.wrong()})
}

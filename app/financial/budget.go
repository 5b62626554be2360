package financial

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Budget is « budget et réalisé »: each line of the budget with what was planned and
// spent, summed up over its levels; below lines that vouchers name, the fundings
// that paid for them.
func Budget(b workspace.BudgetReport, p *translation.Printer, h report.Head) report.Report {
	m := budgetMaker{maker{p, b.Accounts}, b}
	r := m.begin("budget", h)
	if b.Funding != "" {
		r.Facts = append(r.Facts, report.Fact{Key: "funding", Label: m.say("funding"), Value: b.Funding + " " + m.funding(b.Funding)})
	}
	r.Columns = []report.Column{
		{Key: "line", Title: m.say("budget-line")},
		{Key: "label", Title: m.say("label")},
		{Key: "planned", Title: m.say("planned"), Flush: true},
		{Key: "spent", Title: m.say("spent"), Flush: true},
		{Key: "total", Title: m.say("spent-total"), Flush: true},
		{Key: "rest", Title: m.say("rest"), Flush: true},
		{Key: "percent", Title: m.say("percent"), Flush: true},
		{Key: "waiting", Title: m.say("waiting"), Flush: true},
	}
	for _, row := range b.Rows {
		r.Rows = append(r.Rows, m.rows(row)...)
	}
	r.Rows = append(r.Rows, m.sum("sum", b.Sum))
	if b.Unnamed != (accounting.Spending{}) {
		r.Rows = append(r.Rows, report.Row{Kind: report.Aside, Cells: m.cells(nil, m.say("no-budget-line"), 0, b.Unnamed)})
	}
	r.Rows = append(r.Rows, m.fundings()...)
	return m.noted(r)
}

type budgetMaker struct {
	maker
	b workspace.BudgetReport
}

// noted says what is in no amount yet.
func (m budgetMaker) noted(r report.Report) report.Report {
	if m.b.Waiting > 0 {
		r.Notes = append(r.Notes, m.T("financial.waiting-note", fault.Args{"Count": m.b.Waiting}))
	}
	if m.b.NoRate > 0 {
		r.Notes = append(r.Notes, m.T("financial.no-rate-note", fault.Args{"Count": m.b.NoRate, "Currency": string(m.of.Base)}))
	}
	for _, row := range m.b.Rows {
		if !row.Known {
			r.Notes = append(r.Notes, m.T("financial.unknown-line", fault.Args{"Code": row.Code}))
		}
	}
	return r
}

// rows gives a line and the fundings below it.
func (m budgetMaker) rows(row accounting.BudgetRow) []report.Row {
	kind := report.Body
	if row.Heading {
		kind = report.Total
	}
	rows := []report.Row{{Kind: kind, Cells: m.cells(row.Code, row.Label, row.PlannedMinor, row.Spending)}}
	if row.Heading || m.b.Funding != "" || len(row.Fundings) == 1 && row.Fundings[0].Code == "" {
		return rows
	}
	for _, f := range row.Fundings {
		text := m.say("of-no-funding")
		if f.Code != "" {
			text = m.T("financial.of-funding", fault.Args{"Funding": f.Code})
		}
		rows = append(rows, report.Row{Kind: report.Aside, Cells: m.cells(nil, text, 0, f.Spending)})
	}
	return rows
}

// fundings gives what each funding paid for, below all lines.
func (m budgetMaker) fundings() (rows []report.Row) {
	if len(m.b.Fundings) == 0 || m.b.Funding != "" {
		return nil
	}
	rows = append(rows, report.Row{Kind: report.Heading, Cells: []any{m.say("by-funding")}})
	for _, f := range m.b.Fundings {
		rows = append(rows, report.Row{Cells: m.cells(nil, m.fundingName(f.Code), 0, f.Spending)})
	}
	return rows
}

func (m budgetMaker) sum(key string, row accounting.BudgetRow) report.Row {
	return report.Row{Kind: report.Total, Cells: m.cells(nil, m.say(key), row.PlannedMinor, row.Spending)}
}

// cells are what a row says; without a plan nothing is left of it.
func (m budgetMaker) cells(code, label any, planned int64, s accounting.Spending) []any {
	cells := []any{code, label, m.moved(planned), m.moved(s.SpentMinor), m.moved(s.TotalMinor), nil, nil, m.moved(s.WaitingMinor)}
	if planned != 0 {
		cells[5] = m.amount(planned - s.TotalMinor)
		cells[6] = report.PercentOf(s.TotalMinor, planned)
	}
	return cells
}

func (m budgetMaker) funding(code string) string {
	f, _ := m.of.Plan.Fundings.Funding(code)
	return f.Label
}

func (m budgetMaker) fundingName(code string) string {
	if code == "" {
		return m.say("no-funding")
	}
	return code + " " + m.funding(code)
}

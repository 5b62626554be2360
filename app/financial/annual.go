package financial

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// BalanceSheet is « le bilan »: assets with their amortisation, then liabilities.
func BalanceSheet(a workspace.AnnualAccounts, p *translation.Printer, h report.Head) report.Report {
	m := annualMaker{maker{p, a.Accounts}, a}
	r := m.start("balance-sheet", h)
	r.Columns = append(m.columns(),
		report.Column{Key: "gross", Title: m.say("gross"), Flush: true},
		report.Column{Key: "contra", Title: m.say("contra"), Flush: true})
	r.Columns = append(r.Columns, m.netColumns()...)
	for _, statement := range []chart.Statement{chart.Assets, chart.Liabilities} {
		r.Rows = append(r.Rows, report.Row{Kind: report.Heading, Cells: []any{m.say("statement." + string(statement))}})
		for _, l := range a.Of(statement) {
			cells := []any{l.Ref, l.Label, nil, nil}
			if statement == chart.Assets {
				cells = []any{l.Ref, l.Label, m.moved(l.GrossMinor), m.moved(l.ContraMinor)}
			}
			r.Rows = append(r.Rows, m.row(l, cells))
		}
	}
	return r
}

// IncomeStatement is « le compte de résultat »: income less costs.
func IncomeStatement(a workspace.AnnualAccounts, p *translation.Printer, h report.Head) report.Report {
	m := annualMaker{maker{p, a.Accounts}, a}
	r := m.start("income-statement", h)
	r.Columns = append(m.columns(), m.netColumns()...)
	for _, l := range a.Of(chart.Result) {
		r.Rows = append(r.Rows, m.row(l, []any{l.Ref, l.Label}))
	}
	return r
}

type annualMaker struct {
	maker
	a workspace.AnnualAccounts
}

// start makes a report with what both have below the table: where the lines come
// from, and accounts that have no place.
func (m annualMaker) start(title string, h report.Head) report.Report {
	r := m.begin(title, h)
	r.Portrait = true
	if m.compares() {
		r.About = append(r.About, m.say("compared")+" "+m.span(m.a.Earlier))
	}
	r.Facts = append(r.Facts, report.Fact{Key: "result", Label: m.say("result"), Value: m.amount(m.a.ResultMinor)})
	r.Notes = append(r.Notes, m.T("financial.source", fault.Args{"Chart": m.of.Chart.Table.Title, "Source": m.of.Chart.Table.Source}))
	for _, row := range m.a.Unplaced {
		r.Notes = append(r.Notes, m.T("financial.unplaced", fault.Args{"Account": row.Account, "Balance": m.amount(row.ClosingMinor())}))
	}
	return r
}

func (m annualMaker) compares() bool { return !m.a.Earlier.Until.IsZero() }

func (m annualMaker) columns() []report.Column {
	return []report.Column{{Key: "ref", Title: m.say("ref")}, {Key: "line", Title: m.say("line")}}
}

func (m annualMaker) netColumns() []report.Column {
	columns := []report.Column{{Key: "net", Title: m.say("net"), Flush: true}}
	if m.compares() {
		columns = append(columns, report.Column{Key: "earlier", Title: m.say("earlier"), Flush: true})
	}
	return columns
}

// row completes a line with what it says now and said before.
func (m annualMaker) row(l accounting.AnnualLine, cells []any) report.Row {
	kind, figure := report.Body, m.moved
	if len(l.Sum) > 0 {
		kind, figure = report.Total, func(minor int64) any { return m.amount(minor) }
	}
	cells = append(cells, figure(l.NetMinor()))
	if m.compares() {
		cells = append(cells, figure(l.EarlierMinor))
	}
	return report.Row{Kind: kind, Cells: cells}
}

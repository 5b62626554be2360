package financial

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Treasury is « état de trésorerie »: what cash and bank accounts had, received,
// spent and have, month by month, those in another currency also in their own.
func Treasury(t workspace.TreasuryReport, p *translation.Printer, h report.Head) report.Report {
	m := treasuryMaker{maker: maker{p, t.Accounts}}
	for _, a := range t.TreasuryStatement.Accounts {
		m.foreign = m.foreign || a.Currency != m.of.Base
	}
	r := m.begin("treasury", h)
	r.Portrait = !m.foreign
	r.Columns = m.columns()
	var all accounting.Movement
	for _, a := range t.TreasuryStatement.Accounts {
		r.Rows = append(r.Rows, m.account(a)...)
		sum := a.Sum().Base
		all.OpeningMinor += sum.OpeningMinor
		all.InMinor += sum.InMinor
		all.OutMinor += sum.OutMinor
		if a.Other {
			r.Notes = append(r.Notes, m.T("financial.other-currency", fault.Args{"Account": a.Account, "Currency": string(a.Currency)}))
		}
	}
	if len(t.TreasuryStatement.Accounts) > 1 {
		r.Rows = append(r.Rows, report.Row{Kind: report.Heading, Cells: []any{m.say("all-accounts")}},
			m.row(report.Total, nil, m.say("sum"), accounting.TreasuryMonth{Base: all}, ""))
	}
	if len(t.TreasuryStatement.Accounts) == 0 {
		r.Notes = append(r.Notes, m.say("no-treasury"))
	}
	return r
}

type treasuryMaker struct {
	maker
	foreign bool // some account has another currency
}

func (m treasuryMaker) columns() []report.Column {
	columns := []report.Column{{Key: "account", Title: m.say("account")}, {Key: "month", Title: m.say("month")}}
	add := func(prefix, in string) {
		for _, key := range []string{"first", "in", "out", "last"} {
			title := m.say("treasury-" + key)
			if in != "" {
				title += " " + in
			}
			columns = append(columns, report.Column{Key: prefix + key, Title: title, Flush: true})
		}
	}
	if !m.foreign {
		add("", "")
		return columns
	}
	add("", string(m.of.Base))
	columns = append(columns, report.Column{Key: "currency", Title: m.say("own-currency")})
	add("own_", "")
	return columns
}

// account gives the months of an account and their sum.
func (m treasuryMaker) account(a accounting.TreasuryAccount) []report.Row {
	names := make([]string, len(a.Journals))
	for i, j := range a.Journals {
		names[i] = j.Code + " " + j.Name
	}
	rows := []report.Row{{Kind: report.Heading, Cells: []any{a.Account + " " + m.of.Label(a.Account, m.Language()) + " · " + strings.Join(names, ", ")}}}
	for _, month := range a.Months {
		rows = append(rows, m.row(report.Body, a.Account, report.Month(month.First), month, a.Currency))
	}
	return append(rows, m.row(report.Total, a.Account, m.say("sum-time"), a.Sum(), a.Currency))
}

func (m treasuryMaker) row(kind report.Kind, account, month any, t accounting.TreasuryMonth, currency money.Currency) report.Row {
	cells := append([]any{account, month}, m.movement(t.Base, m.of.Base)...)
	if m.foreign {
		own := make([]any, 5)
		if currency != "" && currency != m.of.Base {
			own = append([]any{string(currency)}, m.movement(t.Own, currency)...)
		}
		cells = append(cells, own...)
	}
	return report.Row{Kind: kind, Cells: cells}
}

func (m treasuryMaker) movement(v accounting.Movement, currency money.Currency) []any {
	amount := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: currency} }
	cells := []any{amount(v.OpeningMinor), nil, nil, amount(v.ClosingMinor())}
	if v.InMinor != 0 {
		cells[1] = amount(v.InMinor)
	}
	if v.OutMinor != 0 {
		cells[2] = amount(v.OutMinor)
	}
	return cells
}

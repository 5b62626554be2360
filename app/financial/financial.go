// Package financial turns the accounts of a project into reports: trial balance,
// ledger, journal, balance sheet and income statement. The window and comptoirctl
// show and write the same ones.
package financial

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// maker makes reports of the accounts of a project in the words of a person.
type maker struct {
	*translation.Printer
	of workspace.Accounts
}

func (m maker) say(key string) string { return m.T("financial." + key) }

// amount gives minor units of the base currency as an amount.
func (m maker) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: m.of.Base}
}

// sides puts a balance into the column of debits or that of credits.
func (m maker) sides(minor int64) []any {
	switch {
	case minor > 0:
		return []any{m.amount(minor), nil}
	case minor < 0:
		return []any{nil, m.amount(-minor)}
	}
	return []any{nil, nil}
}

// moved gives an amount, and nothing for none.
func (m maker) moved(minor int64) any {
	if minor == 0 {
		return nil
	}
	return m.amount(minor)
}

// begin makes a report with what every one about accounts says: which, in which
// currency, from when until when, and what is not in it.
func (m maker) begin(title string, h report.Head) report.Report {
	r := report.Report{Head: h}
	r.Title = m.T("financial.title", fault.Args{"What": fault.Key("financial." + title), "Code": m.of.ProjectCode, "Name": m.of.ProjectName})
	r.About = []string{m.span(m.of.Span)}
	r.Facts = []report.Fact{
		{Key: "project", Label: m.say("project"), Value: m.of.ProjectCode + " " + m.of.ProjectName},
		{Key: "currency", Label: m.say("currency"), Value: string(m.of.Base) + " " + m.Currency(m.of.Base)},
		{Key: "journals", Label: m.say("journals"), Value: m.journals()},
	}
	if m.of.Chart != nil {
		r.Facts = append(r.Facts, report.Fact{Key: "chart", Label: m.say("chart"), Value: m.of.Chart.Table.Title})
	}
	if m.of.Hidden > 0 {
		r.Notes = append(r.Notes, m.T("financial.hidden", fault.Args{"Count": m.of.Hidden}))
	}
	return r
}

// span says from when until when, or until when.
func (m maker) span(s accounting.Span) string {
	if s.From.IsZero() {
		return m.T("financial.until", fault.Args{"Until": m.DayMedium(s.Until)})
	}
	return statement.Span(m.Printer, s.From, s.Until)
}

func (m maker) journals() string {
	codes := make([]string, len(m.of.Covered))
	for i, j := range m.of.Covered {
		codes[i] = j.Code
	}
	return strings.Join(codes, ", ")
}

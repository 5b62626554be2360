package financial

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// LineAccounts is the trial balance of the accounts that a line of the annual
// accounts is made of, or those that it gathers.
func LineAccounts(a workspace.AnnualAccounts, ref string, p *translation.Printer, h report.Head) report.Report {
	b := workspace.TrialBalance{Accounts: a.Accounts}
	label := ""
	for _, l := range a.Lines {
		if l.Ref == ref {
			label = l.Label
		}
	}
	b.Rows = lineRows(a, ref)
	r := TrialBalance(b, p, h)
	r.Title = ref + " " + label + " · " + a.ProjectCode + " " + a.ProjectName
	return r
}

// lineRows gives the accounts of a line by code, each once.
func lineRows(a workspace.AnnualAccounts, ref string) (rows []accounting.BalanceRow) {
	seen := map[string]bool{}
	var gather func(ref string)
	gather = func(ref string) {
		if seen[ref] {
			return
		}
		seen[ref] = true
		for _, l := range a.Lines {
			if l.Ref == ref {
				rows = append(rows, l.Accounts...)
				for _, part := range l.Sum {
					gather(part)
				}
			}
		}
	}
	gather(ref)
	slices.SortFunc(rows, func(a, b accounting.BalanceRow) int { return cmp.Compare(a.Account, b.Account) })
	return slices.CompactFunc(rows, func(a, b accounting.BalanceRow) bool { return a.Account == b.Account })
}

// BudgetPostings lists what was posted on a budget line.
func BudgetPostings(b workspace.BudgetPostings, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, b.Accounts}
	codes := map[ident.BookID]string{}
	for _, j := range b.Covered {
		codes[j.ID] = j.Code
	}
	r := m.begin("budget", h)
	r.Title = m.T("financial.budget-title", fault.Args{"Code": b.Line.Code, "Label": b.Line.Label})
	r.Columns = []report.Column{
		{Key: "line", Title: m.say("budget-line")},
		{Key: "day", Title: m.say("day")},
		{Key: "journal", Title: m.say("journal")},
		{Key: "number", Title: m.say("number"), Flush: true},
		{Key: "voucher", Title: m.say("voucher")},
		{Key: "account", Title: m.say("account")},
		{Key: "text", Title: m.say("text"), Carry: report.CarryLabel},
		{Key: "party", Title: m.say("party")},
		{Key: "funding", Title: m.say("funding")},
		{Key: "spent", Title: m.say("spent"), Flush: true, Carry: report.CarrySum},
	}
	var sum int64
	for _, l := range b.Lines {
		line := l.Line()
		sum += line.BaseMinor
		r.Rows = append(r.Rows, report.Row{Cells: []any{
			line.BudgetLine, l.Day, codes[l.Journal], l.Number, l.Posting.Voucher, line.Account, textOf(l.Posting, line), line.Party, line.Funding,
			m.amount(line.BaseMinor),
		}})
	}
	r.Rows = append(r.Rows, report.Row{Kind: report.Total, Cells: []any{nil, nil, nil, nil, nil, nil, m.say("sum"), nil, nil, m.amount(sum)}})
	return r
}

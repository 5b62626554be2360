package financial

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// dueKeys name the classes of age.
var dueKeys = [accounting.AgeClasses]string{"not_due", "due_30", "due_60", "due_90", "due_over"}

// OpenLines lists what is open with third parties of a project by account and
// party, with what is open in classes of age: in the base currency, and beside it
// in that of the journal.
func OpenLines(project directory.Project, list workspace.OpenList, p *translation.Printer, h report.Head) report.Report {
	r := report.Report{Head: h, Title: p.T("reconciling.items.title", fault.Args{"Code": project.Code, "Name": project.Name})}
	r.About = []string{p.T("reconciling.items.at", fault.Args{"Day": p.DayMedium(list.At)})}
	title := func(key string) string { return p.T("reconciling.col." + key) }
	r.Columns = []report.Column{
		{Key: "account", Title: title("account")}, {Key: "party", Title: title("party")}, {Key: "name", Title: title("name")},
		{Key: "posting", Title: title("posting")}, {Key: "day", Title: title("day")}, {Key: "due", Title: title("due")},
		{Key: "voucher", Title: title("voucher")}, {Key: "text", Title: title("text")}, {Key: "letter", Title: title("letter")},
		{Key: "amount", Title: title("amount"), Flush: true}, {Key: "open", Title: title("open"), Flush: true},
	}
	for class := range dueKeys {
		r.Columns = append(r.Columns, report.Column{Key: dueKeys[class], Title: p.T("reconciling.age." + dueKeys[class]), Flush: true})
	}
	r.Rows = openRows(list, p)
	return r
}

// openSum is what items come to.
type openSum struct {
	open    int64
	classes [accounting.AgeClasses]int64
}

func (s *openSum) add(i accounting.OpenItem) {
	s.open += i.RestBase
	s.classes[i.Class()] += i.RestBase
}

func (s openSum) row(label string, base money.Currency) report.Row {
	cells := []any{nil, nil, label, nil, nil, nil, nil, nil, nil, nil, money.Amount{Minor: s.open, Currency: base}}
	for _, minor := range s.classes {
		if minor == 0 {
			cells = append(cells, nil)
			continue
		}
		cells = append(cells, money.Amount{Minor: minor, Currency: base})
	}
	return report.Row{Kind: report.Total, Cells: cells}
}

// openRows gives a line for each item, a sum for each party that has several, for
// each account and for all. What has no party has no sum of its own.
func openRows(list workspace.OpenList, p *translation.Printer) []report.Row {
	var rows []report.Row
	var party, account, all openSum
	count, accounts := 0, 0
	for at, i := range list.Items {
		rows = append(rows, openRow(i, list.Base))
		party.add(i)
		account.add(i)
		all.add(i)
		count++
		last := at+1 == len(list.Items)
		if last || list.Items[at+1].Party != i.Party || list.Items[at+1].Account != i.Account {
			if count > 1 && i.Party != "" {
				rows = append(rows, party.row(p.T("reconciling.items.party", fault.Args{"Party": partyName(i)}), list.Base))
			}
			party, count = openSum{}, 0
		}
		if last || list.Items[at+1].Account != i.Account {
			rows = append(rows, account.row(p.T("reconciling.items.account", fault.Args{"Account": i.Account}), list.Base))
			account = openSum{}
			accounts++
		}
	}
	if accounts > 1 {
		rows = append(rows, all.row(p.T("reconciling.items.all"), list.Base))
	}
	return rows
}

func partyName(i accounting.OpenItem) string {
	if name := i.Line().PartyName; name != "" {
		return name
	}
	return i.Party
}

func openRow(i accounting.OpenItem, base money.Currency) report.Row {
	text := i.Line().Text
	if text == "" {
		text = i.Posting.Text
	}
	cells := []any{
		i.Account, i.Party, i.Line().PartyName, i.Journal.LineName(i.LineRef), i.Day, i.Due, i.Posting.Voucher, text, i.Code,
		money.Amount{Minor: i.RestMinor, Currency: i.Journal.Currency}, money.Amount{Minor: i.RestBase, Currency: base},
	}
	for class := range accounting.AgeClass(accounting.AgeClasses) {
		if class == i.Class() {
			cells = append(cells, money.Amount{Minor: i.RestBase, Currency: base})
		} else {
			cells = append(cells, nil)
		}
	}
	return report.Row{Cells: cells}
}

package statement

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// OpenItems lists advances and claims that are open by person, with what is open
// in classes of age. Amounts of different currencies are never added up. card is
// the book that the list is of, or nil for several.
func OpenItems(card *workspace.BookCard, list workspace.ItemList, p *translation.Printer, h report.Head) report.Report {
	made := report.Report{Head: h, Title: p.T("statement.open-items")}
	m := maker{Printer: p}
	if card != nil {
		m.book = *card
		made.Title, made.Facts = m.title("open-items"), m.facts()
	}
	made.About = []string{p.T("statement.items.at", fault.Args{"Day": p.DayMedium(list.At)})}
	made.Columns = []report.Column{
		{Key: "person", Title: m.say("person")}, {Key: "book", Title: m.say("book")},
		{Key: "number", Title: m.say("number"), Flush: true}, {Key: "day", Title: m.say("day")},
		{Key: "text", Title: m.say("text")}, {Key: "opened", Title: m.say("items.opened"), Flush: true},
		{Key: "settled", Title: m.say("items.settled"), Flush: true},
	}
	for class := range cashbook.AgeClass(cashbook.AgeClasses) {
		made.Columns = append(made.Columns, report.Column{Key: ageKeys[class], Title: m.say("items." + ageKeys[class]), Flush: true})
	}
	made.Columns = append(made.Columns, report.Column{Key: "currency", Title: m.say("currency")})
	made.Rows = itemRows(m, list.Items)
	return made
}

// ageKeys name the classes of age.
var ageKeys = [cashbook.AgeClasses]string{"age_30", "age_60", "age_90", "age_over"}

// itemSum is what items of one currency come to.
type itemSum struct {
	currency        money.Currency
	opened, settled int64
	classes         [cashbook.AgeClasses]int64
}

// itemSums are sums by currency, in the order in which they were met.
type itemSums []itemSum

func (s *itemSums) add(i cashbook.Item) {
	at := 0
	for at < len(*s) && (*s)[at].currency != i.Book.Currency {
		at++
	}
	if at == len(*s) {
		*s = append(*s, itemSum{currency: i.Book.Currency})
	}
	sum := &(*s)[at]
	sum.opened += i.OpenedMinor
	sum.settled += i.SettledMinor()
	sum.classes[i.Class()] += i.RestMinor
}

// itemRows gives a line for each item, a sum for each person who has several, and
// the sum of all, by currency.
func itemRows(m maker, items []cashbook.Item) []report.Row {
	var rows []report.Row
	var all itemSums
	for from := 0; from < len(items); {
		until, person := from, itemSums{}
		for ; until < len(items) && samePerson(items[from], items[until]); until++ {
			i := items[until]
			person.add(i)
			all.add(i)
			rows = append(rows, itemRow(i))
		}
		if until-from > 1 {
			rows = append(rows, sumRows(m.say("items.sum")+" "+items[from].Voucher.Recipient, report.Total, person)...)
		}
		from = until
	}
	return append(rows, sumRows(m.say("items.total"), report.Total, all)...)
}

func samePerson(a, b cashbook.Item) bool {
	return directory.Fold(a.Voucher.Recipient) == directory.Fold(b.Voucher.Recipient)
}

func itemRow(i cashbook.Item) report.Row {
	amount := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: i.Book.Currency} }
	v := i.Voucher
	cells := []any{v.Recipient, i.Book.Ref(), v.Entry.Number, v.Entry.Day, v.Text, amount(i.OpenedMinor), amount(i.SettledMinor())}
	for class := range cashbook.AgeClass(cashbook.AgeClasses) {
		if class == i.Class() {
			cells = append(cells, amount(i.RestMinor))
		} else {
			cells = append(cells, nil)
		}
	}
	return report.Row{Cells: append(cells, string(i.Book.Currency))}
}

func sumRows(label string, kind report.Kind, sums itemSums) []report.Row {
	var rows []report.Row
	for _, s := range sums {
		amount := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: s.currency} }
		cells := []any{label, nil, nil, nil, nil, amount(s.opened), amount(s.settled)}
		for _, minor := range s.classes {
			cells = append(cells, amount(minor))
		}
		rows = append(rows, report.Row{Kind: kind, Cells: append(cells, string(s.currency))})
	}
	return rows
}

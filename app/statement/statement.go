// Package statement turns what is known of a book into reports and charts: the
// page of a cash book, its months, who kept it. The window and comptoirctl show
// and write the same ones.
package statement

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// maker makes reports of a book in the words of a person.
type maker struct {
	*translation.Printer
	book workspace.BookCard
}

func (m maker) say(key string) string { return m.T("statement." + key) }

// amount gives minor units of the book as an amount.
func (m maker) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: m.book.Book.Currency}
}

// positive gives an amount, and nothing for one that is not above zero: a column
// « Entrée » is empty where something went out.
func (m maker) positive(minor int64) any {
	if minor <= 0 {
		return nil
	}
	return m.amount(minor)
}

// title names what the report is, and the book.
func (m maker) title(key string) string {
	return m.T("statement.title", fault.Args{"What": fault.Key("statement." + key), "Ref": m.book.Book.Ref(), "Name": m.book.Book.Name})
}

// facts say which book it is and who answers for it.
func (m maker) facts() []report.Fact {
	b := m.book
	facts := []report.Fact{
		{Key: "book", Label: m.say("book"), Value: b.Book.Ref() + " " + b.Book.Name},
		{Key: "type", Label: m.say("type"), Value: m.T("book.type." + string(b.Book.Type))},
		{Key: "currency", Label: m.say("currency"), Value: string(b.Book.Currency) + " " + m.Currency(b.Book.Currency)},
	}
	for _, person := range []struct{ key, name string }{
		{"responsible", b.Responsible}, {"deputy", b.Deputy}, {"counter-signatory", b.CounterSignatory},
	} {
		if person.name != "" {
			facts = append(facts, report.Fact{Key: snake(person.key), Label: m.say(person.key), Value: person.name})
		}
	}
	return facts
}

func snake(key string) string {
	if key == "counter-signatory" {
		return "counter_signatory"
	}
	return key
}

// Span says in words from when until when a report goes.
func Span(p *translation.Printer, from, until calendar.Day) string {
	return p.T("statement.period", fault.Args{"From": p.DayMedium(from), "Until": p.DayMedium(until)})
}

// Anchor says what a page can be compared with later: the last number and four
// symbols of the chain's hash. It is empty for a book without vouchers.
func Anchor(p *translation.Printer, head ledger.Head) string {
	if head.Number == 0 {
		return ""
	}
	return p.T("statement.anchor", fault.Args{"Number": head.Number, "Anchor": head.Hash.Anchor()})
}

// lost names the numbers that no voucher has, and why.
func (m maker) lost(lost []ledger.Lost) []string {
	var notes []string
	for _, l := range lost {
		notes = append(notes, m.T("statement.lost-numbers", fault.Args{
			"Numbers": cashbook.NumberRange(l.From, l.To), "Epoch": l.Epoch, "When": l.Withdrawn, "Reason": l.Reason,
		}))
	}
	return notes
}

// signatures are the lines on which those who answer for a till sign.
func (m maker) signatures() []report.Signature {
	return []report.Signature{
		{Title: m.say("sign.cashier"), Name: m.book.Responsible}, {Title: m.say("sign.counter"), Name: m.book.CounterSignatory},
	}
}

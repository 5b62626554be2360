package cashbooks

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

func (l *list) columns() []kit.Column[workspace.BookCard] {
	end := fyne.TextAlignTrailing
	title := func(id string) string { return l.T("cashbooks.column." + id) }
	return []kit.Column[workspace.BookCard]{
		{ID: "ref", Title: title("ref"), Width: 84, Sort: true, Text: func(c workspace.BookCard) string { return c.Book.Ref() }, Style: strong},
		{ID: "name", Title: title("name"), Width: 180, Grow: true, Sort: true, Text: func(c workspace.BookCard) string { return c.Book.Name }},
		{ID: "type", Title: title("type"), Width: 92, Sort: true, Text: func(c workspace.BookCard) string { return l.T("book.type." + string(c.Book.Type)) }},
		{ID: "responsible", Title: title("responsible"), Width: 150, Sort: true, Text: func(c workspace.BookCard) string { return orDash(c.Responsible) }},
		{ID: "balance", Title: title("balance"), Width: 190, Align: end, Sort: true, Text: l.balance, Style: cardBalance},
		{ID: "ceiling", Title: title("ceiling"), Width: 150, Align: end, Text: l.ceiling},
		{ID: "last", Title: title("last"), Width: 128, Sort: true, Text: func(c workspace.BookCard) string { return l.Printer.DayShort(c.LastDay) }},
		{ID: "state", Title: title("state"), Width: 108, Sort: true, Text: func(c workspace.BookCard) string { return l.T("cashbooks.where." + string(whereIs(c))) }, Style: cardState},
	}
}

func (l *list) amount(c workspace.BookCard, minor int64) string {
	return l.Printer.Amount(money.Amount{Minor: minor, Currency: c.Book.Currency})
}

func (l *list) balance(c workspace.BookCard) string {
	if !known(c) {
		return "–"
	}
	return l.amount(c, c.BalanceMinor)
}

func (l *list) ceiling(c workspace.BookCard) string {
	if c.Book.CeilingMinor == 0 {
		return ""
	}
	return l.amount(c, c.Book.CeilingMinor)
}

func strong(workspace.BookCard) kit.Style { return kit.Strong }

// cardBalance shows in colour what is below zero, or above the ceiling that
// stands beside it.
func cardBalance(c workspace.BookCard) kit.Style {
	switch {
	case c.BalanceMinor < 0:
		return kit.Style{Color: kit.ColorRefused, Bold: true}
	case over(c) > 0:
		return kit.Style{Color: kit.ColorExpiring, Bold: true}
	}
	return kit.Strong
}

func cardState(c workspace.BookCard) kit.Style {
	if whereIs(c) == here {
		return kit.Style{Color: kit.ColorPrimary}
	}
	return kit.Muted
}

package cashbooks

import (
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Widths of the page of a book. Those of amounts follow from the book.
const (
	numberWidth    = 52 // of four digits
	digitWidth     = 8
	dayWidth       = 84 // of a year in two digits
	longDayWidth   = 100
	pieceWidth     = 84
	recipientWidth = 148
	accountWidth   = 88
	stateWidth     = 122
)

// columns are those of the page of a book.
func (p *page) columns() []kit.Column[workspace.BookLine] {
	end := fyne.TextAlignTrailing
	title := func(id string) string { return p.T("cashbooks.page." + id) }
	columns := []kit.Column[workspace.BookLine]{
		{ID: "number", Title: title("number"), Width: p.numberWidth(), Align: end, Text: number, Style: muted},
		{ID: "day", Title: title("day"), Width: p.dayWidth(), Text: p.day, Style: standing},
		{ID: "piece", Title: title("piece"), Width: pieceWidth, Text: piece, Style: standing},
		{ID: "text", Title: title("text"), Width: 160, Grow: true, Text: text, Style: standing, Icon: clip},
		{ID: "recipient", Title: title("recipient"), Width: recipientWidth, Text: recipient, Style: standing},
		{ID: "account", Title: title("account"), Width: accountWidth, Text: p.account, Style: standing},
		{ID: "in", Title: title("in"), Width: p.amountWidth(), Align: end, Text: p.in, Style: standing},
		{ID: "out", Title: title("out"), Width: p.amountWidth(), Align: end, Text: p.out, Style: standing},
		{ID: "balance", Title: title("balance"), Width: p.balanceWidth(), Align: end, Text: p.balance, Style: balanceStyle},
		{ID: "state", Title: title("state"), Width: stateWidth, Text: p.state, Style: stateStyle},
	}
	if !p.book.Assigning() {
		columns = slices.DeleteFunc(columns, func(c kit.Column[workspace.BookLine]) bool { return c.ID == "account" })
	}
	return columns
}

// numberWidth has room for as many digits as the book will have for a while.
func (p *page) numberWidth() float32 {
	digits := len(strconv.FormatInt(p.book.Vouchers*11/10, 10))
	return numberWidth + digitWidth*float32(max(0, digits-4))
}

// leastDigits of major units have room in any book, so that the columns of most
// books never change.
const leastDigits = 7

// widest is the largest amount that needs room: as many nines as the book has
// digits, which a longer one would not fit into.
func (p *page) widest() int64 {
	nines := int64(9)
	for digits := leastDigits + p.book.Book.Currency.Decimals(); digits > 1; digits-- {
		nines = 10*nines + 9
	}
	for nines < p.book.ExtentMinor && nines < math.MaxInt64/10 {
		nines = 10*nines + 9
	}
	return nines
}

func (p *page) amountWidth() float32 { return p.widthOf(p.widest()) }

// balanceWidth has room for a balance below zero, which stands in parentheses.
func (p *page) balanceWidth() float32 { return p.widthOf(-p.widest()) }

func (p *page) widthOf(minor int64) float32 {
	text := p.Printer.Number(p.amount(minor))
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + cellEdges
}

const cellEdges = 20

// dayWidth depends on the format of the person.
func (p *page) dayWidth() float32 {
	if len(p.Printer.DayShort(p.book.Today)) > len("31.12.26") {
		return longDayWidth
	}
	return dayWidth
}

// number is that of a voucher; one that has none yet has its place.
func number(l workspace.BookLine) string {
	if l.Place != 0 {
		return "P" + strconv.FormatInt(l.Place, 10)
	}
	return strconv.FormatInt(l.Voucher.Entry.Number, 10)
}

func piece(l workspace.BookLine) string { return l.Voucher.PartnerNumber }

func text(l workspace.BookLine) string { return l.Voucher.Text }

// clip marks a voucher with attachments.
func clip(l workspace.BookLine) string {
	if len(l.Voucher.Attachments) > 0 {
		return "clip"
	}
	return ""
}

func recipient(l workspace.BookLine) string { return l.Voucher.Recipient }

func (p *page) day(l workspace.BookLine) string { return p.Printer.DayShort(l.Voucher.Entry.Day) }

func (p *page) in(l workspace.BookLine) string {
	if l.Voucher.AmountMinor < 0 {
		return ""
	}
	return p.Printer.Number(p.amount(l.Voucher.AmountMinor))
}

func (p *page) out(l workspace.BookLine) string {
	if l.Voucher.AmountMinor > 0 {
		return ""
	}
	return p.Printer.Number(p.amount(-l.Voucher.AmountMinor))
}

func (p *page) balance(l workspace.BookLine) string {
	return p.Printer.Number(p.amount(l.BalanceMinor))
}

// amount gives minor units of the book as an amount.
func (p *page) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: p.book.Book.Currency}
}

// state says how far a voucher has got, or what it cancels or is cancelled by.
func (p *page) state(l workspace.BookLine) string {
	switch {
	case l.Voucher.Entry.Reverses != 0:
		return p.T("cashbooks.page.reverses", fault.Args{"Number": l.Voucher.Entry.Reverses})
	case l.ReversedBy != 0:
		return p.T("cashbooks.page.reversed", fault.Args{"Number": l.ReversedBy})
	}
	return p.T("voucher.state." + string(l.State))
}

func muted(workspace.BookLine) kit.Style { return kit.Muted }

// standing is pale where a voucher no longer counts for anything but the record.
func standing(l workspace.BookLine) kit.Style {
	if l.ReversedBy != 0 || l.Voucher.Entry.Reverses != 0 || l.Place != 0 {
		return kit.Muted
	}
	return kit.Body
}

// balanceStyle shows a negative balance in red besides its parentheses.
func balanceStyle(l workspace.BookLine) kit.Style {
	switch {
	case l.BalanceMinor < 0:
		return kit.Style{Color: kit.ColorRefused}
	case l.Place != 0:
		return kit.Muted
	}
	return kit.Body
}

func stateStyle(l workspace.BookLine) kit.Style {
	switch {
	case l.ReversedBy != 0 || l.Voucher.Entry.Reverses != 0 || l.Place != 0:
		return kit.Style{Color: kit.ColorExpiring}
	case l.State == cashbook.EnteredToday:
		return kit.Body
	case l.State == cashbook.Refused:
		return kit.Style{Color: kit.ColorRefused}
	}
	return kit.Muted
}

// changeable reports whether the voucher can still be changed: today's, and
// neither cancelled nor cancelling.
func changeable(l workspace.BookLine) bool { return l.State == cashbook.EnteredToday && reversible(l) }

// reversible reports whether the voucher can be cancelled.
func reversible(l workspace.BookLine) bool {
	return l.Place == 0 && l.ReversedBy == 0 && l.Voucher.Entry.Reverses == 0
}

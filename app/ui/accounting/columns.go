package accounting

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Widths of the page of a journal. That of amounts follows from the journal.
const (
	numberWidth  = 52 // of four digits
	digitWidth   = 8
	dayWidth     = 84 // of a year in two digits
	longDayWidth = 100
	voucherWidth = 104
	accountWidth = 190
	kindWidth    = 120
	stateWidth   = 138
	cellEdges    = 20
)

// columns are those of the page of a journal.
func (p *page) columns() []kit.Column[row] {
	end := fyne.TextAlignTrailing
	title := func(id string) string { return p.T("accounting.page." + id) }
	return []kit.Column[row]{
		{ID: "number", Title: title("number"), Width: p.numberWidth(), Align: end, Text: number, Style: muted},
		{ID: "day", Title: title("day"), Width: p.dayWidth(), Text: p.day, Style: standing},
		{ID: "voucher", Title: title("voucher"), Width: voucherWidth, Text: func(r row) string { return r.Posting.Voucher }, Style: standing},
		{ID: "text", Title: title("text"), Width: 180, Grow: true, Text: func(r row) string { return r.Posting.Text }, Style: standing, Icon: clip},
		{ID: "kind", Title: title("kind"), Width: kindWidth, Text: func(r row) string { return p.T("mask." + string(r.Posting.Mask)) }, Style: muted},
		{ID: "accounts", Title: title("accounts"), Width: accountWidth, Text: accounts, Style: standing},
		{ID: "total", Title: p.totalTitle(), Width: p.amountWidth(), Align: end, Text: p.total, Style: standing},
		{ID: "state", Title: title("state"), Width: stateWidth, Text: p.state, Style: stateStyle, Icon: p.stateIcon},
	}
}

// numberWidth has room for as many digits as the journal will have for a while.
func (p *page) numberWidth() float32 {
	digits := len(strconv.FormatInt(p.open.Head.Number*11/10, 10))
	return numberWidth + digitWidth*float32(max(0, digits-4))
}

func (p *page) dayWidth() float32 {
	if len(p.Printer.DayShort(p.open.Today)) > len("31.12.26") {
		return longDayWidth
	}
	return dayWidth
}

// leastDigits of major units have room in any journal, so that the columns of most
// never change.
const leastDigits = 9

// amountWidth has room for as many nines as the currency asks for.
func (p *page) amountWidth() float32 { return widthIn(p.services, p.open.Journal.Base) }

func widthIn(s *kit.Services, currency money.Currency) float32 {
	nines := int64(9)
	for digits := leastDigits + currency.Decimals(); digits > 1 && nines < math.MaxInt64/100; digits-- {
		nines = 10*nines + 9
	}
	text := s.Printer.Number(money.Amount{Minor: nines, Currency: currency})
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + cellEdges
}

func number(r row) string { return strconv.FormatInt(r.Posting.Entry.Number, 10) }

// clip marks a posting with attachments.
func clip(r row) string {
	if len(r.Posting.Attachments) > 0 {
		return "clip"
	}
	return ""
}

func (p *page) day(r row) string { return p.Printer.DayShort(r.Posting.Entry.Day) }

// accounts sums up where a posting goes: debits, then credits.
func accounts(r row) string {
	var debit, credit []string
	for _, l := range r.Posting.Lines {
		side := &debit
		if l.BaseMinor < 0 || l.BaseMinor == 0 && l.AmountMinor < 0 {
			side = &credit
		}
		if !slices.Contains(*side, l.Account) {
			*side = append(*side, l.Account)
		}
	}
	if len(debit)+len(credit) == 0 {
		return ""
	}
	return short(debit) + " / " + short(credit)
}

// short names two accounts and how many more there are.
func short(codes []string) string {
	if len(codes) > 2 {
		return strings.Join(codes[:2], ", ") + " +" + strconv.Itoa(len(codes)-2)
	}
	return strings.Join(codes, ", ")
}

func (p *page) total(r row) string { return p.Printer.Number(p.base(r.Posting.DebitMinor())) }

// totalTitle names the currency where the journal has another.
func (p *page) totalTitle() string {
	if p.open.Journal.IsForeign() {
		return p.T("accounting.page.total-in", fault.Args{"Currency": string(p.open.Journal.Base)})
	}
	return p.T("accounting.page.total")
}

// base gives minor units of the base currency as an amount.
func (p *page) base(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: p.open.Journal.Base}
}

// state says what became of a posting.
func (p *page) state(r row) string {
	switch {
	case r.Posting.Entry.Reverses != 0:
		return p.T("accounting.page.reverses", fault.Args{"Number": r.Posting.Entry.Reverses})
	case r.ReversedBy != 0:
		return p.T("accounting.page.reversed", fault.Args{"Number": r.ReversedBy})
	case p.locked(r):
		return p.T("accounting.page.locked")
	case r.Posting.Reposts != 0:
		return p.T("accounting.page.reposts", fault.Args{"Number": r.Posting.Reposts})
	}
	return p.T("accounting.page.posted")
}

// locked reports whether the day of a posting is closed.
func (p *page) locked(r row) bool { return r.Posting.Entry.Day <= p.open.Locks.Until }

// stateIcon marks what a closing has locked, whatever else became of it.
func (p *page) stateIcon(r row) string {
	if p.locked(r) {
		return "lock"
	}
	return ""
}

func muted(row) kit.Style { return kit.Muted }

// standing is pale where a posting no longer counts for anything but the record.
func standing(r row) kit.Style {
	if cancelled(r) {
		return kit.Muted
	}
	return kit.Body
}

func cancelled(r row) bool { return r.ReversedBy != 0 || r.Posting.Entry.Reverses != 0 }

func stateStyle(r row) kit.Style {
	if cancelled(r) {
		return kit.Style{Color: kit.ColorExpiring}
	}
	return kit.Muted
}

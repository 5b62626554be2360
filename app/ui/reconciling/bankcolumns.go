package reconciling

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Widths of columns.
const (
	dayWidth     = 84
	refWidth     = 84
	amountWidth  = 118
	voucherWidth = 110
)

func (b *bank) bankColumns() []kit.Column[accounting.BankLine] {
	title := func(id string) string { return b.T("reconciling.col." + id) }
	return []kit.Column[accounting.BankLine]{
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(l accounting.BankLine) string { return b.Printer.DayShort(l.Day) }},
		{ID: "text", Title: title("text"), Width: 120, Grow: true, Text: func(l accounting.BankLine) string { return financial.BankText(l, b.Printer) }},
		{ID: "amount", Title: title("amount"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(l accounting.BankLine) string { return b.number(l.AmountMinor) }},
		{ID: "reference", Title: title("reference"), Width: refWidth, Style: muted[accounting.BankLine], Text: func(l accounting.BankLine) string { return l.Reference }},
	}
}

func (b *bank) bookColumns() []kit.Column[workspace.BookedLine] {
	title := func(id string) string { return b.T("reconciling.col." + id) }
	return []kit.Column[workspace.BookedLine]{
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(l workspace.BookedLine) string { return b.Printer.DayShort(l.Day) }},
		{ID: "posting", Title: title("posting"), Width: refWidth, Style: muted[workspace.BookedLine], Text: workspace.BookedLine.Name},
		{ID: "text", Title: title("text"), Width: 120, Grow: true, Text: textOfBook},
		{ID: "amount", Title: title("amount"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(l workspace.BookedLine) string { return b.number(l.Minor) }},
		{ID: "voucher", Title: title("voucher"), Width: refWidth, Style: muted[workspace.BookedLine], Text: func(l workspace.BookedLine) string { return l.Posting.Voucher }},
	}
}

func textOfBook(l workspace.BookedLine) string {
	if text := l.Posting.Lines[l.Place].Text; text != "" {
		return text
	}
	return l.Posting.Text
}

func (b *bank) suggestionColumns() []kit.Column[workspace.Suggested] {
	title := func(id string) string { return b.T("reconciling.col." + id) }
	return []kit.Column[workspace.Suggested]{
		{ID: "score", Title: title("score"), Width: 64, Align: fyne.TextAlignTrailing, Text: func(s workspace.Suggested) string { return strconv.Itoa(s.Score) }, Icon: sureIcon},
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(s workspace.Suggested) string { return b.Printer.DayShort(s.Bank[0].Day) }},
		{ID: "amount", Title: title("amount"), Width: amountWidth, Align: fyne.TextAlignTrailing, Text: func(s workspace.Suggested) string {
			sum := int64(0)
			for _, l := range s.Bank {
				sum += l.AmountMinor
			}
			return b.number(sum)
		}},
		{ID: "statement", Title: title("statement"), Width: 160, Grow: true, Text: func(s workspace.Suggested) string {
			return names(s.Bank, func(l accounting.BankLine) string { return financial.BankText(l, b.Printer) })
		}},
		{ID: "books", Title: title("books"), Width: 160, Grow: true, Text: func(s workspace.Suggested) string {
			return names(s.Booked, func(l workspace.BookedLine) string { return l.Name() + " " + textOfBook(l) })
		}},
	}
}

// sureIcon marks what needs no look at it.
func sureIcon(s workspace.Suggested) string {
	if s.Sure() {
		return "fine"
	}
	return ""
}

func muted[T any](T) kit.Style { return kit.Muted }

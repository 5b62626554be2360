package cashbooks

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// padded sets a text into a cell of the line as the rows above have theirs.
func padded(text *kit.Text) fyne.CanvasObject {
	return kit.Insets(0, 8, container.NewStack(text))
}

// hanging sets the balance at the end of its cell, and the closing parenthesis of
// a negative one outside, as in the rows above.
type hanging struct{ text *kit.Text }

func (h hanging) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 16
	if strings.HasSuffix(h.text.Text(), ")") {
		width += fyne.MeasureText(")", theme.TextSize(), fyne.TextStyle{Bold: true}).Width
	}
	height := h.text.MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos(8, (size.Height-height)/2))
}

func (h hanging) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(16, h.text.MinSize().Height)
}

// show says what the line is for at the moment: the next voucher, or a change.
func (l *line) show() {
	end := fyne.TextAlignTrailing
	switch {
	case l.amending != 0:
		l.number.SetText("P" + strconv.FormatInt(l.amending, 10))
		l.number.SetStyle(kit.Style{Bold: true, Align: end})
		l.action.SetText(l.page.T("cashbooks.line.change"))
		l.foot.SetHint(l.page.T("cashbooks.line.amending", fault.Args{"Place": l.amending}))
	case l.page.keeping():
		l.number.SetText("+")
		l.number.SetStyle(kit.Style{Color: kit.ColorExpiring, Bold: true, Align: end})
		l.action.SetText(l.page.T("cashbooks.line.keep"))
		l.foot.SetHint(l.page.T("cashbooks.line.keep.hint"))
	case l.changing == 0:
		l.number.SetText("+")
		l.number.SetStyle(kit.Style{Color: kit.ColorPrimary, Bold: true, Align: end})
		l.action.SetText(l.page.T("cashbooks.line.record"))
		l.foot.SetHint(l.hint())
	default:
		l.number.SetText(strconv.FormatInt(l.changing, 10))
		l.number.SetStyle(kit.Style{Bold: true, Align: end})
		l.action.SetText(l.page.T("cashbooks.line.change"))
		l.foot.SetHint(l.page.T("cashbooks.line.changing", fault.Args{"Number": l.changing}))
	}
	l.look()
}

// spot gives where the voucher of the line would stand, and false for a day that
// can not be read.
func (l *line) spot() (spot, bool) {
	day, err := l.reader().day(l.day.Text)
	return spot{day, l.changing}, err == nil
}

// look finds out what stands at the place of the voucher, unless that is known.
func (l *line) look() {
	at, readable := l.spot()
	if readable && (!l.prospect.known || l.prospect.spot != at) && l.waiting != at {
		l.lookAt(at)
	}
	l.showBalance()
}

func (l *line) lookAt(at spot) {
	l.waiting = at
	d, book := l.page.Desk, l.page.book.Book.ID
	kit.Load(d.Tasks, func() (cashbook.Outlook, error) {
		return d.Session.Outlook(d.Context, book, at.day, at.number)
	}, func(outlook cashbook.Outlook, err error) {
		if l.waiting != at {
			return // the day has changed meanwhile
		}
		l.waiting = spot{}
		l.prospect = prospect{at, outlook, err == nil} // without it the balance stays out; the service decides anyway
		l.showBalance()
	})
}

// again looks anew, after something was written.
func (l *line) again() {
	if at, readable := l.spot(); readable {
		l.lookAt(at)
	}
}

// showBalance shows the balance after what is typed, pale while there is no
// amount, in red where the book must not come to it.
func (l *line) showBalance() {
	style := kit.Style{Color: kit.ColorMuted, Align: fyne.TextAlignTrailing}
	minor, _, err := l.reader().amount(l.typed())
	at, _ := l.spot()
	after := l.prospect.after(l.page.book.Book, at, minor)
	switch {
	case after.short:
		style.Color, style.Bold = kit.ColorRefused, true
	case err == nil:
		style.Color, style.Bold = kit.ColorText, true
	}
	l.balance.SetStyle(style)
	l.balance.SetText("…")
	if l.amending != 0 || l.page.keeping() {
		l.balance.SetText("") // what the till holds is not known before the book is here
		after.known = false
	}
	if after.known {
		l.balance.SetText(l.page.Printer.Number(l.page.amount(after.minor)))
	}
	l.hanging.Refresh()
}

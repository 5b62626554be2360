package cashbooks

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// line is where vouchers are typed, below the page of a book. It never needs the
// mouse: Enter goes from field to field and records at the end.
type line struct {
	page      *page
	day       *kit.DateField
	piece     *kit.TextField
	text      *kit.PickerField
	recipient *kit.PickerField
	account   *kit.PickerField // shown where vouchers are assigned
	in, out   *kit.AmountField
	fields    [7]entry // by place
	division  division
	templates []cashbook.Template

	number  *kit.Text
	balance *kit.Text
	hanging *fyne.Container // round the balance
	action  *kit.Text
	foot    *kit.EntryLine
	ahead   *kit.Typeahead

	texts      completion
	recipients completion
	lastPiece  string
	unseen     unseen       // what the voucher of the line says besides what is typed
	changing   int64        // number of the voucher that is being changed; 0 for a new one
	seen       ledger.Hash  // of that voucher when it came into the line
	amending   int64        // place of the provisional voucher that is being changed; 0 for none
	before     calendar.Day // of the line before that
	prospect   prospect
	waiting    spot      // that is being looked at
	busy       bool      // a voucher is being written
	began      time.Time // that writing
	afterwards func()    // what waits for it
}

// entry is a field of the line.
type entry interface {
	kit.Field
	fyne.Shortcutable
	Refuse(error)
	SetText(string)
}

func newLine(p *page) *line {
	s := p.services
	l := &line{
		page: p, day: kit.NewDateField(s, "day"), piece: kit.NewTextField(s, "piece"),
		in: kit.NewAmountField(s, "in", p.book.Book.Currency), out: kit.NewAmountField(s, "out", p.book.Book.Currency),
		number: kit.NewText("", kit.Body), balance: kit.NewText("", kit.Body), action: kit.NewText("", kit.Small),
		ahead: kit.NewTypeahead(s.Window.Canvas()),
	}
	l.text = kit.NewPickerField(s, "text", l.offerTexts)
	l.text.OnChosen = l.chooseText
	l.recipient = kit.NewPickerField(s, "recipient", l.recipients.offer)
	l.account = kit.NewPickerField(s, "account", l.offerAccounts)
	l.fields = [7]entry{l.day, l.piece, l.text, l.recipient, l.account, l.in, l.out}
	l.piece.MaxRunes, l.text.MaxRunes, l.recipient.MaxRunes = cashbook.MaxPartnerNumber, cashbook.MaxText, cashbook.MaxRecipient
	l.day.ActionItem = nil // the column is as narrow as a date; F4 opens the calendar
	l.hanging = container.New(hanging{l.balance}, l.balance)
	l.unseen.row = newPaperRow(l)
	l.listen()
	l.foot = p.grid.Aligned(l.cells()...)
	l.day.SetDay(p.book.Today)
	l.show()
	return l
}

// listen ties the keys and the changes of the fields to the line.
func (l *line) listen() {
	l.day.Commit = func() { l.walk(atDay) }
	l.piece.Commit = func() { l.walk(atPiece) }
	l.text.Commit = func() { l.walk(atText) }
	l.recipient.Commit = func() { l.walk(atRecipient) }
	l.account.Commit = func() { l.walk(atAccount) }
	l.in.Commit = func() { l.walk(atIn) }
	l.out.Commit = func() { l.walk(atOut) }
	l.day.OnChanged = func(string) { l.look() }
	l.in.OnChanged = func(string) { l.showBalance() }
	l.out.OnChanged = func(string) { l.showBalance() }
}

// content is the line with what takes the keyboard while a voucher is written.
func (l *line) content() fyne.CanvasObject {
	return kit.VStack(0, l.foot, l.unseen.row.content, l.ahead)
}

func (l *line) typed() typed {
	return typed{l.day.Text, l.piece.Text, l.text.Text, l.recipient.Text, l.account.Text, l.in.Text, l.out.Text}
}

func (l *line) reader() reader {
	return reader{book: l.page.book.Book, today: l.page.book.Today, lastPiece: l.lastPiece, plan: l.page.plan()}
}

// dirty reports whether there is something to lose.
func (l *line) dirty() bool {
	t := l.typed()
	t.day = ""
	return l.changing != 0 || l.amending != 0 || l.unseen.any() || t != typed{}
}

// start puts the keyboard in the first field that can be typed in.
func (l *line) start() {
	first := atDay
	if l.changing != 0 {
		first = atPiece
	}
	l.focus(first)
}

// focus puts the keyboard in a field, with its text selected also where the
// keyboard is there already: what is typed next replaces it.
func (l *line) focus(at place) {
	c, field := l.page.Window.Canvas(), l.fields[at]
	if c.Focused() == field {
		field.TypedShortcut(&fyne.ShortcutSelectAll{})
		return
	}
	c.Focus(field)
}

// clear empties the line but for the day.
func (l *line) clear(day calendar.Day) {
	l.changing, l.amending = 0, 0
	l.unseen.set(cashbook.Content{})
	l.division = division{}
	l.day.Enable()
	for _, field := range l.fields {
		field.SetText("")
	}
	l.day.SetDay(day)
	l.show()
}

// reset is Esc: it empties the line, or gives up a change.
func (l *line) reset() {
	l.clear(l.nextDay())
	l.start()
}

// nextDay is the day with which the line goes on: the same again.
func (l *line) nextDay() calendar.Day {
	day, err := l.reader().day(l.day.Text)
	switch {
	case l.changing != 0:
		return l.before
	case err != nil:
		return l.page.book.Today
	}
	return day
}

// newDay follows the calendar where the line stands empty on what was today.
func (l *line) newDay(old, today calendar.Day) {
	if today != old && !l.dirty() && l.nextDay() == old {
		l.day.SetDay(today)
		if l.page.Window.Canvas().Focused() == l.fields[atDay] {
			l.focus(atDay)
		}
	}
}

// fill puts a voucher of today into the line so that it can be changed. Its day
// stays, as it is part of its place in the book.
func (l *line) fill(v cashbook.Voucher) {
	before := l.nextDay()
	l.clear(v.Entry.Day)
	l.changing, l.seen, l.before = v.Entry.Number, v.Entry.Hash, before
	l.unseen.set(v.Content)
	l.day.Disable()
	l.piece.SetText(v.PartnerNumber)
	l.text.SetText(v.Text)
	l.recipient.SetText(v.Recipient)
	l.showDivision(v.Content)
	if v.AmountMinor > 0 {
		l.in.SetAmount(l.page.amount(v.AmountMinor))
	} else {
		l.out.SetAmount(l.page.amount(-v.AmountMinor))
	}
	l.show()
	l.start()
}

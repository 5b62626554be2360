package accounting

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// typed gives what stands in the fields, as far as it can be read: for a draft, and
// to know whether there is something to lose.
func (e *entry) typed() accounting.Entry {
	p := accounting.Entry{Content: accounting.Content{Mask: e.mask, Rate: e.rateTyped(), Attachments: e.papers.list}}
	p.Day, _ = e.day.Day()
	p.VoucherDay, _ = e.voucherDay.Day()
	p.Voucher, p.Text = strings.TrimSpace(e.voucher.Text), strings.TrimSpace(e.text.Text)
	if e.form != nil {
		form, _, _ := e.form.read()
		sketch := form.Sketch(e.form.basis)
		p.Lines, p.Rate = sketch.Lines, sketch.Rate
		return p
	}
	for _, l := range e.lines {
		if l.empty() {
			continue
		}
		line, _, _ := l.read()
		p.Lines = append(p.Lines, line)
	}
	return p
}

// dirty reports whether there is something to lose.
func (e *entry) dirty() bool {
	now := e.typed()
	return now.Day != e.clean.Day || !now.Content.Equal(e.clean.Content)
}

// read gives the posting that is typed; false after it has put the keyboard where
// something is wrong.
func (e *entry) read() (p accounting.Entry, right bool) {
	if !e.headRight() {
		return p, false
	}
	for _, l := range e.lines {
		if l.empty() {
			continue
		}
		if _, at, err := l.read(); err != nil {
			e.refuse(l, at, err)
			return p, false
		}
	}
	return e.typed(), true
}

// headRight checks the fields above; the first that is wrong takes the keyboard.
func (e *entry) headRight() bool {
	fields := []kit.Field{e.kind, e.day, e.voucher, e.voucherDay, e.text}
	if e.open.Journal.IsForeign() && (e.form == nil || e.rate.Text != "") {
		fields = append(fields, e.rate)
	}
	for _, f := range fields {
		if f.Check() != "" {
			e.Window.Canvas().Focus(f)
			return false
		}
	}
	return true
}

// totals adds up what is typed in both columns; what can not be read is nothing.
func (e *entry) totals() (debit, credit int64) {
	for _, l := range e.lines {
		minor, _, err := l.amount()
		if err == nil {
			debit += max(minor, 0)
			credit += max(-minor, 0)
		}
	}
	return debit, credit
}

// balanced reports whether there is something to post and the columns are equal.
func (e *entry) balanced() bool {
	debit, credit := e.totals()
	return debit == credit && debit != 0
}

// inBase gives what the amount of a line is worth in the base currency at the rate
// that is typed, to within the unit that rounding may move between lines.
func (e *entry) inBase(l *typedLine) (worth money.Amount, known bool) {
	minor, _, err := l.amount()
	rate := e.rateTyped()
	if err != nil || minor == 0 || rate == 0 {
		return worth, false
	}
	worth, err = rate.Convert(e.amount(minor), e.open.Journal.Base)
	return worth, err == nil
}

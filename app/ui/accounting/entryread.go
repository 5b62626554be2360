package accounting

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
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

// inBase gives what each line that is typed is worth in the base currency, by its
// place among the lines.
func (e *entry) inBase() map[*typedLine]int64 {
	j, rate := e.open.Journal, e.rateTyped()
	if !j.IsForeign() || rate == 0 {
		return nil
	}
	var typed []*typedLine
	var lines []accounting.Line
	for _, l := range e.lines {
		if minor, _, err := l.amount(); err == nil && minor != 0 {
			typed, lines = append(typed, l), append(lines, accounting.Line{AmountMinor: minor})
		}
	}
	if len(lines) == 0 || accounting.Translate(slices.Clip(lines), j, rate) != nil {
		return nil
	}
	worth := map[*typedLine]int64{}
	for i, l := range typed {
		worth[l] = lines[i].BaseMinor
	}
	return worth
}

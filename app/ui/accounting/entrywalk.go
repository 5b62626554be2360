package accounting

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// errTyped stands for what a field says about itself below the lines.
var errTyped = errors.New("a field is wrong")

// walk is Enter in a field of a line: with something wrong it stays there, and else
// it goes to the next field that the account asks for; after the amount to the next
// line; on an empty line it posts what is balanced.
func (l *typedLine) walk(at cellPlace) {
	e := l.entry
	if at == atAccount && l.empty() && e.balanced() {
		e.commit()
		return
	}
	if l.fields[at].Check() != "" {
		return
	}
	if at >= atDebit {
		l.leaveAmount(at)
		return
	}
	e.focus(l, l.after(at))
}

// leaveAmount goes on after a debit or a credit.
func (l *typedLine) leaveAmount(at cellPlace) {
	e := l.entry
	minor, wrong, err := l.amount()
	switch {
	case err != nil:
		e.refuse(l, wrong, err)
	case minor == 0 && at == atDebit:
		e.focus(l, atCredit)
	default:
		e.nextLine(l)
	}
}

// after gives the field to which Enter goes on: third parties of accounts of class
// 4, fundings and budget lines of costs, income and fixed assets; Tab reaches all.
func (l *typedLine) after(at cellPlace) cellPlace {
	for next := at + 1; next < atDebit; next++ {
		if l.asks(next) {
			return next
		}
	}
	if strings.TrimSpace(l.debit.Text) == "" && strings.TrimSpace(l.credit.Text) != "" {
		return atCredit
	}
	return atDebit
}

// asks reports whether the account of the line wants a field filled in.
func (l *typedLine) asks(at cellPlace) bool {
	account, plan := strings.TrimSpace(l.account.Text), l.entry.open.Plan
	class := func(classes string) bool { return account != "" && strings.Contains(classes, account[:1]) }
	switch at {
	case atParty:
		return class("4")
	case atFunding:
		return class("267") && plan != nil && len(plan.Fundings.List) > 0
	case atBudget:
		return class("267") && plan != nil && len(plan.Budget.Lines) > 0
	}
	return false
}

// focus puts the keyboard into a field of a line and brings the line in sight.
func (e *entry) focus(l *typedLine, at cellPlace) {
	c, field := e.Window.Canvas(), l.fields[at]
	if c.Focused() == field {
		if typed, is := field.(fyne.Shortcutable); is {
			typed.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
		return
	}
	e.reveal(slices.Index(e.lines, l))
	c.Focus(field)
}

// reveal scrolls as little as needed to have a line in sight.
func (e *entry) reveal(n int) {
	top, bottom := float32(n)*lineStep, float32(n+1)*lineStep
	offset, height := e.scroll.Offset.Y, e.scroll.Size().Height
	switch {
	case top < offset:
		e.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case height > 0 && bottom > offset+height:
		e.scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
	}
}

// nextLine goes to the line below, which comes when there is none.
func (e *entry) nextLine(l *typedLine) {
	at := slices.Index(e.lines, l)
	if at == len(e.lines)-1 {
		e.add()
	}
	e.focus(e.lines[at+1], atAccount)
}

// balance is F7: the line under the keyboard takes what is missing for the debits to
// equal the credits.
func (e *entry) balance() {
	if e.form != nil {
		e.form.balance()
		return
	}
	l := e.current()
	if l == nil {
		return
	}
	own, at, err := l.amount()
	if err != nil {
		e.refuse(l, at, err)
		return
	}
	debit, credit := e.totals()
	rest := debit - credit - own
	l.setAmount(-rest)
	e.showTotals()
	if rest > 0 {
		e.focus(l, atCredit)
	} else {
		e.focus(l, atDebit)
	}
}

// current gives the line in which the keyboard is, the first that is not finished
// where it is somewhere else.
func (e *entry) current() *typedLine {
	focused := e.Window.Canvas().Focused()
	for _, l := range e.lines {
		for _, f := range l.fields {
			if fyne.Focusable(f) == focused {
				return l
			}
		}
	}
	for _, l := range e.lines {
		if minor, _, err := l.amount(); err == nil && minor == 0 {
			return l
		}
	}
	return nil
}

// drop takes a line away.
func (e *entry) drop(l *typedLine) {
	at := slices.Index(e.lines, l)
	if at < 0 {
		return
	}
	e.lines = slices.Delete(e.lines, at, at+1)
	for len(e.lines) < leastLines {
		e.add()
	}
	e.showLines()
	e.focus(e.lines[min(at, len(e.lines)-1)], atAccount)
}

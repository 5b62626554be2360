package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// masks are the transactions that the person may enter in the journal.
func (e *entry) masks() []kit.Choice {
	var choices []kit.Choice
	for _, m := range accounting.Masks() {
		if e.open.Journal.Allows(m) && e.mayEnter(m) {
			choices = append(choices, e.choiceOf(m))
		}
	}
	return choices
}

// mayEnter leaves out what asks for a right that the person does not have. The
// service decides anyway.
func (e *entry) mayEnter(m accounting.Mask) bool {
	switch m {
	case accounting.MaskFree:
		return e.open.Free == nil
	case accounting.MaskOpening:
		return e.open.Opening == nil
	}
	return true
}

func (e *entry) choiceOf(m accounting.Mask) kit.Choice {
	return kit.Choice{ID: string(m), Text: e.T("mask." + string(m)), Detail: e.T("accounting.kind." + string(m))}
}

// usual gives the transaction that a journal of the class has most, of those that
// may be entered.
func (e *entry) usual() accounting.Mask {
	wished := accounting.MaskCost
	switch e.open.Journal.Class {
	case accounting.Sales:
		wished = accounting.MaskIncome
	case accounting.General:
		wished = accounting.MaskFree
	case accounting.Opening:
		wished = accounting.MaskOpening
	}
	choices := e.masks()
	for _, c := range choices {
		if c.ID == string(wished) {
			return wished
		}
	}
	if len(choices) == 0 {
		return ""
	}
	return accounting.Mask(choices[0].ID)
}

// choose shows the form of a transaction, or the lines where there is none. What is
// typed so far goes along as far as it fits.
func (e *entry) choose(m accounting.Mask) {
	if m == e.mask {
		return
	}
	if e.dirty() {
		e.show(m, e.typed().Content)
		return
	}
	e.show(m, accounting.Content{})
	e.clean = e.typed()
}

// show brings the form of a transaction with what a content says.
func (e *entry) show(m accounting.Mask, c accounting.Content) {
	e.mask, e.rate.Required = m, false
	e.kind.Set(e.choiceOf(m))
	rule, known := accounting.RuleOf(m, e.basis.Journal, e.basis.Plan.Chart)
	if known && m == c.Mask && len(c.Lines) > 0 {
		if form, fits := c.Form(e.basis); fits {
			e.showForm(rule)
			e.form.fill(form)
			return
		}
		known = false // line by line, as it stands
	}
	if known {
		e.showForm(rule)
		e.form.amount.SetAmount(e.amount(debitOf(c.Lines)))
		e.form.show()
		return
	}
	e.form, e.rate.Required = nil, e.open.Journal.IsForeign()
	e.even.SetEnabled(true)
	e.setLines(plainLines(c.Lines))
	e.body.Objects = []fyne.CanvasObject{e.debitsAndCredits()}
	e.body.Refresh()
}

// debitOf adds up the debits of lines in the journal's currency.
func debitOf(lines []accounting.Line) (sum int64) {
	for _, l := range lines {
		sum += max(l.AmountMinor, 0)
	}
	return sum
}

func (e *entry) showForm(rule accounting.Rule) {
	e.form = newMaskForm(e, e.basis, rule)
	e.even.SetEnabled(false)
	e.body.Objects = []fyne.CanvasObject{e.form.content()}
	e.body.Refresh()
}

// start puts the keyboard into the first field below the head.
func (e *entry) start() {
	if e.form != nil {
		e.Window.Canvas().Focus(e.form.amount)
		return
	}
	e.focus(e.lines[0], atAccount)
}

// first is what the keyboard begins in.
func (e *entry) first() fyne.Focusable {
	if len(e.masks()) > 1 && e.draft.Version == 0 && e.reposts == 0 {
		return e.kind
	}
	return e.day
}

// again works out anew what follows from what is typed.
func (e *entry) again() {
	if e.form != nil {
		e.form.show()
		return
	}
	e.showTotals()
}

// newDay works with the rates of the day that is typed.
func (e *entry) newDay() {
	day, err := e.day.Day()
	if err != nil || day.IsZero() {
		return
	}
	e.offers.day = day
	if e.form != nil {
		e.form.newDay(day)
	}
}

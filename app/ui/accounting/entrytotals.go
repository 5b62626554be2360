package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// showTotals adds up the columns and says what is missing for them to be equal.
func (e *entry) showTotals() {
	if e.list == nil || e.rest == nil {
		return
	}
	amount := func(minor int64) money.Amount {
		return money.Amount{Minor: minor, Currency: e.open.Journal.Currency}
	}
	debit, credit := e.totals()
	e.debit.SetText(e.Printer.Number(amount(debit)))
	e.credit.SetText(e.Printer.Number(amount(credit)))
	style, text := kit.Style{Color: kit.ColorExpiring, Bold: true}, ""
	switch rest := debit - credit; {
	case rest > 0:
		text = e.T("accounting.entry.rest-credit", fault.Args{"Amount": amount(rest)})
	case rest < 0:
		text = e.T("accounting.entry.rest-debit", fault.Args{"Amount": amount(-rest)})
	case debit == 0:
		style, text = kit.Muted, e.T("accounting.entry.nothing")
	default:
		style, text = kit.Style{Color: kit.ColorFine, Bold: true}, e.T("accounting.entry.balanced")
	}
	e.rest.SetStyle(style)
	e.rest.SetText(text)
	e.showBase()
}

// showBase tells what each line is worth in the base currency.
func (e *entry) showBase() {
	if !e.open.Journal.IsForeign() {
		return
	}
	for _, l := range e.lines {
		l.base.SetText("")
		if worth, known := e.inBase(l); known {
			l.base.SetText(e.Printer.Number(worth))
		}
	}
}

// words are what is wrong, and which keys there are.
func (e *entry) words(hint string) fyne.CanvasObject {
	return kit.VStack(6, kit.Rule(), kit.HStack(8, e.problem, kit.Space()), kit.NewParagraph(e.T(hint), kit.Small))
}

// showProblem says below the lines what is wrong with the first field that is.
func (e *entry) showProblem() {
	problem := ""
	for _, f := range e.all() {
		if problem == "" {
			problem = f.Problem()
		}
	}
	e.problem.SetStyle(kit.Style{Color: kit.ColorRefused})
	e.problem.SetText(problem)
}

// all are the fields from the first to the last.
func (e *entry) all() []kit.Field {
	fields := []kit.Field{e.kind, e.day, e.voucher, e.voucherDay, e.text, e.rate}
	if e.form != nil {
		return append(fields, e.form.all()...)
	}
	for _, l := range e.lines {
		for _, f := range l.fields {
			fields = append(fields, f)
		}
	}
	return fields
}

// tell says what is wrong with the posting as a whole.
func (e *entry) tell(err error) {
	text, hint := e.Explain(err)
	e.problem.SetStyle(kit.Style{Color: kit.ColorRefused})
	e.problem.SetText(text + " " + hint)
	kit.Trace("entry refused")
}

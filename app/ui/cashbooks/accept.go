package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// accept shows what there is of a book that others have kept, to be compared with
// what was handed over on paper, and takes it over.
func (p *page) accept() {
	book := p.book.Book
	kit.Load(p.Tasks, func() (workspace.Handed, error) { return p.Session.HandedBook(p.Context, book.ID) }, func(h workspace.Handed, err error) {
		if !p.Refuse(err) {
			p.askAccept(h)
		}
	})
}

func (p *page) askAccept(h workspace.Handed) {
	book, args := p.book.Book.ID, fault.Args{"Ref": p.book.Book.Ref()}
	form := kit.NewForm().AddText("", kit.NewParagraph(p.T("cashbooks.accept.text"), kit.Body)).
		AddText(p.T("cashbooks.accept.balance"), kit.NewText(p.Printer.Amount(inCurrency(h.BalanceMinor, p.book.Book.Currency)), kit.Strong)).
		AddText(p.T("cashbooks.accept.number"), kit.NewText(p.Printer.Int(h.Head.Number), kit.Strong)).
		AddText(p.T("cashbooks.accept.mark"), kit.NewText(h.Head.Hash.Anchor(), kit.Strong))
	ask(p.Desk, question{
		name: "book-accept", title: p.T("cashbooks.accept.title", args), confirm: p.T("cashbooks.accept.do"), form: form, then: p.kept,
		read: func() answer {
			return func() (string, error) {
				_, err := p.Session.AcceptBook(p.Context, book)
				return p.T("cashbooks.accepted", args), err
			}
		},
	})
}

// rest lays the book by.
func (p *page) rest() {
	args := fault.Args{"Ref": p.book.Book.Ref()}
	p.Dialogs.Confirm(p.T("cashbooks.rest.title", args), p.T("cashbooks.rest.text"), p.T("cashbooks.rest.do"), func() {
		p.setRest(true, p.T("cashbooks.rest.done", args))
	})
}

// reopen lets vouchers be entered again in a book that was laid by.
func (p *page) reopen() {
	args := fault.Args{"Ref": p.book.Book.Ref()}
	p.Dialogs.Confirm(p.T("cashbooks.reopen.title", args), p.T("cashbooks.reopen.text"), p.T("cashbooks.reopen.do"), func() {
		p.setRest(false, p.T("cashbooks.reopen.done", args))
	})
}

func (p *page) setRest(rest bool, done string) {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() (cashbook.Book, error) { return p.Session.RestBook(p.Context, book, rest) }, func(_ cashbook.Book, err error) {
		if !p.Refuse(err) {
			p.kept()
			p.Done(done)
		}
	})
}

// finalise ends the book for ever.
func (p *page) finalise() {
	args := fault.Args{"Ref": p.book.Book.Ref()}
	reason := kit.NewTextField(p.services, "reason")
	reason.MaxRunes = cashbook.MaxReason
	form := kit.NewForm().AddText("", kit.NewParagraph(p.T("cashbooks.finalise.text"), kit.Body)).Add(p.T("cashbooks.finalise.reason"), reason)
	ask(p.Desk, question{
		name: "book-finalise", title: p.T("cashbooks.finalise.title", args), confirm: p.T("cashbooks.finalise.do"), form: form, focus: reason, then: p.kept,
		read: func() answer {
			book, why := p.book.Book.ID, reason.Text
			return func() (string, error) {
				_, err := p.Session.FinaliseBook(p.Context, book, why)
				return p.T("cashbooks.finalised", args), err
			}
		},
	})
}

// tellAdministrator is what the cashier of a poste that is out of use reads out:
// the last number and its mark, from this screen or from the last printed page.
func (p *page) tellAdministrator() {
	book := p.book.Book
	kit.Load(p.Tasks, func() (workspace.Handed, error) { return p.Session.HandedBook(p.Context, book.ID) }, func(h workspace.Handed, err error) {
		if p.Refuse(err) {
			return
		}
		form := kit.NewForm().AddText("", kit.NewParagraph(p.T("cashbooks.dead.text"), kit.Body)).
			AddText(p.T("cashbooks.accept.number"), kit.NewText(p.Printer.Int(h.Head.Number), kit.Strong)).
			AddText(p.T("cashbooks.accept.mark"), kit.NewText(h.Head.Hash.Anchor(), kit.Strong)).
			AddText(p.T("cashbooks.accept.balance"), kit.NewText(p.Printer.Amount(inCurrency(h.BalanceMinor, book.Currency)), kit.Strong))
		p.Dialogs.Open(kit.Dialog{Name: "book-dead", Title: p.T("cashbooks.dead.title", fault.Args{"Ref": book.Ref()}), Width: 560, Content: form})
	})
}

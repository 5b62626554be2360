package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// askOpening is the dialog « Solde initial ».
func (p *page) askOpening() {
	amount, day := kit.NewAmountField(p.services, "amount", p.book.Book.Currency), p.dayField("day")
	amount.Required = true
	text, piece := p.text("text", true, cashbook.MaxText), p.text("piece", false, cashbook.MaxPartnerNumber)
	text.SetText(p.T("cashbook.opening"))
	form := kit.NewForm().Add(p.T("cashbooks.movement.amount"), amount).Add(p.T("cashbooks.page.day"), day).
		Add(p.T("cashbooks.page.text"), text).Add(p.T("cashbooks.page.piece"), piece)
	hint := "cashbooks.opening.text"
	if !p.book.Book.StaysPositive() {
		hint = "cashbooks.opening.text-overdraft"
	}
	p.askMovement(movement{
		name: "opening", title: p.T("cashbooks.movement.opening"), confirm: p.T("cashbooks.opening.do"), width: 540,
		content: kit.VStack(12, kit.NewParagraph(p.T(hint), kit.Muted), form), focus: amount, check: form.Check,
		read: func() func() (*cashbook.Recorded, string, error) {
			typed, _ := amount.Amount() // checked with the form
			on, _ := day.Day()
			draft := cashbook.Draft{Day: on, Content: cashbook.Content{AmountMinor: typed.Minor, Text: text.Text, PartnerNumber: piece.Text}}
			return func() (*cashbook.Recorded, string, error) {
				r, err := p.Session.EnterOpening(p.Context, p.book.Book.ID, draft)
				return &r, p.T("cashbooks.opening.done", fault.Args{"Number": r.Voucher.Entry.Number, "Amount": p.amount(r.Voucher.AmountMinor)}), err
			}
		},
	})
}

// askAdvance is the dialog « Avance », in a book of claims « Créance ».
func (p *page) askAdvance() {
	claims := p.book.Book.Type == cashbook.Receivable
	name := "advance"
	if claims {
		name = "claim"
	}
	person, amount, day := p.people("person"), kit.NewAmountField(p.services, "amount", p.book.Book.Currency), p.dayField("day")
	person.Required, amount.Required = true, true
	text, account, piece := p.text("text", true, cashbook.MaxText), p.accounts("account"), p.text("piece", false, cashbook.MaxPartnerNumber)
	form := kit.NewForm().Add(p.T("cashbooks.advance.person"), person).Add(p.T("cashbooks.movement.amount"), amount).
		Add(p.T("cashbooks.page.text"), text).Add(p.T("cashbooks.page.day"), day).
		Add(p.T("cashbooks.movement.account"), account).Add(p.T("cashbooks.page.piece"), piece)
	p.askMovement(movement{
		name: name, title: p.T("cashbooks.movement." + name), confirm: p.T("cashbooks.advance.do"), width: 540,
		content: form, focus: person, check: form.Check,
		read: func() func() (*cashbook.Recorded, string, error) {
			typed, _ := amount.Amount() // checked with the form
			on, _ := day.Day()
			draft := cashbook.Draft{Day: on, Content: cashbook.Content{
				AmountMinor: -typed.Minor, Text: text.Text, Recipient: person.Text, Account: account.Text, PartnerNumber: piece.Text,
				Special: cashbook.Special{Kind: cashbook.KindItem},
			}}
			if claims {
				draft.AmountMinor = typed.Minor
			}
			return func() (*cashbook.Recorded, string, error) {
				r, err := p.Session.Record(p.Context, p.book.Book.ID, draft)
				return &r, p.T("cashbooks.advance.done", fault.Args{"Number": r.Voucher.Entry.Number, "Person": r.Voucher.Recipient, "Amount": p.size(r.Voucher)}), err
			}
		},
	})
}

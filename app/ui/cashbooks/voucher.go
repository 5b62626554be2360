package cashbooks

import (
	"fmt"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// openVoucher is Enter on a row: one of today comes into the line, any other
// shows its details.
func (p *page) openVoucher(voucher workspace.BookLine) {
	if voucher.Place != 0 {
		p.openProvisional(voucher)
		return
	}
	if p.line != nil && changeable(voucher) {
		p.change(voucher)
		return
	}
	kit.Load(p.Tasks, func() (workspace.VoucherCard, error) { return p.Session.VoucherCard(p.Context, voucher) },
		func(card workspace.VoucherCard, err error) {
			if !p.Refuse(err) {
				p.showVoucher(card)
			}
		})
}

// changeCurrent is the button « Modifier ».
func (p *page) changeCurrent() {
	if voucher, here := p.grid.Current(); here && voucher.Place != 0 {
		p.openProvisional(voucher)
	} else if here {
		p.change(voucher)
	}
}

// change takes a voucher into the line, in place of nothing that was typed.
func (p *page) change(voucher workspace.BookLine) {
	p.line.leave(func() { p.line.fill(voucher.Voucher) })
}

// reverseCurrent is the button « Annuler ce justificatif ».
func (p *page) reverseCurrent() {
	if voucher, here := p.grid.Current(); here {
		p.reverse(voucher)
	}
}

// showVoucher shows a voucher that can no longer be changed.
func (p *page) showVoucher(card workspace.VoucherCard) {
	v := card.Voucher
	form := kit.NewForm()
	add := func(key, text string) {
		if text != "" {
			form.AddText(p.T(key), kit.Insets(5, 0, kit.NewParagraph(text, kit.Body)))
		}
	}
	add("cashbooks.page.day", p.Printer.Day(v.Entry.Day))
	add("cashbooks.page.piece", v.PartnerNumber)
	add("cashbooks.page.text", v.Text)
	add("cashbooks.page.recipient", v.Recipient)
	add(direction(v), p.Printer.Amount(p.size(v)))
	p.addAssignment(form, v.Content)
	add("cashbooks.voucher.kind", p.kindOf(v))
	add("cashbooks.page.balance", p.Printer.Amount(p.amount(card.BalanceMinor)))
	add("cashbooks.page.state", p.state(card.BookLine))
	add("cashbooks.voucher.entered", p.entered(card))
	if len(v.Attachments) > 0 {
		form.AddText(p.T("cashbooks.papers"), kit.HStack(0, kit.NewButton(p.T("cashbooks.papers.count", fault.Args{"Count": len(v.Attachments)}), "clip", kit.Plain,
			func() { p.openPapers(p.papersOf(card.BookLine)) })))
	}
	dialog := kit.Dialog{Name: "voucher", Title: p.T("cashbooks.voucher", fault.Args{"Number": v.Entry.Number}), Content: form, Width: 520}
	slip := func() { p.printSlip(v.Entry.Number) }
	dialog.Keys = kit.Handlers{kit.ActionPrint: slip, kit.ActionSlip: slip}
	form.AddText("", kit.HStack(0, kit.NewButton(p.T("cashbooks.slip"), "print", kit.Plain, slip)))
	var open *kit.OpenDialog
	if p.book.Reverse == nil && reversible(card.BookLine) {
		dialog.Aside = kit.NewButton(p.T("cashbooks.reverse"), "remove", kit.Plain, func() {
			open.Close()
			p.reverse(card.BookLine)
		})
	}
	open = p.Dialogs.Open(dialog)
}

// entered says who entered the voucher, when and where.
func (p *page) entered(card workspace.VoucherCard) string {
	args := fault.Args{"At": card.Voucher.Entry.Recorded, "Person": orDash(card.Author), "Poste": card.Poste.Number, "Location": card.Poste.Location}
	if card.Poste.Number == 0 {
		return p.T("cashbooks.voucher.by", args)
	}
	return p.T("cashbooks.voucher.by-on", args)
}

// size is the amount of a voucher without its direction.
func (p *page) size(v cashbook.Voucher) money.Amount {
	return p.amount(max(v.AmountMinor, -v.AmountMinor))
}

func direction(v cashbook.Voucher) string {
	if v.AmountMinor > 0 {
		return "cashbooks.page.in"
	}
	return "cashbooks.page.out"
}

// reversedDirection is the direction inside a sentence.
func reversedDirection(v cashbook.Voucher) string {
	if v.AmountMinor > 0 {
		return "cashbooks.reverse.in"
	}
	return "cashbooks.reverse.out"
}

// reverse asks for the reason and cancels a voucher by a new one.
func (p *page) reverse(voucher workspace.BookLine) {
	v := voucher.Voucher
	reason := kit.NewTextField(p.services, "reason")
	reason.Required, reason.MaxRunes = true, cashbook.MaxText
	text := p.T("cashbooks.reverse.text", fault.Args{
		"Number": v.Entry.Number, "Day": v.Entry.Day, "Text": v.Text,
		"Direction": fault.Key(reversedDirection(v)), "Amount": p.size(v), "Next": p.book.Next,
	})
	var open *kit.OpenDialog
	open = p.Dialogs.Open(kit.Dialog{
		Name: "reverse", Title: p.T("cashbooks.reverse.title", fault.Args{"Number": v.Entry.Number}), Width: 520,
		Content: kit.VStack(12, kit.NewParagraph(text, kit.Body), kit.NewLabelled(p.T("cashbooks.reverse.reason"), reason)),
		Focus:   reason, Confirm: p.T("cashbooks.reverse"), Cancel: p.T("cashbooks.reverse.not"), Weight: kit.Danger,
		OnConfirm: func() error {
			if reason.Check() == "" {
				p.sendReversal(open, v.Entry.Number, reason.Text)
			}
			return kit.ErrStay
		},
	})
}

func (p *page) sendReversal(open *kit.OpenDialog, number int64, reason string) {
	open.Enable(false)
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() (cashbook.Recorded, error) {
		return p.Session.Reverse(p.Context, book, number, reason)
	}, func(r cashbook.Recorded, err error) {
		open.Enable(true)
		if err != nil {
			open.Refuse(err)
			return
		}
		open.Close()
		p.written(r)
		if r.Leg != nil {
			p.Done(p.T("cashbooks.reverse.both", fault.Args{"Number": number, "Other": r.Leg.Voucher.Entry.Number}))
		}
		p.Window.Canvas().Focus(p.first())
		kit.Trace(fmt.Sprintf("voucher reversed %d", number))
	})
}

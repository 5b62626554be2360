package organisation

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// banks is « Coordonnées bancaires ».
type banks struct {
	*section
	accounts []directory.BankAccount
	usual    directory.Organisation
}

func (s *section) banks() { s.showBanks("") }

// showBanks shows the accounts with a word about what was done.
func (s *section) showBanks(done string) {
	var settings workspace.Settings
	kit.Load(s.Tasks, func() (accounts []directory.BankAccount, err error) {
		if settings, err = s.Session.Settings(s.Context); err != nil {
			return nil, err
		}
		return s.Session.BankAccounts(s.Context)
	}, func(accounts []directory.BankAccount, err error) {
		if s.Refuse(err) {
			return
		}
		(&banks{s, accounts, settings.Organisation}).present()
		if done != "" {
			s.Done(done)
		}
	})
}

func (b *banks) present() {
	create := func() { b.edit(directory.BankAccount{Holder: b.usual.Name, Currency: b.usual.Currency}) }
	add := kit.NewButton(b.T("organisation.banks.add"), "add", kit.Primary, create)
	list := kit.VStack(12, kit.NewParagraph(b.T("organisation.banks.what"), kit.Muted))
	for _, a := range b.accounts {
		list.Add(b.card(a))
	}
	if len(b.accounts) == 0 {
		list.Add(kit.NewCard(kit.NewParagraph(b.T("organisation.banks.none"), kit.Body)))
	}
	title := b.T("organisation.part.banks")
	b.show(screen{
		name: "banks", title: title, head: kit.NewHead(title, nil, add), body: kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, list))),
		focus: add, keys: kit.Handlers{kit.ActionRefresh: b.banks, kit.ActionNew: create},
	})
}

func (b *banks) card(a directory.BankAccount) fyne.CanvasObject {
	edit := kit.NewButton(b.T("organisation.banks.edit"), "edit", kit.Plain, func() { b.edit(a) })
	remove := kit.NewButton(b.T("organisation.banks.remove"), "delete", kit.Plain, func() { b.remove(a) })
	about := a.Holder
	if a.BIC != "" {
		about += " · " + a.BIC
	}
	return kit.NewCard(kit.VStack(8,
		kit.HStack(12, kit.NewText(a.Bank, kit.Strong), kit.NewText(string(a.Currency), kit.Muted), kit.Space(), edit, remove),
		kit.NewText(directory.FormatBankNumber(a.Number), kit.Style{Mono: true}), kit.NewText(about, kit.Muted)))
}

// edit asks for an account; one without an identifier is new.
func (b *banks) edit(a directory.BankAccount) {
	text := func(name, value string, most int) *kit.TextField {
		field := kit.NewTextField(b.Services, name)
		field.MaxRunes = most
		field.SetText(value)
		return field
	}
	bank, holder := text("bank", a.Bank, 80), text("holder", a.Holder, 120)
	number, bic := text("bank-number", directory.FormatBankNumber(a.Number), 60), text("bic", a.BIC, 14)
	bank.Required, holder.Required, number.Required = true, true, true
	number.Verify = func(text string) error { _, err := directory.ParseBankNumber(text); return err }
	currency := b.choice("currency", kit.CurrencyChoices(b.Printer), string(a.Currency))
	currency.Required = true
	form := kit.NewForm().Add(b.T("detail.bank"), bank).Add(b.T("detail.holder"), holder).Add(b.T("detail.bank-number"), number).
		Add(b.T("detail.bic"), bic).Add(b.T("detail.currency"), currency)
	title := "organisation.banks.new"
	if !a.ID.IsZero() {
		title = "organisation.banks.change"
	}
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "bank-account", Title: b.T(title), Width: 620, Focus: bank, Content: form, Confirm: b.T("organisation.company.save"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			a.Bank, a.Holder, a.Number, a.BIC, a.Currency = bank.Text, holder.Text, number.Text, bic.Text, money.Currency(currency.Chosen().ID)
			return dialog.Await(b.T("organisation.saving"), func() error {
				_, err := b.Session.SaveBankAccount(b.Context, a)
				return err
			}, func() {
				kit.Trace("bank account saved")
				b.showBanks(b.T("organisation.banks.saved"))
			})
		},
	})
}

func (b *banks) remove(a directory.BankAccount) {
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "bank-remove", Title: b.T("organisation.banks.remove.title"), Width: 520, Weight: kit.Danger,
		Content: kit.NewParagraph(b.T("organisation.banks.remove.text", fault.Args{"Number": directory.FormatBankNumber(a.Number), "Bank": a.Bank}), kit.Body),
		Confirm: b.T("organisation.banks.remove.confirm"),
		OnConfirm: func() error {
			return dialog.Await(b.T("organisation.saving"), func() error { return b.Session.RemoveBankAccount(b.Context, a.ID) },
				func() {
					kit.Trace("bank account removed")
					b.showBanks(b.T("organisation.banks.removed"))
				})
		},
	})
}

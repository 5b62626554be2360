package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// bookForm are the fields of the definition of a book.
type bookForm struct {
	desk      *desk.Desk
	project   *kit.PickerField
	kind      *kit.PickerField
	name      *kit.TextField
	currency  *kit.PickerField
	ceiling   *kit.AmountField
	overdraft *kit.Check
	account   *kit.TextField
	operator  *kit.PickerField
	wallet    *kit.TextField
}

// operators of mobile money that are common where the program is used; any other
// can be typed.
var operators = []string{"Orange Money", "Wave", "MTN MoMo", "Moov Money", "Airtel Money", "M-Pesa", "Free Money", "T-Money", "Flooz", "MVola", "MonCash"}

func newBookForm(d *desk.Desk, currency money.Currency) *bookForm {
	f := &bookForm{
		desk: d, kind: kit.NewStrictPicker(d.Services, "type", kit.OfferAll(bookTypes(d))),
		name: kit.NewTextField(d.Services, "name"), ceiling: kit.NewAmountField(d.Services, "ceiling", currency),
		currency:  kit.NewStrictPicker(d.Services, "currency", kit.OfferAll(kit.CurrencyChoices(d.Printer))),
		overdraft: kit.NewCheck(d.Services, "overdraft", d.T("cashbooks.book.overdraft")),
		account:   kit.NewTextField(d.Services, "account"), wallet: kit.NewTextField(d.Services, "wallet"),
		operator: kit.NewPickerField(d.Services, "operator", kit.OfferAll(operatorChoices())),
	}
	f.account.MaxRunes, f.operator.MaxRunes, f.wallet.MaxRunes = cashbook.MaxAccount, cashbook.MaxOperator, cashbook.MaxWallet
	f.account.PlaceHolder, f.operator.PlaceHolder = d.T("cashbooks.book.account.example"), d.T("cashbooks.book.operator.none")
	f.name.Required, f.name.MaxRunes = true, cashbook.MaxName
	f.ceiling.PlaceHolder = d.T("cashbooks.book.ceiling.none")
	f.kind.Required, f.currency.Required = true, true
	f.currency.OnChosen = func(c kit.Choice) { f.ceiling.SetCurrency(money.Currency(c.ID)) }
	f.kind.OnChosen = func(kit.Choice) { f.showOverdraft() }
	return f
}

// showOverdraft offers what only a bank can allow.
func (f *bookForm) showOverdraft() {
	if cashbook.Type(f.kind.Chosen().ID) == cashbook.Bank {
		f.overdraft.Enable()
		f.operator.Enable()
		f.wallet.Enable()
		return
	}
	f.operator.SetText("")
	f.wallet.SetText("")
	f.operator.Disable()
	f.wallet.Disable()
	f.overdraft.SetTicked(false)
	f.overdraft.Disable()
}

func operatorChoices() []kit.Choice {
	var choices []kit.Choice
	for _, name := range operators {
		choices = append(choices, kit.Choice{Text: name})
	}
	return choices
}

func bookTypes(d *desk.Desk) []kit.Choice {
	var choices []kit.Choice
	for _, t := range []cashbook.Type{cashbook.Cash, cashbook.Bank, cashbook.Receivable} {
		choices = append(choices, kit.Choice{ID: string(t), Text: d.T("book.type." + string(t)), Detail: d.T("cashbooks.type." + string(t))})
	}
	return choices
}

// addBook is the dialog « Nouveau livre »; then gets the name of the book among
// people.
func addBook(d *desk.Desk, then func(ref string)) {
	d.Found(d.Session.BookProjects, "cashbooks.no-project", func(n desk.Founding) { askBook(d, n, then) })
}

func askBook(d *desk.Desk, n desk.Founding, then func(ref string)) {
	ref := ""
	f := newBookForm(d, n.Currency)
	projects := desk.ProjectChoices(n.Projects)
	f.project = kit.NewStrictPicker(d.Services, "project", kit.OfferAll(projects))
	f.project.Required = true
	f.project.Set(projects[0])
	f.kind.Set(bookTypes(d)[0])
	f.currency.Set(kit.Choice{ID: string(n.Currency), Text: string(n.Currency)})
	f.showOverdraft()
	t := d.T
	form := kit.NewForm().Add(t("cashbooks.book.project"), f.project).Add(t("cashbooks.book.type"), f.kind).
		Add(t("cashbooks.book.name"), f.name).Add(t("cashbooks.book.currency"), f.currency).
		Add(t("cashbooks.book.ceiling"), f.ceiling).Add(t("cashbooks.book.account"), f.account).Add("", f.overdraft).
		Add(t("cashbooks.book.operator"), f.operator).Add(t("cashbooks.book.wallet"), f.wallet)
	ask(d, question{
		name: "book", title: t("cashbooks.book.new"), confirm: t("cashbooks.book.add"), form: form, focus: f.name, then: func() { then(ref) },
		read: func() answer {
			b := f.added(n.Projects)
			return func() (string, error) {
				b, err := d.Session.AddBook(d.Context, b)
				ref = b.Ref()
				return t("cashbooks.book.added", fault.Args{"Ref": ref, "Name": b.Name}), err
			}
		},
	})
}

// added gives the book that the form describes.
func (f *bookForm) added(projects []directory.Project) cashbook.Book {
	ceiling, _ := f.ceiling.Amount() // checked with the form
	return cashbook.Book{
		Project: desk.ProjectWith(projects, f.project.Chosen().ID), Type: cashbook.Type(f.kind.Chosen().ID),
		Name: f.name.Text, Currency: money.Currency(f.currency.Chosen().ID),
		CeilingMinor: ceiling.Minor, Overdraft: f.overdraft.Ticked(),
		Account: f.account.Text, Operator: f.operator.Text, Wallet: f.wallet.Text,
	}
}

// editBook is the dialog for what may change of a book: name, ceiling, overdraft,
// and what money it stands for.
func editBook(d *desk.Desk, b cashbook.Book, then func()) {
	f := newBookForm(d, b.Currency)
	f.name.SetText(b.Name)
	f.ceiling.SetAmount(money.Amount{Minor: b.CeilingMinor, Currency: b.Currency})
	f.overdraft.SetTicked(b.Overdraft)
	t := d.T
	f.account.SetText(b.Account)
	f.operator.SetText(b.Operator)
	f.wallet.SetText(b.Wallet)
	form := kit.NewForm().Add(t("cashbooks.book.name"), f.name).Add(t("cashbooks.book.ceiling"), f.ceiling).
		Add(t("cashbooks.book.account"), f.account)
	if b.Type == cashbook.Bank {
		form.Add("", f.overdraft).Add(t("cashbooks.book.operator"), f.operator).Add(t("cashbooks.book.wallet"), f.wallet)
	}
	ask(d, question{
		name: "book-edit", title: t("cashbooks.book.edit", fault.Args{"Ref": b.Ref()}), confirm: t("cashbooks.book.save"),
		form: form, focus: f.name, then: then,
		read: func() answer {
			ceiling, _ := f.ceiling.Amount() // checked with the form
			next := b
			next.Name, next.CeilingMinor, next.Overdraft = f.name.Text, ceiling.Minor, f.overdraft.Ticked()
			next.Account, next.Operator, next.Wallet = f.account.Text, f.operator.Text, f.wallet.Text
			return func() (string, error) {
				next, err := d.Session.EditBook(d.Context, next)
				return t("cashbooks.book.saved", fault.Args{"Ref": next.Ref(), "Name": next.Name}), err
			}
		},
	})
}

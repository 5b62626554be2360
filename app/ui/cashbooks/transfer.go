package cashbooks

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// transferForm is the dialog « Virement », which shows both legs before they are
// entered.
type transferForm struct {
	page     *page
	books    []workspace.BookCard // but the one that the money leaves
	to       *kit.PickerField
	amount   *kit.AmountField
	received *kit.AmountField // in another currency
	rate     *kit.TextField   // between two currencies
	settles  *kit.PickerField // the claim that money out of a book of claims settles, or nil
	day      *kit.DateField
	text     *kit.TextField
	person   *kit.PickerField
	piece    *kit.TextField
	shown    *kit.Paragraph
	wishes   int
	own      string // the text that the form has put there itself
}

// askTransfer reads the other books and opens the dialog.
func (p *page) askTransfer() {
	p.withOthers(func(books []workspace.BookCard, items []cashbook.Item) {
		f := newTransferForm(p, books, items)
		form := kit.NewForm().Add(p.T("cashbooks.transfer.to"), f.to).Add(p.T("cashbooks.movement.amount"), f.amount)
		if p.foreign(books) {
			form.Add(p.T("cashbooks.transfer.received"), f.received).Add(p.T("cashbooks.transfer.rate"), f.rate)
		}
		if f.settles != nil {
			form.Add(p.T("cashbooks.transfer.settles"), f.settles)
		}
		form.Add(p.T("cashbooks.page.text"), f.text).Add(p.T("cashbooks.page.recipient"), f.person).
			Add(p.T("cashbooks.page.day"), f.day).Add(p.T("cashbooks.page.piece"), f.piece)
		f.preview()
		p.askMovement(movement{
			name: "transfer", title: p.T("cashbooks.transfer.title", fault.Args{"Ref": p.book.Book.Ref(), "Name": p.book.Book.Name}),
			confirm: p.T("cashbooks.transfer.do"), width: 620, content: kit.VStack(12, form, kit.NewCard(f.shown)), focus: f.to,
			check: form.Check, read: f.read,
		})
	})
}

// withOthers reads the open books besides this one, and what is open in it where
// money out must name an item.
func (p *page) withOthers(do func([]workspace.BookCard, []cashbook.Item)) {
	own, claims := p.book.Book.ID, p.book.Book.Type == cashbook.Receivable
	var items workspace.ItemList
	kit.Load(p.Tasks, func() (others []workspace.BookCard, err error) {
		all, err := p.Session.Books(p.Context)
		if err != nil {
			return nil, err
		}
		for _, card := range all {
			if card.Book.ID != own && card.Book.Status == cashbook.Open {
				others = append(others, card)
			}
		}
		if claims {
			items, err = p.Session.OpenItems(p.Context, own, 0)
		}
		return others, err
	}, func(others []workspace.BookCard, err error) {
		switch {
		case p.Refuse(err):
		case len(others) == 0:
			p.Dialogs.Refuse(fault.New(fault.Missing, "cashbooks.no-other-book", nil))
		default:
			do(others, items.Items)
		}
	})
}

func newTransferForm(p *page, books []workspace.BookCard, items []cashbook.Item) *transferForm {
	f := &transferForm{page: p, books: books, shown: kit.NewParagraph("\n\n", kit.Body)}
	f.to = kit.NewStrictPicker(p.services, "to", kit.OfferAll(p.bookChoices(books)))
	f.amount = kit.NewAmountField(p.services, "amount", p.book.Book.Currency)
	f.received = kit.NewAmountField(p.services, "received", p.book.Book.Currency)
	f.rate, f.text, f.piece = p.text("rate", false, 24), p.text("text", true, cashbook.MaxText), p.text("piece", false, cashbook.MaxPartnerNumber)
	f.day, f.person = p.dayField("day"), p.people("person")
	f.to.Required, f.amount.Required = true, true
	f.rate.Verify = func(text string) error {
		_, err := money.ParseRate(text)
		return err
	}
	if p.book.Book.Type == cashbook.Receivable {
		f.settles = kit.NewStrictPicker(p.services, "settles", kit.OfferAll(p.itemChoices(items)))
		f.settles.Required = true
	}
	again := func(string) { f.preview() }
	f.amount.OnChanged, f.received.OnChanged, f.rate.OnChanged, f.day.OnChanged = again, again, again, again
	f.to.OnChosen = func(kit.Choice) { f.choose() }
	f.received.Disable()
	f.rate.Disable()
	return f
}

// foreign reports whether a book has another currency than this one.
func (p *page) foreign(books []workspace.BookCard) bool {
	return slices.ContainsFunc(books, func(c workspace.BookCard) bool { return c.Book.Currency != p.book.Book.Currency })
}

func (p *page) bookChoices(books []workspace.BookCard) []kit.Choice {
	var choices []kit.Choice
	for _, card := range books {
		detail := p.T("book.type." + string(card.Book.Type))
		if card.Here && known(card) {
			detail = p.Printer.Amount(money.Amount{Minor: card.BalanceMinor, Currency: card.Book.Currency})
		}
		choices = append(choices, kit.Choice{ID: card.Book.Ref(), Text: card.Book.Ref() + " " + card.Book.Name, Detail: detail})
	}
	return choices
}

// other gives the book that is chosen.
func (f *transferForm) other() (workspace.BookCard, bool) {
	for _, card := range f.books {
		if card.Book.Ref() == f.to.Chosen().ID {
			return card, true
		}
	}
	return workspace.BookCard{}, false
}

// choose takes the other book: what is asked depends on its currency and type.
func (f *transferForm) choose() {
	other, chosen := f.other()
	if !chosen {
		return
	}
	f.received.SetCurrency(other.Book.Currency)
	if other.Book.Currency == f.page.book.Book.Currency {
		f.received.SetText("")
		f.rate.SetText("")
		f.received.Disable()
		f.rate.Disable()
	} else {
		f.received.Enable()
		f.rate.Enable()
	}
	f.person.Required = other.Book.Type == cashbook.Receivable
	if f.text.Text == f.own {
		f.own = f.page.T("cashbook.transfer", fault.Args{"From": f.page.book.Book.Name, "To": other.Book.Name})
		f.text.SetText(f.own)
	}
	f.preview()
}

// draft gives what the fields say; what is wrong with them shows in the form.
func (f *transferForm) draft() (t cashbook.TransferDraft) {
	out, _ := f.amount.Amount()
	in, _ := f.received.Amount()
	t.OutMinor, t.InMinor, t.Text, t.Recipient, t.PartnerNumber = out.Minor, in.Minor, f.text.Text, f.person.Text, f.piece.Text
	if strings.TrimSpace(f.rate.Text) != "" {
		t.Rate, _ = money.ParseRate(f.rate.Text)
	}
	t.Day, _ = f.day.Day()
	if f.settles != nil {
		t.Settles = itemNumber(f.settles.Chosen())
	}
	return t
}

// preview shows both legs as they would be entered.
func (f *transferForm) preview() {
	f.wishes++
	p, wish, draft := f.page, f.wishes, f.draft()
	other, chosen := f.other()
	if !chosen || draft.OutMinor <= 0 {
		f.shown.SetText(p.T("cashbooks.transfer.none"))
		return
	}
	kit.Load(p.Tasks, func() (workspace.TransferPreview, error) {
		return p.Session.PreviewTransfer(p.Context, p.book.Book.ID, other.Book.ID, draft)
	}, func(v workspace.TransferPreview, err error) {
		switch {
		case wish != f.wishes:
		case err != nil:
			f.shown.SetText(p.explained(err))
		case v.Missing != nil:
			f.shown.SetText(p.explained(v.Missing))
		default:
			f.shown.SetText(p.legs(v))
			kit.Trace("transfer preview")
		}
	})
}

func (p *page) explained(err error) string {
	reason, hint := p.Explain(err)
	return reason + "\n" + hint
}

// legs says in words what a transfer does to both books.
func (p *page) legs(v workspace.TransferPreview) string {
	amount := func(minor int64, c workspace.BookCard) money.Amount {
		return money.Amount{Minor: minor, Currency: c.Book.Currency}
	}
	t := v.Draft
	lines := []string{p.T("cashbooks.transfer.out", fault.Args{
		"Ref": v.From.Book.Ref(), "Amount": amount(t.OutMinor, v.From), "Balance": amount(v.From.BalanceMinor-t.OutMinor, v.From), "Account": orDash(t.OutAccount),
	})}
	in := fault.Args{"Ref": v.To.Book.Ref(), "Amount": amount(t.InMinor, v.To), "Balance": amount(v.To.BalanceMinor+t.InMinor, v.To), "Account": orDash(t.InAccount), "Number": p.book.Next}
	if v.To.Here {
		lines = append(lines, p.T("cashbooks.transfer.in", in))
	} else {
		lines = append(lines, p.T("cashbooks.transfer.elsewhere", in))
	}
	if t.Rate != money.RateOne {
		lines = append(lines, p.T("cashbooks.transfer.at", fault.Args{
			"From": string(v.From.Book.Currency), "To": string(v.To.Book.Currency), "Rate": p.Printer.Decimal(t.Rate.String()),
		}))
	}
	return strings.Join(lines, "\n")
}

func (f *transferForm) read() func() (*cashbook.Recorded, string, error) {
	p, draft := f.page, f.draft()
	other, _ := f.other() // checked with the form
	return func() (*cashbook.Recorded, string, error) {
		done, err := p.Session.SendTransfer(p.Context, p.book.Book.ID, other.Book.ID, draft)
		if err != nil {
			return nil, "", err
		}
		args := fault.Args{"Number": done.Out.Voucher.Entry.Number, "Amount": p.size(done.Out.Voucher), "Ref": other.Book.Ref()}
		if done.In == nil {
			return done.Out, p.T("cashbooks.transfer.done-elsewhere", args), nil
		}
		args["Other"] = done.In.Voucher.Entry.Number
		return done.Out, p.T("cashbooks.transfer.done", args), nil
	}
}

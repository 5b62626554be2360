package cashbooks

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// showExpected is the dialog « Virements attendus »: those of which this computer
// knows, and the way to enter another.
func (p *page) showExpected() {
	book := p.book.Book.ID
	var released []workspace.FundsCard
	kit.Load(p.Tasks, func() (list []cashbook.Expected, err error) {
		if list, err = p.Session.ExpectedTransfers(p.Context, book); err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(e cashbook.Expected) bool { return !e.Release.IsZero() })
		released, err = p.Session.Funds(p.Context, funds.Filter{Status: funds.Granted, Book: book})
		released = slices.DeleteFunc(released, func(c workspace.FundsCard) bool { return !c.Expected() })
		return list, err
	}, func(list []cashbook.Expected, err error) {
		if !p.Refuse(err) {
			p.chooseExpected(list, released)
		}
	})
}

// mostExpected fit into a dialog; the command line lists all.
const mostExpected = 6

func (p *page) chooseExpected(list []cashbook.Expected, released []workspace.FundsCard) {
	if len(list)+len(released) == 0 {
		p.askReceipt(nil)
		return
	}
	var open *kit.OpenDialog
	tiles := kit.VStack(8)
	choose := func(name, title, text string, e *cashbook.Expected) *kit.Tile {
		return kit.NewTile(name, "import", title, text, func() {
			open.Close()
			p.askReceipt(e)
		})
	}
	var first *kit.Tile
	for _, c := range released[:min(len(released), mostFunds)] {
		tile := p.fundsTile(c, func() { open.Close() })
		if first == nil {
			first = tile
		}
		tiles.Add(tile)
	}
	for _, e := range list[:min(len(list), mostExpected)] {
		tile := choose("expected-"+strconv.FormatInt(e.Out.Entry.Number, 10), p.T("cashbooks.receive.expected", fault.Args{
			"Ref": e.From.Ref(), "Number": e.Out.Entry.Number, "Amount": money.Amount{Minor: e.Out.Transfer.OtherMinor, Currency: e.Out.Transfer.Currency},
		}), p.Printer.DayMedium(e.Out.Entry.Day)+" · "+e.Out.Text, &e)
		if first == nil {
			first = tile
		}
		tiles.Add(tile)
	}
	tiles.Add(choose("expected-other", p.T("cashbooks.receive.other"), p.T("cashbooks.receive.other.hint"), nil))
	open = p.Dialogs.Open(kit.Dialog{Name: "expected", Title: p.T("cashbooks.movement.receive"), Content: tiles, Width: 560, Focus: first})
}

// receipt is the dialog in which the arrival of a transfer is entered.
type receipt struct {
	page   *page
	books  []workspace.BookCard
	from   *kit.PickerField
	number *kit.TextField
	amount *kit.AmountField // that left the other book
	got    *kit.AmountField // that arrived, in another currency
	day    *kit.DateField
	text   *kit.TextField
	person *kit.PickerField
}

// askReceipt opens the dialog for an expected transfer, or for one of which only
// the slip says anything.
func (p *page) askReceipt(e *cashbook.Expected) {
	p.withOthers(func(books []workspace.BookCard, _ []cashbook.Item) {
		r := &receipt{page: p, books: books, number: p.text("number", true, 9), text: p.text("text", true, cashbook.MaxText)}
		r.from = kit.NewStrictPicker(p.services, "from", kit.OfferAll(p.bookChoices(books)))
		r.amount, r.got = kit.NewAmountField(p.services, "amount", p.book.Book.Currency), kit.NewAmountField(p.services, "received", p.book.Book.Currency)
		r.day, r.person = p.dayField("day"), p.people("person")
		r.from.Required, r.amount.Required, r.person.Required = true, true, p.book.Book.Type == cashbook.Receivable
		r.number.Verify = checkNumber
		r.from.OnChosen = func(kit.Choice) { r.choose() }
		r.got.Disable()
		if e != nil {
			r.fill(*e)
		}
		form := kit.NewForm().Add(p.T("cashbooks.receive.from"), r.from).Add(p.T("cashbooks.receive.number"), r.number).
			Add(p.T("cashbooks.receive.amount"), r.amount)
		if p.foreign(books) {
			form.Add(p.T("cashbooks.transfer.received"), r.got)
		}
		form.Add(p.T("cashbooks.page.text"), r.text).Add(p.T("cashbooks.page.recipient"), r.person).Add(p.T("cashbooks.page.day"), r.day)
		p.askMovement(movement{
			name: "receive", title: p.T("cashbooks.receive.title", fault.Args{"Ref": p.book.Book.Ref(), "Name": p.book.Book.Name}),
			confirm: p.T("cashbooks.receive.do"), width: 600, focus: r.from, check: form.Check, read: r.read,
			content: kit.VStack(12, kit.NewParagraph(p.T("cashbooks.receive.text"), kit.Muted), form),
		})
	})
}

func checkNumber(text string) error {
	if n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64); err != nil || n < 1 {
		return fault.New(fault.Invalid, "cashbooks.number", fault.Args{"Text": fault.Excerpt(text)})
	}
	return nil
}

func (r *receipt) other() (workspace.BookCard, bool) {
	for _, card := range r.books {
		if card.Book.Ref() == r.from.Chosen().ID {
			return card, true
		}
	}
	return workspace.BookCard{}, false
}

// choose takes the other book: in another currency both amounts are asked for.
func (r *receipt) choose() {
	other, chosen := r.other()
	if !chosen {
		return
	}
	r.amount.SetCurrency(other.Book.Currency)
	differs := other.Book.Currency != r.page.book.Book.Currency
	r.got.Required = differs
	if differs {
		r.got.Enable()
	} else {
		r.got.SetText("")
		r.got.Disable()
	}
	if r.text.Text == "" {
		r.text.SetText(r.page.T("cashbook.transfer", fault.Args{"From": other.Book.Name, "To": r.page.book.Book.Name}))
	}
}

// fill takes over what is known of the leg out.
func (r *receipt) fill(e cashbook.Expected) {
	for _, c := range r.page.bookChoices(r.books) {
		if c.ID == e.From.Ref() {
			r.from.Set(c)
		}
	}
	r.choose()
	r.number.SetText(strconv.FormatInt(e.Out.Entry.Number, 10))
	r.amount.SetAmount(money.Amount{Minor: -e.Out.AmountMinor, Currency: e.From.Currency})
	if e.From.Currency != e.To.Currency {
		r.got.SetAmount(money.Amount{Minor: e.Out.Transfer.OtherMinor, Currency: e.To.Currency})
	}
	r.text.SetText(e.Out.Text)
	r.person.SetText(e.Out.Recipient)
}

func (r *receipt) read() func() (*cashbook.Recorded, string, error) {
	p := r.page
	other, _ := r.other() // checked with the form, like the rest
	number, _ := strconv.ParseInt(strings.TrimSpace(r.number.Text), 10, 64)
	out, _ := r.amount.Amount()
	in, _ := r.got.Amount()
	t := cashbook.TransferDraft{OutMinor: out.Minor, InMinor: in.Minor, Text: r.text.Text, Recipient: r.person.Text}
	t.Day, _ = r.day.Day()
	return func() (*cashbook.Recorded, string, error) {
		done, err := p.Session.ReceiveTransfer(p.Context, p.book.Book.ID, other.Book.ID, number, t)
		if err != nil {
			return nil, "", err
		}
		return done.In, p.T("cashbooks.receive.done", fault.Args{
			"Number": done.In.Voucher.Entry.Number, "Amount": p.size(done.In.Voucher), "Ref": other.Book.Ref(), "Other": number,
		}), nil
	}
}

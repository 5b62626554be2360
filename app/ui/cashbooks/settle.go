package cashbooks

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// expenseLines is how many expenses the dialog takes; more go in a second
// settlement, or by the command line.
const expenseLines = 5

// settleForm is the dialog « Régler », which shows what is returned and what stays
// open before it is entered.
type settleForm struct {
	page     *page
	items    []cashbook.Item
	item     *kit.PickerField
	settled  *kit.AmountField
	day      *kit.DateField
	text     *kit.TextField
	expenses []expenseLine
	shown    *kit.Paragraph
	own      string // the text that the form has put there itself
}

type expenseLine struct {
	amount  *kit.AmountField
	text    *kit.TextField
	account *kit.PickerField
}

// askSettlement reads what is open and opens the dialog.
func (p *page) askSettlement() {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() (workspace.ItemList, error) { return p.Session.OpenItems(p.Context, book, 0) }, func(list workspace.ItemList, err error) {
		switch {
		case p.Refuse(err):
		case len(list.Items) == 0:
			p.Dialogs.Refuse(fault.New(fault.Missing, "cashbooks.nothing-open", nil))
		default:
			p.settle(list.Items, 0)
		}
	})
}

// settle opens the dialog with an item chosen, or the first of them.
func (p *page) settle(items []cashbook.Item, number int64) {
	f := newSettleForm(p, items)
	f.item.Set(p.itemChoices(items)[0])
	for i, item := range items {
		if item.Voucher.Entry.Number == number {
			f.item.Set(p.itemChoices(items)[i])
		}
	}
	f.choose()
	form := kit.NewForm().Add(p.T("cashbooks.settle.item"), f.item).Add(p.T("cashbooks.settle.amount"), f.settled).
		Add(p.T("cashbooks.page.text"), f.text).Add(p.T("cashbooks.page.day"), f.day)
	lines := kit.VStack(6, kit.NewText(p.T("cashbooks.settle.expenses"), kit.Strong))
	for _, e := range f.expenses {
		lines.Add(e.content())
	}
	p.askMovement(movement{
		name: "settle", title: p.T("cashbooks.settle.title", fault.Args{"Ref": p.book.Book.Ref(), "Name": p.book.Book.Name}),
		confirm: p.T("cashbooks.settle.do"), width: 660, content: kit.VStack(12, form, lines, kit.NewCard(f.shown)), focus: f.item,
		check: func() bool { return form.Check() && f.checkExpenses() }, read: f.read,
	})
}

func newSettleForm(p *page, items []cashbook.Item) *settleForm {
	f := &settleForm{page: p, items: items, shown: kit.NewParagraph("\n", kit.Body)}
	f.item = kit.NewStrictPicker(p.services, "item", kit.OfferAll(p.itemChoices(items)))
	f.item.Required = true
	f.item.OnChosen = func(kit.Choice) { f.choose() }
	f.settled = kit.NewAmountField(p.services, "settled", p.book.Book.Currency)
	f.day, f.text = p.dayField("day"), p.text("text", true, cashbook.MaxText)
	again := func(string) { f.preview() }
	f.settled.OnChanged = again
	for i := range expenseLines {
		name := "expense-" + strconv.Itoa(i+1)
		e := expenseLine{kit.NewAmountField(p.services, name, p.book.Book.Currency), p.text(name+"-text", false, cashbook.MaxText), p.accounts(name + "-account")}
		e.amount.PlaceHolder, e.text.PlaceHolder, e.account.PlaceHolder = p.T("cashbooks.movement.amount"), p.T("cashbooks.page.text"), p.T("cashbooks.movement.account")
		e.amount.OnChanged = again
		f.expenses = append(f.expenses, e)
	}
	return f
}

func (e expenseLine) content() fyne.CanvasObject {
	return kit.Leading(6, kit.Width(120, kit.NewChecked(e.amount)), kit.Leading(6, kit.Width(330, kit.NewChecked(e.text)), kit.NewChecked(e.account)))
}

// itemChoices names open items by number, person and rest.
func (p *page) itemChoices(items []cashbook.Item) []kit.Choice {
	var choices []kit.Choice
	for _, i := range items {
		v := i.Voucher
		choices = append(choices, kit.Choice{
			ID:     strconv.FormatInt(v.Entry.Number, 10),
			Text:   p.T("cashbooks.settle.choice", fault.Args{"Number": v.Entry.Number, "Person": orDash(v.Recipient), "Text": v.Text}),
			Detail: p.Printer.Amount(money.Amount{Minor: i.RestMinor, Currency: i.Book.Currency}),
		})
	}
	return choices
}

// itemNumber gives the number of a chosen item; 0 for none.
func itemNumber(c kit.Choice) int64 {
	n, _ := strconv.ParseInt(c.ID, 10, 64) // made by itemChoices
	return n
}

// chosen gives the item that is settled.
func (f *settleForm) chosen() (cashbook.Item, bool) {
	for _, i := range f.items {
		if i.Voucher.Entry.Number == itemNumber(f.item.Chosen()) {
			return i, true
		}
	}
	return cashbook.Item{}, false
}

func (f *settleForm) claims() bool { return f.page.book.Book.Type == cashbook.Receivable }

// choose takes an item: all of it is settled unless somebody says otherwise.
func (f *settleForm) choose() {
	item, chosen := f.chosen()
	if !chosen {
		return
	}
	if !f.claims() {
		f.settled.SetAmount(money.Amount{Minor: item.RestMinor, Currency: item.Book.Currency})
	}
	if f.text.Text == f.own {
		f.own = f.page.T("cashbook.settlement-of", fault.Args{"Number": item.Voucher.Entry.Number})
		f.text.SetText(f.own)
	}
	f.preview()
}

// spent adds up the expenses, as far as they can be read.
func (f *settleForm) spent() (minor int64) {
	for _, e := range f.expenses {
		if amount, err := e.amount.Amount(); err == nil && amount.Minor > 0 && amount.Minor <= cashbook.MaxAmountMinor {
			minor += amount.Minor
		}
	}
	return minor
}

// preview shows what comes of it: money returned or topped up, and what stays
// open.
func (f *settleForm) preview() {
	p := f.page
	item, chosen := f.chosen()
	settled, err := f.settled.Amount()
	if !chosen || err != nil {
		f.shown.SetText("\n")
		return
	}
	spent := f.spent()
	if f.claims() && spent > 0 {
		settled.Minor = spent
	}
	if settled.Minor == 0 {
		settled.Minor = item.RestMinor
	}
	args := fault.Args{
		"Settled": p.amount(settled.Minor), "Spent": p.amount(spent), "Rest": p.amount(item.RestMinor - settled.Minor),
		"Returned": p.amount(settled.Minor - spent), "Added": p.amount(spent - settled.Minor),
	}
	key := "cashbooks.settle.even"
	switch {
	case f.claims():
		key = "cashbooks.settle.claim"
	case settled.Minor > spent:
		key = "cashbooks.settle.returned"
	case settled.Minor < spent:
		key = "cashbooks.settle.added"
	}
	rest := "cashbooks.settle.rest"
	if settled.Minor > item.RestMinor {
		rest, args["Rest"] = "cashbooks.settle.over", p.amount(item.RestMinor)
	}
	f.shown.SetText(p.T(key, args) + "\n" + p.T(rest, args))
}

// checkExpenses wants amount and text of every expense, or neither.
func (f *settleForm) checkExpenses() bool {
	right := true
	for _, e := range f.expenses {
		begun := strings.TrimSpace(e.amount.Text+e.text.Text+e.account.Text) != ""
		e.amount.Required, e.text.Required = begun, begun
		problem := e.amount.Check() + e.text.Check() + e.account.Check()
		right = right && problem == ""
	}
	return right
}

func (f *settleForm) read() func() (*cashbook.Recorded, string, error) {
	p, number := f.page, itemNumber(f.item.Chosen())
	settled, _ := f.settled.Amount() // checked with the form, like the rest
	st := cashbook.Settlement{Draft: cashbook.Draft{Content: cashbook.Content{AmountMinor: settled.Minor, Text: f.text.Text}}}
	st.Day, _ = f.day.Day()
	for _, e := range f.expenses {
		if amount, _ := e.amount.Amount(); amount.Minor != 0 {
			st.Expenses = append(st.Expenses, cashbook.Content{AmountMinor: amount.Minor, Text: e.text.Text, Account: e.account.Text})
		}
	}
	return func() (*cashbook.Recorded, string, error) {
		recorded, err := p.Session.Settle(p.Context, p.book.Book.ID, number, st)
		if err != nil {
			return nil, "", err
		}
		last := recorded[len(recorded)-1]
		return &last, p.T("cashbooks.settle.done", fault.Args{"Item": number, "Count": len(recorded)}), nil
	}
}

package cashbooks

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// mostFunds fit into a dialog; the command line lists all.
const mostFunds = 5

// showFunds is the dialog « Déblocages de fonds »: what was asked for the book, and
// the way to ask for more.
func (p *page) showFunds() {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() ([]workspace.FundsCard, error) { return p.Session.Funds(p.Context, funds.Filter{Book: book}) }, func(list []workspace.FundsCard, err error) {
		switch {
		case p.Refuse(err):
		case len(list) == 0:
			p.askFunds()
		default:
			p.chooseFunds(list)
		}
	})
}

func (p *page) chooseFunds(list []workspace.FundsCard) {
	var open *kit.OpenDialog
	tiles := kit.VStack(8)
	first := kit.NewTile("funds-new", "add", p.T("cashbooks.funds.new"), p.T("cashbooks.movement.funds.hint"), func() {
		open.Close()
		p.askFunds()
	})
	tiles.Add(first)
	for _, c := range list[:min(len(list), mostFunds)] {
		tiles.Add(p.fundsTile(c, func() { open.Close() }))
	}
	open = p.Dialogs.Open(kit.Dialog{Name: "funds", Title: p.T("cashbooks.funds.title"), Content: tiles, Width: 600, Focus: first})
}

// fundsTile leads to one request.
func (p *page) fundsTile(c workspace.FundsCard, before func()) *kit.Tile {
	r := c.Request
	amount := r.Amount()
	if r.Status == funds.Granted {
		amount = r.GrantedAmount()
	}
	title := p.T("cashbooks.funds.tile", fault.Args{"Ref": r.Ref(), "Amount": amount, "State": p.fundsState(c)})
	return kit.NewTile("funds-"+r.Ref(), "exchange", title, p.Printer.DayMedium(r.Wanted)+" · "+r.Purpose, func() {
		before()
		p.openFunds(c)
	})
}

// fundsState says how far a request has come.
func (p *page) fundsState(c workspace.FundsCard) string {
	switch {
	case c.Expected():
		return p.T("cashbooks.funds.expected")
	case c.Arrived != 0:
		return p.T("cashbooks.funds.arrived", fault.Args{"Number": c.Arrived})
	}
	return p.T(string(c.Request.Status.Label()))
}

// openFunds shows one request, and does with it what comes next.
func (p *page) openFunds(c workspace.FundsCard) {
	r := c.Request
	content := kit.VStack(12, kit.Columns(2, 16, p.fundsFacts(c)...))
	d := kit.Dialog{Name: "funds-card", Title: p.T("cashbooks.funds.card", fault.Args{"Ref": r.Ref()}), Content: content, Width: 600}
	var open *kit.OpenDialog
	switch {
	case c.MayEnter == nil:
		p.enterFunds(c, content)
		return
	case c.MayWithdraw == nil:
		folder := p.fundsFolder()
		if r.Digest != [32]byte{} {
			content.Add(kit.NewLabelled(p.T("cashbooks.funds.folder"), folder))
		}
		d.Confirm, d.Weight = p.T("cashbooks.funds.withdraw"), kit.Danger
		d.OnConfirm = func() error {
			if folder.Check() != "" {
				open.Fit()
				return kit.ErrStay
			}
			dir := folder.Folder()
			var done workspace.FundsWritten
			return open.Await(d.Title, func() (err error) {
				done, err = p.Session.WithdrawFunds(p.Context, r.ID, dir)
				return err
			}, func() { p.fundsWritten("withdrawn", done) })
		}
	case c.Expected():
		text, hint := p.Explain(c.MayEnter)
		content.Add(kit.NewNotice(p.Printer, kit.Neutral, text, hint))
	}
	open = p.Dialogs.Open(d)
}

func (p *page) fundsFacts(c workspace.FundsCard) []fyne.CanvasObject {
	r := c.Request
	fact := func(key, value string) fyne.CanvasObject {
		return kit.VStack(2, kit.NewText(p.T(key), kit.Small), kit.NewParagraph(value, kit.Body))
	}
	facts := []fyne.CanvasObject{
		fact("detail.release-amount", p.Printer.Amount(r.Amount())), fact("detail.wanted", p.Printer.DayMedium(r.Wanted)),
		fact("detail.release-purpose", r.Purpose), fact("cashbooks.funds.asker", c.Asker),
		fact("cashbooks.funds.state", p.fundsState(c)),
	}
	for _, f := range []struct{ key, value string }{
		{"detail.budget-line", r.BudgetLine}, {"detail.funding", r.Funding}, {"cashbooks.funds.decider", r.Decider},
		{"detail.reference", r.Reference}, {"detail.reason", r.Reason},
	} {
		if f.value != "" {
			facts = append(facts, fact(f.key, f.value))
		}
	}
	if r.GrantedMinor > 0 {
		facts = append(facts, fact("detail.granted", p.Printer.Amount(r.GrantedAmount())))
	}
	if r.Paid.FromBook() {
		facts = append(facts, fact("detail.paid-from", p.T("cashbooks.funds.paid", fault.Args{"Ref": r.Paid.AsBook().Ref(), "Name": r.Paid.Name, "Number": r.Paid.Voucher})))
	}
	return facts
}

// enterFunds asks for the day and the text, and enters what was granted.
func (p *page) enterFunds(c workspace.FundsCard, content *fyne.Container) {
	r := c.Request
	day, text := p.dayField("day"), p.text("text", true, cashbook.MaxText)
	leg := []rune(p.T("funds.leg", fault.Args{"Ref": r.Ref(), "Purpose": r.Purpose}))
	text.SetText(string(leg[:min(len(leg), cashbook.MaxText)]))
	form := kit.NewForm().Add(p.T("cashbooks.page.day"), day).Add(p.T("cashbooks.page.text"), text)
	content.Add(kit.Rule())
	content.Add(form)
	p.askMovement(movement{
		name: "funds-enter", title: p.T("cashbooks.funds.card", fault.Args{"Ref": r.Ref()}), confirm: p.T("cashbooks.funds.enter"),
		width: 600, content: content, focus: day, check: form.Check,
		read: func() func() (*cashbook.Recorded, string, error) {
			a := funds.Arrival{Text: text.Text}
			a.Day, _ = day.Day()
			return func() (*cashbook.Recorded, string, error) {
				_, recorded, err := p.Session.EnterFunds(p.Context, r.ID, a)
				return &recorded, p.T("cashbooks.funds.entered", fault.Args{"Ref": r.Ref(), "Number": recorded.Voucher.Entry.Number, "Amount": r.GrantedAmount()}), err
			}
		},
	})
}

func (p *page) fundsFolder() *kit.FolderField {
	return kit.NewFolderField(p.services, "funds-folder", p.Workspace.Outbox())
}

// fundsForm is the dialog « Demander un déblocage ».
type fundsForm struct {
	page    *page
	amount  *kit.AmountField
	wanted  *kit.DateField
	purpose *kit.TextField
	budget  *kit.PickerField
	funding *kit.PickerField
	folder  *kit.FolderField // of the file; nil at head office
	dialog  *kit.OpenDialog
}

// askFunds asks what the money is for.
func (p *page) askFunds() {
	kit.Load(p.Tasks, func() (workspace.Condition, error) { return p.Workspace.Condition(p.Context) }, func(condition workspace.Condition, err error) {
		if !p.Refuse(err) {
			p.showFundsForm(condition.Side == directory.Site)
		}
	})
}

func (p *page) showFundsForm(atSite bool) {
	f := &fundsForm{page: p, amount: kit.NewAmountField(p.services, "amount", p.book.Book.Currency), purpose: p.text("purpose", true, funds.MaxPurpose)}
	f.wanted = p.dayField("wanted")
	f.amount.Required = true
	f.budget, f.funding = kit.NewStrictPicker(p.services, "budget", kit.OfferAll(p.budgetChoices())), kit.NewStrictPicker(p.services, "funding", kit.OfferAll(p.fundingChoices()))
	form := kit.NewForm().Add(p.T("cashbooks.movement.amount"), f.amount).Add(p.T("detail.wanted"), f.wanted).Add(p.T("detail.release-purpose"), f.purpose)
	if len(p.budgetChoices()) > 0 {
		form.Add(p.T("detail.budget-line"), f.budget)
	}
	if len(p.fundingChoices()) > 0 {
		form.Add(p.T("detail.funding"), f.funding)
	}
	text := p.T("cashbooks.funds.here")
	if atSite {
		f.folder, text = p.fundsFolder(), p.T("cashbooks.funds.carried")
		form.Add(p.T("cashbooks.funds.folder"), f.folder)
	}
	title := p.T("cashbooks.funds.ask", fault.Args{"Ref": p.book.Book.Ref(), "Name": p.book.Book.Name})
	f.dialog = p.Dialogs.Open(kit.Dialog{
		Name: "funds-ask", Title: title, Content: kit.VStack(12, kit.NewParagraph(text, kit.Muted), form), Width: 600, Focus: f.amount,
		Confirm: p.T("cashbooks.funds.send"), OnConfirm: func() error {
			if !form.Check() {
				f.dialog.Fit()
				return kit.ErrStay
			}
			return f.send(title)
		},
	})
}

func (f *fundsForm) send(title string) error {
	p := f.page
	w := funds.Wish{Book: p.book.Book.ID, Purpose: f.purpose.Text, BudgetLine: f.budget.Chosen().ID, Funding: f.funding.Chosen().ID}
	amount, _ := f.amount.Amount() // checked with the form
	w.AmountMinor = amount.Minor
	w.Wanted, _ = f.wanted.Day()
	dir := ""
	if f.folder != nil {
		dir = f.folder.Folder()
	}
	var done workspace.FundsWritten
	return f.dialog.Await(title, func() (err error) {
		done, err = p.Session.AskFunds(p.Context, w, dir)
		return err
	}, func() { p.fundsWritten("asked", done) })
}

// fundsWritten says what was done, and where the file for head office lies.
func (p *page) fundsWritten(what string, done workspace.FundsWritten) {
	kit.Trace("funds " + what)
	p.Changed()
	text := p.T("cashbooks.funds."+what, fault.Args{"Ref": done.Card.Request.Ref()})
	if done.Path == "" {
		p.Done(text)
		return
	}
	p.Dialogs.Open(kit.Dialog{
		Name: "funds-written", Title: text, Width: 600,
		Content: kit.VStack(12, kit.Leading(8, kit.NewIcon("file", kit.ColorPrimary), kit.VStack(2,
			kit.NewText(filepath.Base(done.Path), kit.Strong).Cut(), kit.NewParagraph(filepath.Dir(done.Path), kit.Muted))),
			kit.NewNotice(p.Printer, kit.Neutral, p.T("cashbooks.funds.carry"), p.T("cashbooks.funds.carry.hint"))),
	})
}

// budgetChoices are the lines of the project's budget that are in use.
func (p *page) budgetChoices() []kit.Choice {
	var choices []kit.Choice
	if plan := p.book.Plan; plan != nil {
		for _, l := range plan.Budget.Lines {
			if l.Active {
				choices = append(choices, kit.Choice{ID: l.Code, Text: l.Code, Detail: l.Label})
			}
		}
	}
	return choices
}

// fundingChoices are the fundings of the project that are in use.
func (p *page) fundingChoices() []kit.Choice {
	var choices []kit.Choice
	if plan := p.book.Plan; plan != nil {
		for _, one := range plan.Fundings.List {
			if one.Active {
				choices = append(choices, kit.Choice{ID: one.Code, Text: one.Code, Detail: one.Label})
			}
		}
	}
	return choices
}

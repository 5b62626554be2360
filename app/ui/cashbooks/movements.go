package cashbooks

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// showMovements is the dialog « Mouvements »: what is entered in a book besides
// ordinary vouchers.
func (p *page) showMovements() {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() (bool, error) { return p.Session.MayAskFunds(p.Context, book) == nil, nil }, func(asks bool, _ error) {
		p.asksFunds = asks
		p.chooseMovement()
	})
}

func (p *page) chooseMovement() {
	var open *kit.OpenDialog
	var first *kit.Tile
	tiles := kit.VStack(8)
	add := func(name, icon string, do func()) {
		tile := kit.NewTile("movement-"+name, icon, p.T("cashbooks.movement."+name), p.T("cashbooks.movement."+name+".hint"), func() {
			open.Close()
			do()
		})
		if first == nil {
			first = tile
		}
		tiles.Add(tile)
	}
	if p.book.Begin {
		add("opening", "book", p.askOpening)
	}
	add("transfer", "exchange", p.askTransfer)
	add("receive", "import", p.showExpected)
	if p.book.Book.Type == cashbook.Receivable {
		add("claim", "person", p.askAdvance)
	} else {
		add("advance", "person", p.askAdvance)
	}
	add("settle", "check", p.askSettlement)
	if p.asksFunds {
		add("funds", "exchange", p.showFunds)
	}
	open = p.Dialogs.Open(kit.Dialog{
		Name: "book-movements", Title: p.T("cashbooks.movements.title"), Content: tiles, Width: 560, Focus: first,
	})
}

// movement is a dialog in which vouchers are entered.
type movement struct {
	name, title, confirm string
	content              fyne.CanvasObject
	focus                fyne.Focusable
	width                float32
	check                func() bool
	// read takes what the fields say; what it gives enters it, away from the
	// goroutine that draws, and tells what was entered here and in words.
	read func() func() (entered *cashbook.Recorded, done string, err error)
}

// askMovement opens the dialog. It closes once everything is entered; a refusal
// stays in it, in words, and then nothing is.
func (p *page) askMovement(m movement) *kit.OpenDialog {
	var open *kit.OpenDialog
	open = p.Dialogs.Open(kit.Dialog{
		Name: m.name, Title: m.title, Content: m.content, Confirm: m.confirm, Focus: m.focus, Width: m.width,
		OnConfirm: func() error {
			if !m.check() {
				open.Fit()
				return kit.ErrStay
			}
			enter := m.read()
			var entered *cashbook.Recorded
			var done string
			return open.Await(m.title, func() (err error) {
				entered, done, err = enter()
				return err
			}, func() { p.entered1(m.name, entered, done) })
		},
	})
	return open
}

// entered1 shows what came of a movement.
func (p *page) entered1(name string, entered *cashbook.Recorded, done string) {
	if entered != nil {
		p.written(*entered)
		kit.Trace(fmt.Sprintf("movement %s %d", name, entered.Voucher.Entry.Number))
	} else {
		p.refresh()
		p.Changed()
	}
	p.Window.Canvas().Focus(p.first())
	p.Done(done)
}

// accounts is a field for an account of the chart, which completes codes and
// names of the project's. Without a chart it takes any.
func (p *page) accounts(name string) *kit.PickerField {
	plan := p.book.Plan
	f := kit.NewPickerField(p.services, name, func(text string) []kit.Choice {
		if plan == nil || plan.Chart == nil {
			return nil
		}
		var choices []kit.Choice
		for _, a := range plan.Chart.Complete(text, directory.ModuleCashbook, maxOffered) {
			choices = append(choices, kit.Choice{Text: a.Code, Detail: a.Name(p.Printer.Language())})
		}
		return choices
	})
	f.MaxRunes = cashbook.MaxAccount
	f.Verify = func(text string) error {
		if plan == nil {
			return nil
		}
		return plan.CheckAccount(text, directory.ModuleCashbook)
	}
	return f
}

// people is a field for a name, which completes those of earlier vouchers.
func (p *page) people(name string) *kit.PickerField {
	known := &completion{}
	f := kit.NewPickerField(p.services, name, known.offer)
	f.MaxRunes = cashbook.MaxRecipient
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() ([]string, error) { return p.Session.EarlierRecipients(p.Context, book, "", maxLearned) }, func(names []string, err error) {
		if !p.Refuse(err) {
			known.learn(names)
		}
	})
	return f
}

func (p *page) text(name string, required bool, limit int) *kit.TextField {
	f := kit.NewTextField(p.services, name)
	f.Required, f.MaxRunes = required, limit
	return f
}

// dayField is a field for a day of the book, today to begin with.
func (p *page) dayField(name string) *kit.DateField {
	f := kit.NewDateField(p.services, name)
	f.Required = true
	f.SetDay(p.book.Today)
	return f
}

package cashbooks

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// mostNotices of a kind stand above the page; « Tenue » has all.
const mostNotices = 2

// notices tell above the page what is not as usual with the book: vouchers
// without number, lost numbers, and what was entered after a withdrawal.
func (p *page) notices() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	add := func(standing kit.Standing, key string, args fault.Args) {
		list = append(list, kit.NewNotice(p.Printer, standing, p.T(key, args), p.T(key+".hint", args)))
	}
	switch {
	case p.keeping():
		add(kit.Expiring, "cashbooks.page.keeping", nil)
	case p.book.Accept == nil:
		add(kit.Expiring, "cashbooks.page.accept", nil)
	case p.book.Waiting > 0:
		add(kit.Expiring, "cashbooks.page.held", fault.Args{"Held": p.book.Waiting})
	}
	lost := p.book.History.Lost
	for _, l := range lost[max(0, len(lost)-mostNotices):] {
		add(kit.Neutral, "cashbooks.page.lost", fault.Args{
			"Count": int(l.To - l.From + 1), "Numbers": cashbook.NumberRange(l.From, l.To), "Reason": l.Reason, "When": l.Withdrawn, "Epoch": l.Epoch,
		})
	}
	branches := p.book.History.Branches
	for _, b := range branches[max(0, len(branches)-mostNotices):] {
		add(kit.Expiring, "cashbooks.page.branch", fault.Args{
			"Numbers": cashbook.NumberRange(b.From, b.To), "Poste": b.Poste.Number, "Epoch": b.Epoch,
		})
	}
	return list
}

// showKeeping is the dialog « Tenue du livre »: who kept it, where and when.
func (p *page) showKeeping() {
	rows := kit.VStack(10)
	for _, k := range p.book.History.Keepings {
		rows.Add(p.keeping1(k))
	}
	if len(p.book.History.Keepings) == 0 {
		rows.Add(kit.NewParagraph(p.T("cashbooks.keeping.none"), kit.Muted))
	}
	var open *kit.OpenDialog
	for _, b := range p.book.History.Branches {
		show := kit.NewButton(p.T("cashbooks.branch.show"), "eye", kit.Plain, func() {
			open.Close()
			p.showBranch(b)
		})
		text := kit.NewParagraph(p.T("cashbooks.keeping.branch", fault.Args{
			"Numbers": cashbook.NumberRange(b.From, b.To), "Poste": b.Poste.Number, "Epoch": b.Epoch, "When": b.Received,
		}), kit.Body)
		rows.Add(kit.Leading(12, kit.Width(28, kit.NewText("–", kit.Strong)), kit.VStack(4, text, kit.HStack(0, show))))
	}
	dialog := kit.Dialog{
		Name: "book-keeping", Title: p.T("cashbooks.keeping.title", fault.Args{"Ref": p.book.Book.Ref()}), Width: 640, Content: rows,
	}
	if next, can := p.nextStep(); can {
		dialog.Aside = kit.NewButton(p.T(next.key), next.icon, kit.Plain, func() {
			open.Close()
			next.do()
		})
	}
	open = p.Dialogs.Open(dialog)
}

// keeping1 is one line of who kept the book.
func (p *page) keeping1(k workspace.Keeping) fyne.CanvasObject {
	args := fault.Args{
		"What": fault.Key("keeping." + k.What()), "Poste": k.Poste.Number, "Location": orDash(k.Poste.Location),
		"Person": orDash(k.Person), "When": k.Granted, "Number": k.FirstNumber,
	}
	text := kit.VStack(2, kit.NewParagraph(p.T("cashbooks.keeping."+k.What(), args), kit.Body))
	if k.Lost != "" {
		text.Add(kit.NewParagraph(p.T("cashbooks.keeping.lost", fault.Args{"Numbers": k.Lost, "Reason": k.Reason}), kit.Muted))
	} else if k.Reason != "" {
		text.Add(kit.NewParagraph(k.Reason, kit.Muted))
	}
	return kit.Leading(12, kit.Width(28, kit.NewText(strconv.FormatInt(k.Epoch, 10), kit.Strong)), text)
}

// step is what can be done about who keeps the book.
type step struct {
	key, icon string
	do        func()
}

// nextStep is what follows from who keeps the book now.
func (p *page) nextStep() (step, bool) {
	switch {
	case p.book.Grant == nil && p.book.Ownership != nil && !p.book.Here:
		return step{"cashbooks.withdraw", "remove", p.withdraw}, true
	case p.book.Grant == nil && p.book.Ownership == nil:
		return step{"cashbooks.grant", "person", p.grant}, true
	case p.book.Accept == nil:
		return step{"cashbooks.accept", "check", p.accept}, true
	case p.book.Return == nil:
		return step{"cashbooks.return", "folder", p.giveBack}, true
	case p.book.Grant == nil: // kept at head office, by somebody else
		return step{"cashbooks.withdraw", "remove", p.withdraw}, true
	}
	return step{}, false
}

// withdraw asks for the last printed number and the reason, and takes the book
// from a poste that is out of use.
func (p *page) withdraw() {
	number, reason := kit.NewTextField(p.services, "last-printed"), kit.NewTextField(p.services, "reason")
	number.Required, number.MaxRunes = true, 9
	reason.Required, reason.MaxRunes = true, cashbook.MaxReason
	number.SetText(strconv.FormatInt(p.book.Next-1, 10))
	text := p.T("cashbooks.withdraw.text", fault.Args{"Known": p.book.Vouchers})
	lost := kit.NewText("", kit.Muted)
	number.OnChanged = func(typed string) { lost.SetText(p.lostUpTo(typed)) }
	var open *kit.OpenDialog
	open = p.Dialogs.Open(kit.Dialog{
		Name: "book-withdraw", Title: p.T("cashbooks.withdraw.title", fault.Args{"Ref": p.book.Book.Ref()}), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(text, kit.Body), kit.NewLabelled(p.T("cashbooks.withdraw.number"), number), lost,
			kit.NewLabelled(p.T("cashbooks.withdraw.reason"), reason)),
		Confirm: p.T("cashbooks.withdraw.do"), Weight: kit.Danger, Focus: number,
		OnConfirm: func() error {
			if number.Check()+reason.Check() != "" {
				open.Fit()
				return kit.ErrStay
			}
			last, err := strconv.ParseInt(number.Text, 10, 64)
			if err != nil {
				return fault.New(fault.Invalid, "cashbooks.last-printed", fault.Args{"Text": fault.Excerpt(number.Text)})
			}
			book, why := p.book.Book.ID, reason.Text
			return open.Await(p.T("cashbooks.withdrawing"), func() error {
				_, err := p.Session.WithdrawBook(p.Context, book, last, why)
				return err
			}, p.kept)
		},
	})
}

// lostUpTo says which numbers a withdrawal would lose.
func (p *page) lostUpTo(typed string) string {
	last, err := strconv.ParseInt(typed, 10, 64)
	switch known := p.book.Next - 1; {
	case err != nil || last < known:
		return ""
	case last == known:
		return p.T("cashbooks.withdraw.none-lost")
	default:
		return p.T("cashbooks.withdraw.lost", fault.Args{"Numbers": cashbook.NumberRange(known+1, last)})
	}
}

// kept shows that somebody else keeps the book now.
func (p *page) kept() {
	p.reread()
	p.grid.Reload()
	p.Changed()
	kit.Trace("book keeping changed")
}

// grant asks for the poste that goes on with the book.
func (p *page) grant() {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() ([]directory.Poste, error) { return p.Session.BookPostes(p.Context, book) }, func(postes []directory.Poste, err error) {
		switch {
		case p.Refuse(err):
		case len(postes) == 0:
			p.Dialogs.Refuse(fault.New(fault.Missing, "cashbooks.no-poste", nil))
		default:
			p.askGrant(postes)
		}
	})
}

func (p *page) askGrant(postes []directory.Poste) {
	field := kit.NewStrictPicker(p.services, "poste", kit.OfferAll(desk.PosteChoices(postes)))
	field.Required = true
	ask(p.Desk, question{
		name: "book-grant", title: p.T("cashbooks.grant.title", fault.Args{"Ref": p.book.Book.Ref()}), confirm: p.T("cashbooks.grant.do"),
		form: kit.NewForm().Add(p.T("cashbooks.grant.poste"), field), focus: field, then: p.kept,
		read: func() answer {
			book, dir, chosen := p.book.Book.ID, p.Workspace.Outbox(), field.Chosen().ID
			done := "cashbooks.granted"
			return func() (string, error) {
				for _, poste := range postes {
					if strconv.Itoa(poste.Number) == chosen {
						if poste.ID == p.book.Poste {
							done = "cashbooks.granted.here"
						}
						_, _, err := p.Session.GrantBook(p.Context, book, poste.ID, dir)
						return p.T(done, fault.Args{"Ref": p.book.Book.Ref(), "Poste": chosen}), err
					}
				}
				return "", fault.New(fault.Missing, "cashbooks.no-poste", nil)
			}
		},
	})
}

// giveBack returns the book to head office.
func (p *page) giveBack() {
	args := fault.Args{"Ref": p.book.Book.Ref()}
	text, done := "cashbooks.return.text", "cashbooks.returned"
	if p.book.Office {
		text, done = "cashbooks.return.text.here", "cashbooks.returned.here"
	}
	p.Dialogs.Confirm(p.T("cashbooks.return.title", args), p.T(text), p.T("cashbooks.return.do"), func() {
		book, dir := p.book.Book.ID, p.Workspace.Outbox()
		kit.Load(p.Tasks, func() ([]string, error) { return p.Session.ReturnBook(p.Context, book, dir) }, func(_ []string, err error) {
			if !p.Refuse(err) {
				p.kept()
				p.Done(p.T(done, args))
			}
		})
	})
}

// copyBook is the button « Copie pour le siège ».
func (p *page) copyBook() {
	book, dir := p.book.Book.ID, p.Workspace.Outbox()
	kit.Load(p.Tasks, func() ([]string, error) { return p.Session.CopyBook(p.Context, book, dir) }, func(paths []string, err error) {
		switch {
		case p.Refuse(err):
		case len(paths) == 0:
			p.Done(p.T("cashbooks.copy.nothing"))
		default:
			p.Done(p.T("cashbooks.copy.done", fault.Args{"Files": len(paths)}))
			kit.Trace("book copied")
		}
	})
}

// showBranch lists what a poste entered after the withdrawal, to be read only.
func (p *page) showBranch(b workspace.BranchCard) {
	kit.Load(p.Tasks, func() ([]cashbook.Voucher, error) {
		return p.Session.BranchVouchers(p.Context, b.Book, b.Epoch)
	}, func(vouchers []cashbook.Voucher, err error) {
		if p.Refuse(err) {
			return
		}
		rows := kit.VStack(6, kit.NewParagraph(p.T("cashbooks.page.branch.hint"), kit.Muted))
		for _, v := range vouchers[:min(len(vouchers), mostBranchLines)] {
			rows.Add(kit.NewParagraph(p.T("cashbooks.branch.line", fault.Args{
				"Number": v.Entry.Number, "Day": v.Entry.Day, "Text": v.Text, "Amount": p.amount(v.AmountMinor), "Epoch": v.Entry.Epoch,
			}), kit.Body))
		}
		if left := len(vouchers) - mostBranchLines; left > 0 {
			rows.Add(kit.NewParagraph(p.T("cashbooks.branch.more", fault.Args{"Left": left}), kit.Muted))
		}
		title := p.T("cashbooks.branch.title", fault.Args{"Ref": p.book.Book.Ref(), "Epoch": b.Epoch, "Poste": b.Poste.Number})
		p.Dialogs.Open(kit.Dialog{Name: "book-branch", Title: title, Width: 640, Content: rows})
	})
}

// mostBranchLines fit into a dialog; the command line lists all of a branch.
const mostBranchLines = 15

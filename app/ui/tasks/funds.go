package tasks

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// fundsToDecide are the requests for the release of funds.
func (s *section) fundsToDecide() ([]item, error) {
	open, err := s.Session.Funds(s.Context, funds.Filter{Status: funds.Open})
	var items []item
	for _, c := range open {
		items = append(items, item{
			nature: s.T("tasks.nature.funds"), person: c.Asker, poste: s.fundsPoste(c),
			what:  joined(c.Book.Book.Ref()+" "+c.Book.Book.Name, s.Printer.Amount(c.Request.Amount())),
			since: c.Request.Received, open: func() { s.openFunds(c) },
		})
	}
	return items, err
}

func (s *section) fundsPoste(c workspace.FundsCard) string {
	if c.Poste.Number == 0 {
		return s.T("tasks.funds.office")
	}
	return joined(fmt.Sprintf("n° %d", c.Poste.Number), c.Poste.Label)
}

// release is the dialog in which a request for the release of funds is decided.
type release struct {
	*section
	card      workspace.FundsCard
	books     []workspace.BookCard
	dialog    *kit.OpenDialog
	form      *kit.Form
	amount    *kit.AmountField
	from      *kit.PickerField
	paid      *kit.AmountField // that leaves the paying book, in its currency
	reference *kit.TextField
	folder    *kit.FolderField
}

// fundsTaken shows a request that was just taken in, or that it was taken back.
func (s *section) fundsTaken(f workspace.FundsArrival) {
	kit.Trace("request received")
	s.Changed()
	s.showList(func() {
		if f.Card.Request.Status == funds.Open {
			s.openFunds(f.Card)
			return
		}
		s.Done(s.T("tasks.funds.taken-back", fault.Args{"Ref": f.Card.Request.Ref(), "Name": f.Card.Asker}))
	})
}

// openFunds shows what there is to know of a request. Who may not decide sees why.
func (s *section) openFunds(c workspace.FundsCard) {
	kit.Load(s.Tasks, func() ([]workspace.BookCard, error) { return s.Session.PayingBooks(s.Context) }, func(books []workspace.BookCard, err error) {
		if err != nil {
			s.Dialogs.Refuse(err)
			return
		}
		r := &release{section: s, card: c, books: books, folder: s.replyFolder()}
		r.fields()
		shown := kit.Dialog{Name: "release", Title: s.T("tasks.funds.title", fault.Args{"Ref": c.Request.Ref(), "Name": c.Asker}), Content: r.content(), Width: 660}
		if c.MayDecide == nil {
			shown.Confirm, shown.OnConfirm, shown.Focus = s.T("tasks.funds.grant"), r.grant, r.amount
			shown.Aside = kit.NewButton(s.T("tasks.refuse"), "", kit.Plain, r.refuse)
		}
		r.dialog = s.Dialogs.Open(shown)
	})
}

func (r *release) fields() {
	q := r.card.Request
	r.amount = kit.NewAmountField(r.Services, "amount", q.Currency)
	r.amount.Required = true
	r.amount.SetAmount(q.Amount())
	r.reference = kit.NewTextField(r.Services, "reference")
	r.reference.MaxRunes = cashbook.MaxPartnerNumber
	var choices []kit.Choice
	for _, b := range r.books {
		if b.Book.ID == q.Book {
			continue
		}
		choices = append(choices, kit.Choice{
			ID: b.Book.Ref(), Text: b.Book.Ref() + " " + b.Book.Name,
			Detail: r.Printer.Amount(money.Amount{Minor: b.BalanceMinor, Currency: b.Book.Currency}),
		})
	}
	r.from = kit.NewStrictPicker(r.Services, "from", kit.OfferAll(choices))
	r.paid = kit.NewAmountField(r.Services, "paid", q.Currency)
	r.paid.Disable()
	r.from.OnChosen = func(kit.Choice) { r.choose() }
	r.form = kit.NewForm().Add(r.T("detail.granted"), r.amount)
	if len(choices) > 0 {
		r.form.Add(r.T("detail.paid-from"), r.from).Add(r.T("tasks.funds.leaves"), r.paid)
	}
	r.form.Add(r.T("detail.reference"), r.reference)
	if q.Digest != [32]byte{} {
		r.form.Add(r.T("tasks.folder"), r.folder)
	}
}

func (r *release) chosen() (workspace.BookCard, bool) {
	for _, b := range r.books {
		if b.Book.Ref() == r.from.Chosen().ID {
			return b, true
		}
	}
	return workspace.BookCard{}, false
}

// choose asks for what leaves the paying book where it has another currency.
func (r *release) choose() {
	b, is := r.chosen()
	differs := is && b.Book.Currency != r.card.Request.Currency
	r.paid.Required = differs
	if differs {
		r.paid.SetCurrency(b.Book.Currency)
		r.paid.Enable()
		return
	}
	r.paid.SetText("")
	r.paid.Disable()
}

func (r *release) content() fyne.CanvasObject {
	q, card := r.card.Request, r.card
	amount := func(minor int64) string {
		return r.Printer.Amount(money.Amount{Minor: minor, Currency: q.Currency})
	}
	facts := kit.Columns(3, 16,
		fact(r.T("detail.release-amount"), amount(q.AmountMinor)), fact(r.T("detail.wanted"), r.Printer.DayMedium(q.Wanted)),
		fact(r.T("tasks.column.poste"), r.fundsPoste(card)),
		fact(r.T("detail.book"), card.Book.Book.Ref()+" "+card.Book.Book.Name))
	if card.SeesBook && (card.Book.Here || card.Book.Vouchers > 0) { // else nothing is known of it
		facts.Add(fact(r.T("tasks.funds.balance"), amount(card.Book.BalanceMinor)))
	}
	if card.OtherOpen > 0 {
		facts.Add(fact(r.T("tasks.funds.other"), r.T("tasks.funds.others", fault.Args{"Count": card.OtherOpen, "Amount": money.Amount{Minor: card.OtherMinor, Currency: q.Currency}})))
	}
	if q.BudgetLine != "" {
		facts.Add(fact(r.T("detail.budget-line"), q.BudgetLine))
	}
	if q.Funding != "" {
		facts.Add(fact(r.T("detail.funding"), q.Funding))
	}
	lines := kit.VStack(12, kit.VStack(2, kit.NewText(r.T("detail.release-purpose"), kit.Small), kit.NewParagraph(q.Purpose, kit.Strong)), facts, kit.Rule())
	if card.MayDecide != nil {
		text, hint := r.Explain(card.MayDecide)
		lines.Add(kit.NewNotice(r.Printer, kit.Neutral, text, hint))
		return lines
	}
	lines.Add(r.form)
	hint := "tasks.funds.hint"
	if len(r.books) == 0 {
		hint = "tasks.funds.outside"
	}
	lines.Add(kit.NewParagraph(r.T(hint), kit.Muted))
	return lines
}

func (r *release) grant() error {
	if !r.form.Check() {
		r.dialog.Fit()
		return kit.ErrStay
	}
	q := r.card.Request
	granted, _ := r.amount.Amount() // checked with the form
	paid, _ := r.paid.Amount()
	leg := []rune(r.T("funds.leg", fault.Args{"Ref": q.Ref(), "Purpose": q.Purpose}))
	g := funds.Grant{
		AmountMinor: granted.Minor, PaidMinor: paid.Minor, Reference: strings.TrimSpace(r.reference.Text),
		Text: string(leg[:min(len(leg), cashbook.MaxText)]),
	}
	if b, is := r.chosen(); is {
		g.From = b.Book.ID
	}
	dir := r.folder.Folder()
	var done workspace.FundsWritten
	return r.dialog.Await(r.T("tasks.approving"), func() (err error) {
		done, err = r.Session.GrantFunds(r.Context, q.ID, g, dir)
		return err
	}, func() { r.decided("tasks.funds.granted", done) })
}

// refuse asks for the reason and says no.
func (r *release) refuse() {
	r.dialog.Close()
	reason := kit.NewTextField(r.Services, "reason")
	reason.Required, reason.MaxRunes = true, maxReason
	r.folder = r.replyFolder()
	content := kit.VStack(12, kit.NewLabelled(r.T("tasks.reason"), reason))
	if r.card.Request.Digest != [32]byte{} {
		content.Add(kit.NewLabelled(r.T("tasks.folder"), r.folder))
	}
	r.dialog = r.Dialogs.Open(kit.Dialog{
		Name: "release-refuse", Title: r.T("tasks.refuse.title", fault.Args{"Name": r.card.Asker}), Width: 560, Content: content,
		Confirm: r.T("tasks.refuse.confirm"), Weight: kit.Danger, Focus: reason,
		OnConfirm: func() error {
			if reason.Check() != "" || r.folder.Check() != "" {
				r.dialog.Fit()
				return kit.ErrStay
			}
			why, dir := reason.Text, r.folder.Folder()
			var done workspace.FundsWritten
			return r.dialog.Await(r.T("tasks.refusing"), func() (err error) {
				done, err = r.Session.RefuseFunds(r.Context, r.card.Request.ID, why, dir)
				return err
			}, func() { r.decided("tasks.funds.refused", done) })
		},
	})
}

// decided says what was decided, and where the answer for the poste lies.
func (r *release) decided(key string, done workspace.FundsWritten) {
	kit.Trace("release decided")
	r.Changed()
	title := r.T(key, fault.Args{"Ref": done.Card.Request.Ref(), "Amount": done.Card.Request.GrantedAmount()})
	r.showList(func() {
		if done.Path == "" {
			r.Done(title)
			return
		}
		r.Dialogs.Open(kit.Dialog{Name: "release-decided", Title: title, Width: 600, Content: kit.VStack(12,
			kit.Leading(8, kit.NewIcon("file", kit.ColorPrimary), kit.VStack(2,
				kit.NewText(filepath.Base(done.Path), kit.Strong).Cut(), kit.NewParagraph(filepath.Dir(done.Path), kit.Muted))),
			kit.NewNotice(r.Printer, kit.Neutral, r.T("tasks.decided.next", fault.Args{"Name": r.card.Asker}), r.T("tasks.decided.hint")))})
	})
}

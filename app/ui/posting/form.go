package posting

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// form completes what the voucher says.
type form struct {
	screen  *screen
	content *fyne.Container

	journal *kit.PickerField
	kind    *kit.PickerField
	day     *kit.DateField
	account *kit.PickerField
	funding *kit.PickerField
	budget  *kit.PickerField
	split   *kit.TextField // instead of the three: "6053:AFD-24=60% 6054"
	party   *kit.TextField
	name    *kit.TextField
	text    *kit.TextField
	tax     *kit.PickerField
	rate    *kit.TextField

	label *kit.Text      // of the account
	lines *kit.Paragraph // that will be posted, or what is missing
	fixed bool           // the voucher cancels another: there is nothing to fill in
}

func newForm(s *screen) *form {
	v := s.Services
	f := &form{
		screen: s, journal: kit.NewStrictPicker(v, "journal", nil), kind: kit.NewStrictPicker(v, "kind", nil), day: kit.NewDateField(v, "day"),
		account: kit.NewPickerField(v, "account", nil), funding: kit.NewPickerField(v, "funding", nil), budget: kit.NewPickerField(v, "budget-line", nil),
		split: kit.NewTextField(v, "split"), party: kit.NewTextField(v, "party"), name: kit.NewTextField(v, "party-name"),
		text: kit.NewTextField(v, "text"), tax: kit.NewPickerField(v, "tax", nil), rate: kit.NewTextField(v, "rate"),
		label: kit.NewText("", kit.Small).Cut(), lines: kit.NewParagraph("", kit.Muted),
	}
	f.journal.Offer, f.kind.Offer = kit.OfferAll(f.journals()), kit.OfferAll(f.kinds())
	f.account.Offer, f.funding.Offer, f.budget.Offer, f.tax.Offer = f.accounts, f.fundings, f.budgetLines, f.taxes
	f.split.PlaceHolder, f.party.PlaceHolder = "6053=60% 6054", s.T("posting.party.code")
	f.account.MaxRunes, f.funding.MaxRunes, f.budget.MaxRunes = cashbook.MaxAccount, cashbook.MaxCode, cashbook.MaxCode
	f.party.MaxRunes, f.name.MaxRunes, f.text.MaxRunes = accounting.MaxParty, cashbook.MaxRecipient, accounting.MaxText
	f.journal.Set(choiceOf(s.journal))
	f.journal.OnChosen = func(c kit.Choice) { s.chooseJournal(c.ID) }
	f.kind.OnChosen = func(kit.Choice) { f.show() }
	for _, one := range f.walked() {
		one.Commit = func() { f.walk(one) }
		one.OnChanged = func(string) { f.show() }
	}
	f.content = f.laid()
	return f
}

func choiceOf(j accounting.Journal) kit.Choice {
	return kit.Choice{ID: j.ID.String(), Text: j.Ref(), Detail: j.Name}
}

func (f *form) journals() (choices []kit.Choice) {
	for _, j := range f.screen.journals {
		choices = append(choices, choiceOf(j))
	}
	return choices
}

// kinds are the transactions that have a form.
func (f *form) kinds() (choices []kit.Choice) {
	for _, m := range accounting.Masks() {
		if m != accounting.MaskFree && m != accounting.MaskOpening {
			choices = append(choices, f.kindOf(m))
		}
	}
	return choices
}

func (f *form) kindOf(m accounting.Mask) kit.Choice {
	return kit.Choice{ID: string(m), Text: f.screen.T("mask." + string(m))}
}

// walked are the fields from first to last, as Enter walks them.
func (f *form) walked() []*kit.TextField {
	return []*kit.TextField{
		&f.account.TextField, &f.funding.TextField, &f.budget.TextField, f.split, f.party, f.name, &f.tax.TextField, f.rate, f.text, &f.day.TextField,
	}
}

// laid sets the fields in three rows.
func (f *form) laid() *fyne.Container {
	t := f.screen.T
	labelled := func(key string, width float32, field kit.Field) fyne.CanvasObject {
		return kit.Width(width, kit.VStack(2, kit.NewText(t(key), kit.Small), kit.NewFramed(field, f.show)))
	}
	first := kit.HStack(8, labelled("posting.kind", 140, f.kind), labelled("posting.journal", 115, f.journal), labelled("posting.day", 115, f.day), labelled("posting.text", 270, f.text))
	second := kit.HStack(8, labelled("posting.account", 115, f.account), labelled("posting.funding", 110, f.funding), labelled("posting.budget-line", 105, f.budget),
		labelled("posting.split", 196, f.split), labelled("posting.tax", 110, f.tax))
	third := kit.HStack(8, labelled("posting.party", 115, f.party), labelled("posting.party.name", 223, f.name), kit.Width(310, kit.Insets(22, 0, f.label)))
	if f.screen.journal.IsForeign() {
		third = kit.HStack(8, labelled("posting.party", 115, f.party), labelled("posting.party.name", 223, f.name), labelled("posting.rate", 120, f.rate), kit.Width(180, kit.Insets(22, 0, f.label)))
	}
	below := kit.VStack(2, f.lines, kit.NewText(t("posting.hint"), kit.Small).Cut())
	return kit.VStack(6, first, second, third, below)
}

// fill shows what a voucher says.
func (f *form) fill(d workspace.VoucherDesk) {
	said := d.Form
	f.fixed = d.Cancels != 0
	f.kind.Set(f.kindOf(said.Mask))
	f.day.SetDay(d.Voucher.Entry.Day)
	f.text.SetText(said.Text)
	f.party.SetText(said.Party)
	f.name.SetText(said.PartyName)
	f.tax.SetText("")
	f.rate.SetText("")
	f.setShares(said.Shares)
	for _, field := range []interface {
		Enable()
		Disable()
	}{f.kind, f.account, f.funding, f.budget, f.split, f.party, f.name, f.tax, f.rate, f.text} {
		if f.fixed {
			field.Disable()
		} else {
			field.Enable()
		}
	}
	f.show()
}

// setShares shows one share in the fields of its own, several in one.
func (f *form) setShares(shares []cashbook.Share) {
	one := cashbook.Share{}
	var split []string
	if len(shares) == 1 {
		one = shares[0]
	} else {
		for _, s := range shares {
			split = append(split, written(s, f.screen))
		}
	}
	f.account.SetText(one.Account)
	f.funding.SetText(one.Funding)
	f.budget.SetText(one.BudgetLine)
	f.split.SetText(strings.Join(split, " "))
}

// written is a share as it is typed.
func written(s cashbook.Share, on *screen) string {
	switch {
	case s.Percent != 0:
		return s.Assignment() + "=" + s.Percent.String() + "%"
	case s.AmountMinor != 0:
		return s.Assignment() + "=" + strings.Join(strings.Fields(on.Printer.Editable(on.amount(s.AmountMinor))), "")
	}
	return s.Assignment()
}

// clear empties the form.
func (f *form) clear() {
	f.kind.Clear()
	for _, field := range f.walked() {
		field.SetText("")
	}
	f.lines.SetText("")
	f.label.SetText("")
}

// typed gives the form as it stands.
func (f *form) typed() (form accounting.Form, err error) {
	form = f.screen.shown.Form
	form.Mask = accounting.Mask(f.kind.Chosen().ID)
	form.Text, form.Party, form.PartyName = strings.TrimSpace(f.text.Text), strings.TrimSpace(f.party.Text), strings.TrimSpace(f.name.Text)
	if rate := strings.TrimSpace(f.rate.Text); rate != "" {
		if form.Rate, err = money.ParseRate(rate); err != nil {
			return form, err
		}
	}
	if form.Shares, err = f.shares(); err != nil {
		return form, err
	}
	form.Taxes = nil
	for _, code := range strings.Fields(f.tax.Text) {
		form.Taxes = append(form.Taxes, accounting.Tax{Code: strings.ToUpper(code)})
	}
	return form, nil
}

func (f *form) shares() (shares []cashbook.Share, err error) {
	for _, text := range strings.Fields(f.split.Text) {
		assignment, size, _ := strings.Cut(text, "=")
		share, err := cashbook.ParseAssignment(assignment)
		if err != nil {
			return nil, err
		}
		if err := share.SetSize(size, f.screen.book.Currency); err != nil {
			return nil, err
		}
		shares = append(shares, share)
	}
	if len(shares) > 0 {
		return shares, nil
	}
	code := func(field *kit.PickerField) string { return strings.ToUpper(strings.TrimSpace(field.Text)) }
	return []cashbook.Share{{Account: strings.TrimSpace(f.account.Text), Funding: code(f.funding), BudgetLine: code(f.budget)}}, nil
}

// worked gives the lines that would be posted, or why there are none.
func (f *form) worked() (accounting.Content, error) {
	form, err := f.typed()
	if err != nil {
		return accounting.Content{}, err
	}
	b := f.screen.shown.Basis
	if day, err := f.day.Day(); err == nil && !day.IsZero() {
		b.Day = day
	}
	if f.screen.shown.Voucher.Kind == cashbook.KindOpening && form.Mask == f.screen.shown.Form.Mask && len(form.Shares) == 1 && form.Shares[0].Account == "" {
		return accounting.Content{}, fault.New(fault.Invalid, "accounting.batch-opening", fault.Args{
			"Number": f.screen.shown.Voucher.Entry.Number, "Book": f.screen.book.Ref(),
		})
	}
	return form.Content(b)
}

// complete reports whether the voucher can be posted as it stands.
func (f *form) complete() bool {
	_, err := f.worked()
	return err == nil
}

// show works out at every key what will be posted.
func (f *form) show() {
	s := f.screen
	if s.shown.Voucher.Entry.Seq == 0 {
		return
	}
	if f.fixed {
		f.lines.SetText(s.T("posting.cancels", fault.Args{"Number": s.shown.Cancels}))
		return
	}
	f.label.SetText("")
	if a, known := s.shown.Basis.Plan.Chart.Account(strings.TrimSpace(f.account.Text)); known {
		f.label.SetText(a.Name(s.Printer.Language()))
	}
	c, err := f.worked()
	if err != nil {
		text, _ := s.Printer.Fault(err, "")
		f.lines.SetText(text)
		return
	}
	f.lines.SetText(s.told(c.Lines))
}

// told writes lines in a row: debits, and the credits after an arrow.
func (s *screen) told(lines []accounting.Line) string {
	var debits, credits []string
	for _, l := range lines {
		if l.AmountMinor > 0 {
			debits = append(debits, l.Account+" "+s.Printer.Number(s.amount(l.AmountMinor)))
		} else {
			credits = append(credits, l.Account+" "+s.Printer.Number(s.amount(-l.AmountMinor)))
		}
	}
	return s.T("posting.lines", fault.Args{"Debits": strings.Join(debits, " · "), "Credits": strings.Join(credits, " · ")})
}

// begin puts the keyboard where something is missing.
func (f *form) begin() {
	if strings.TrimSpace(f.account.Text+f.split.Text) == "" {
		f.screen.Window.Canvas().Focus(f.account)
		return
	}
	f.screen.Window.Canvas().Focus(f.party)
}

// walk is Enter in a field: it posts what is complete, and goes to the next else.
func (f *form) walk(from *kit.TextField) {
	if from.Check() != "" {
		return
	}
	if f.complete() {
		f.screen.post()
		return
	}
	fields := f.walked()
	for i, field := range fields {
		if field != from {
			continue
		}
		next := fields[(i+1)%len(fields)]
		if next == f.rate && !f.screen.journal.IsForeign() {
			next = f.text
		}
		f.screen.Window.Canvas().Focus(f.focusOf(next))
		return
	}
}

// focusOf gives the field that holds a text field.
func (f *form) focusOf(field *kit.TextField) fyne.Focusable {
	for _, picker := range []*kit.PickerField{f.account, f.funding, f.budget, f.tax} {
		if &picker.TextField == field {
			return picker
		}
	}
	if field == &f.day.TextField {
		return f.day
	}
	return field
}

// mostOffered bounds completions.
const mostOffered = 20

func (f *form) accounts(text string) (choices []kit.Choice) {
	s := f.screen
	if s.shown.Basis.Plan == nil {
		return nil
	}
	rule, known := accounting.RuleOf(accounting.Mask(f.kind.Chosen().ID), s.journal, s.shown.Basis.Plan.Chart)
	for _, a := range s.shown.Basis.Plan.Chart.Complete(text, directory.ModuleAccounting, 10*mostOffered) {
		if len(choices) < mostOffered && (!known || rule.TakesAccount(a.Code)) {
			choices = append(choices, kit.Choice{ID: a.Code, Text: a.Code, Detail: a.Name(s.Printer.Language())})
		}
	}
	return choices
}

func (f *form) fundings(text string) (choices []kit.Choice) {
	s := f.screen
	if s.shown.Basis.Plan == nil {
		return nil
	}
	for _, g := range s.shown.Basis.Plan.Fundings.Complete(text, s.shown.Basis.Day, mostOffered) {
		choices = append(choices, kit.Choice{ID: g.Code, Text: g.Code, Detail: g.Label})
	}
	return choices
}

func (f *form) budgetLines(text string) (choices []kit.Choice) {
	s := f.screen
	if s.shown.Basis.Plan == nil {
		return nil
	}
	for _, b := range s.shown.Basis.Plan.Budget.Complete(text, mostOffered) {
		choices = append(choices, kit.Choice{ID: b.Code, Text: b.Code, Detail: b.Label})
	}
	return choices
}

func (f *form) taxes(text string) []kit.Choice {
	var choices []kit.Choice
	for _, c := range accounting.TaxesOn(f.screen.shown.Basis.Taxes, f.screen.shown.Basis.Day) {
		choices = append(choices, kit.Choice{ID: c.Code(), Text: c.Code(), Detail: c.Name})
	}
	return kit.OfferAll(choices)(text)
}

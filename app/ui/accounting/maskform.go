package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// maskForm is the form of one kind of transaction: the amount, what it is for, whose
// it is, and beside it the lines that it stands for, worked out at every key.
type maskForm struct {
	entry *entry
	basis accounting.Basis
	rule  accounting.Rule

	amount    *kit.AmountField
	back      *kit.Check // the money goes the other way
	party     *kit.PickerField
	partyName *kit.TextField
	due       *kit.DateField
	against   *kit.PickerField
	equal     *kit.Check
	shares    []*shareRow
	taxes     []*taxRow

	shareList *fyne.Container
	taxList   *fyne.Container
	preview   *kit.Grid[accounting.Line]
	said      *kit.Paragraph // why there is nothing to see yet
	right     *fyne.Container
	pane      *cashbooks.PaperPane // nil while nothing is attached
}

// shareRow is a part of the amount as it is typed.
type shareRow struct {
	account, funding, budget *kit.PickerField
	size                     *kit.TextField
	name                     *kit.Text
}

// taxRow is a tax line as it is typed.
type taxRow struct {
	code     *kit.PickerField
	withheld *kit.Check
	amount   *kit.AmountField
}

func newMaskForm(e *entry, basis accounting.Basis, rule accounting.Rule) *maskForm {
	s := e.services
	f := &maskForm{
		entry: e, basis: basis, rule: rule, amount: kit.NewAmountField(s, "amount", e.open.Journal.Currency),
		back:  kit.NewCheck(s, "back", e.T("accounting.form.back."+string(rule.Mask))),
		party: kit.NewPickerField(s, "party", e.offerParties), partyName: kit.NewTextField(s, "party-name"),
		due: kit.NewDateField(s, "due"), against: kit.NewPickerField(s, "against", nil),
		equal:     kit.NewCheck(s, "equal", e.T("accounting.form.equal")),
		shareList: kit.VStack(lineGap), taxList: kit.VStack(lineGap),
		preview: lineGrid(e.services, e.offers, e.open.Journal, "preview", nil), said: kit.NewParagraph("", kit.Style{Color: kit.ColorMuted, Align: fyne.TextAlignCenter}),
	}
	f.amount.Required = true
	f.party.MaxRunes, f.partyName.MaxRunes = accounting.MaxParty, cashbook.MaxRecipient
	f.party.PlaceHolder, f.partyName.PlaceHolder = e.T("accounting.form.party.code"), e.T("accounting.form.party.name")
	f.against.Offer = func(text string) []kit.Choice { return e.offers.only(text, rule.TakesAgainst) }
	f.against.Verify = e.checkAccount
	f.against.SetText(rule.Against)
	if e.open.Journal.IsTreasury() {
		f.against.Disable()
	}
	f.party.ActionItem = nil // narrow; Down opens the list
	f.party.OnChosen = func(c kit.Choice) { f.partyName.SetText(c.Detail) }
	f.preview.Empty = kit.Width(saidWidth, f.said)
	f.equal.OnChanged = func(bool) { f.show() }
	f.back.OnChanged = func(bool) { f.show() }
	f.addShare()
	if rule.Tax {
		f.addTax()
	}
	f.listen()
	return f
}

// listen ties the keys and the changes of the fields to the form.
func (f *maskForm) listen() {
	for _, field := range []*kit.TextField{&f.amount.TextField, &f.party.TextField, f.partyName, &f.due.TextField, &f.against.TextField} {
		field.Commit = func() { f.walk(field) }
		field.OnChanged = func(string) { f.show() }
	}
}

// addShare puts an empty part below the others.
func (f *maskForm) addShare() *shareRow {
	e, s := f.entry, f.entry.services
	r := &shareRow{
		account: kit.NewPickerField(s, "share-account", func(text string) []kit.Choice { return e.offers.only(text, f.rule.TakesAccount) }),
		funding: kit.NewPickerField(s, "share-funding", e.offers.fundings),
		budget:  kit.NewPickerField(s, "share-budget-line", e.offers.budgetLines),
		size:    kit.NewTextField(s, "share-size"), name: kit.NewText("", kit.Small).Cut(),
	}
	r.account.MaxRunes, r.funding.MaxRunes, r.budget.MaxRunes, r.size.MaxRunes = cashbook.MaxAccount, cashbook.MaxCode, cashbook.MaxCode, 30
	r.account.Verify, r.funding.Verify, r.budget.Verify = e.checkAccount, e.checkFunding, e.checkBudget
	r.size.PlaceHolder = e.T("accounting.form.rest")
	for _, field := range []*kit.TextField{&r.account.TextField, &r.funding.TextField, &r.budget.TextField, r.size} {
		field.ActionItem = nil // narrow; Down opens the list
		field.Commit = func() { f.walk(field) }
		field.OnChanged = func(string) { f.show() }
	}
	if len(f.shares) == 0 {
		r.account.SetText(f.rule.Account)
	}
	f.shares = append(f.shares, r)
	f.shareList.Add(f.shareCells(r))
	return r
}

// addTax puts an empty tax line below the others.
func (f *maskForm) addTax() *taxRow {
	s := f.entry.services
	r := &taxRow{
		code:     kit.NewPickerField(s, "tax", f.offerTaxes),
		withheld: kit.NewCheck(s, "withheld", f.entry.T("accounting.form.withheld")),
		amount:   kit.NewAmountField(s, "tax-amount", f.entry.open.Journal.Currency),
	}
	r.code.MaxRunes = cashbook.MaxCode
	r.amount.PlaceHolder = f.entry.T("accounting.form.worked-out")
	for _, field := range []*kit.TextField{&r.code.TextField, &r.amount.TextField} {
		field.Commit = func() { f.walk(field) }
		field.OnChanged = func(string) { f.show() }
	}
	r.withheld.OnChanged = func(bool) { f.show() }
	f.taxes = append(f.taxes, r)
	f.taxList.Add(f.taxCells(r))
	return r
}

// offerTaxes completes the rates that hold on the day.
func (f *maskForm) offerTaxes(text string) []kit.Choice {
	var choices []kit.Choice
	for _, c := range accounting.TaxesOn(f.basis.Taxes, f.basis.Day) {
		choices = append(choices, kit.Choice{ID: c.Code(), Text: c.Code(), Detail: c.Name})
	}
	return kit.OfferAll(choices)(text)
}

// newDay works with the rates of another day.
func (f *maskForm) newDay(day calendar.Day) {
	e := f.entry
	if day == f.basis.Day {
		return
	}
	f.basis.Day = day
	kit.Load(e.Tasks, func() (accounting.Basis, error) { return e.Session.FormBasis(e.Context, e.open.Journal.ID, day) },
		func(basis accounting.Basis, err error) {
			if err == nil && f.basis.Day == day {
				f.basis = basis
				f.show()
			}
		})
}

package accounting

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// cellPlace is a field of a line that is typed.
type cellPlace int

// The fields in the order in which Tab walks them.
const (
	atAccount cellPlace = iota
	atParty
	atFunding
	atBudget
	atText
	atDue
	atDebit
	atCredit
)

// cells is how many fields a line has.
const cells = int(atCredit) + 1

// cell is a field of a line.
type cell interface {
	kit.Field
	Refuse(error)
	SetText(string)
}

// typedLine is a debit or a credit as it is typed.
type typedLine struct {
	entry   *entry
	account *kit.PickerField
	name    *kit.Text // of the account
	party   *kit.PickerField
	funding *kit.PickerField
	budget  *kit.PickerField
	text    *kit.TextField
	due     *kit.DateField
	debit   *kit.AmountField
	credit  *kit.AmountField
	base    *kit.Text // what the amount is worth, in a journal of another currency
	remove  *kit.Button
	fields  [cells]cell
	row     *fyne.Container

	carried accounting.Line // what is not typed: the party's name, the rate of a tax
}

func newTypedLine(e *entry) *typedLine {
	s, j := e.services, e.open.Journal
	l := &typedLine{
		entry: e, name: kit.NewText("", kit.Muted).Cut(), base: kit.NewText("", kit.Style{Color: kit.ColorMuted, Align: fyne.TextAlignTrailing}),
		account: kit.NewPickerField(s, "account", e.offers.accounts),
		party:   kit.NewPickerField(s, "party", e.offerParties),
		funding: kit.NewPickerField(s, "funding", e.offers.fundings),
		budget:  kit.NewPickerField(s, "budget-line", e.offers.budgetLines),
		text:    kit.NewTextField(s, "line-text"),
		due:     kit.NewDateField(s, "due"),
		debit:   kit.NewAmountField(s, "debit", j.Currency), credit: kit.NewAmountField(s, "credit", j.Currency),
	}
	l.fields = [cells]cell{l.account, l.party, l.funding, l.budget, l.text, l.due, l.debit, l.credit}
	l.remove = kit.NewButton("", "close", kit.Quiet, func() { e.drop(l) })
	for _, narrow := range []*kit.PickerField{l.account, l.party, l.funding, l.budget} {
		narrow.ActionItem = nil // narrow; Down opens the list
	}
	l.due.ActionItem = nil // narrow; F4 opens the calendar
	l.account.MaxRunes, l.party.MaxRunes, l.text.MaxRunes = cashbook.MaxAccount, accounting.MaxParty, accounting.MaxText
	l.funding.MaxRunes, l.budget.MaxRunes = cashbook.MaxCode, cashbook.MaxCode
	l.account.Verify, l.funding.Verify, l.budget.Verify = e.checkAccount, e.checkFunding, e.checkBudget
	l.listen()
	return l
}

// listen ties the keys and the changes of the fields to the entry.
func (l *typedLine) listen() {
	l.account.OnChanged = func(string) { l.name.SetText(l.entry.offers.accountName(strings.TrimSpace(l.account.Text))) }
	l.account.Commit = func() { l.walk(atAccount) }
	l.party.Commit = func() { l.walk(atParty) }
	l.funding.Commit = func() { l.walk(atFunding) }
	l.budget.Commit = func() { l.walk(atBudget) }
	l.text.Commit = func() { l.walk(atText) }
	l.due.Commit = func() { l.walk(atDue) }
	l.debit.Commit = func() { l.walk(atDebit) }
	l.credit.Commit = func() { l.walk(atCredit) }
	l.debit.OnChanged = func(string) { l.entry.showTotals() }
	l.credit.OnChanged = func(string) { l.entry.showTotals() }
}

// empty reports whether nothing is typed.
func (l *typedLine) empty() bool {
	return strings.TrimSpace(l.account.Text+l.party.Text+l.funding.Text+l.budget.Text+l.text.Text+l.due.Text+l.debit.Text+l.credit.Text) == ""
}

// amount reads the two columns of which one is filled: a debit is positive. Nothing
// typed is zero.
func (l *typedLine) amount() (minor int64, at cellPlace, err error) {
	debit, err := l.column(l.debit)
	if err != nil {
		return 0, atDebit, err
	}
	credit, err := l.column(l.credit)
	switch {
	case err != nil:
		return 0, atCredit, err
	case debit != 0 && credit != 0:
		return 0, atCredit, fault.New(fault.Invalid, "accounting.line-both", nil)
	}
	return debit - credit, atDebit, nil
}

// column reads an amount without a sign; the column gives the direction.
func (l *typedLine) column(f *kit.AmountField) (int64, error) {
	a, err := f.Amount()
	if err == nil && a.Minor < 0 {
		err = fault.New(fault.Invalid, "accounting.line-sign", nil)
	}
	return a.Minor, err
}

// read gives the line that is typed. An error is of the field at the place.
func (l *typedLine) read() (line accounting.Line, at cellPlace, err error) {
	for at, f := range l.fields {
		if f.Check() != "" {
			return line, cellPlace(at), errTyped
		}
	}
	line = l.carried
	if party := strings.TrimSpace(l.party.Text); party != line.Party {
		line.Party, line.PartyName = party, l.entry.partyName(party)
	}
	line.Account, line.Text = strings.TrimSpace(l.account.Text), strings.TrimSpace(l.text.Text)
	line.Funding, line.BudgetLine = strings.ToUpper(strings.TrimSpace(l.funding.Text)), strings.ToUpper(strings.TrimSpace(l.budget.Text))
	var due calendar.Day
	if due, err = l.due.Day(); err != nil {
		return line, atDue, err
	}
	line.Due = due
	line.BaseMinor = 0 // follows from the rate
	line.AmountMinor, at, err = l.amount()
	return line, at, err
}

// fill shows a line.
func (l *typedLine) fill(line accounting.Line) {
	l.carried = line
	l.account.SetText(line.Account)
	l.name.SetText(l.entry.offers.accountName(line.Account))
	l.party.SetText(line.Party)
	l.funding.SetText(line.Funding)
	l.budget.SetText(line.BudgetLine)
	l.text.SetText(line.Text)
	l.due.SetDay(line.Due)
	l.setAmount(line.AmountMinor)
}

// setAmount shows a debit or a credit in its column.
func (l *typedLine) setAmount(minor int64) {
	l.debit.SetAmount(money.Amount{Minor: max(minor, 0), Currency: l.entry.open.Journal.Currency})
	l.credit.SetAmount(money.Amount{Minor: max(-minor, 0), Currency: l.entry.open.Journal.Currency})
}

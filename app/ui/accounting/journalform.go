package accounting

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// journalForm are the fields of the definition of a journal.
type journalForm struct {
	desk         *desk.Desk
	offers       offers
	project      *kit.PickerField
	class        *kit.PickerField
	code         *kit.TextField
	name         *kit.TextField
	currency     *kit.PickerField
	account      *kit.PickerField
	confidential *kit.Check
	masks        []accounting.Mask
	allowed      []*kit.Check // one for each of the masks
	fields       *kit.Form
}

// Widths of the dialog and of its left column.
const (
	journalFormWidth   = 860
	journalFieldsWidth = 460
)

func newJournalForm(d *desk.Desk) *journalForm {
	f := &journalForm{
		desk: d, offers: offers{language: d.Printer.Language(), day: d.Today()}, fields: kit.NewForm(),
		class:    kit.NewStrictPicker(d.Services, "class", kit.OfferAll(classes(d))),
		code:     kit.NewTextField(d.Services, "code"),
		name:     kit.NewTextField(d.Services, "name"),
		currency: kit.NewStrictPicker(d.Services, "currency", kit.OfferAll(kit.CurrencyChoices(d.Printer))),

		confidential: kit.NewCheck(d.Services, "confidential", d.T("accounting.journal.confidential")),
	}
	f.account = kit.NewPickerField(d.Services, "account", func(text string) []kit.Choice { return f.offers.accounts(text) })
	f.account.Verify = f.checkAccount
	f.account.MaxRunes, f.code.MaxRunes, f.name.MaxRunes = cashbook.MaxAccount, accounting.MaxCode, accounting.MaxName
	f.class.Required, f.code.Required, f.name.Required, f.currency.Required = true, true, true, true
	f.code.PlaceHolder, f.account.PlaceHolder = d.T("accounting.journal.code.example"), d.T("accounting.journal.account.example")
	f.class.OnChosen = func(kit.Choice) { f.showAccount() }
	for _, m := range accounting.Masks() {
		f.masks = append(f.masks, m)
		f.allowed = append(f.allowed, kit.NewCheck(d.Services, "mask-"+string(m), d.T("mask."+string(m))))
	}
	return f
}

func classes(d *desk.Desk) []kit.Choice {
	var choices []kit.Choice
	for _, c := range accounting.Classes() {
		choices = append(choices, kit.Choice{ID: string(c), Text: d.T("journal.class." + string(c)), Detail: d.T("accounting.class." + string(c))})
	}
	return choices
}

// checkAccount refuses an account that nothing can be posted on.
func (f *journalForm) checkAccount(code string) error {
	if f.offers.plan == nil {
		return nil
	}
	return f.offers.plan.CheckAccount(code, directory.ModuleAccounting)
}

// showAccount asks for the account where the journal stands for one.
func (f *journalForm) showAccount() {
	j := accounting.Journal{Class: accounting.Class(f.class.Chosen().ID)}
	f.account.Required = j.IsTreasury()
	if j.IsTreasury() {
		f.account.Enable()
		return
	}
	f.account.SetText("")
	f.account.Disable()
}

// study reads the accounts that a project has.
func (f *journalForm) study(project ident.ProjectID) {
	d := f.desk
	kit.Load(d.Tasks, func() (*chart.Plan, error) { return d.Session.Plan(d.Context, project) }, func(plan *chart.Plan, err error) {
		if err == nil { // without it accounts are not completed; the service decides anyway
			f.offers.plan = plan
		}
	})
}

// content shows the fields at the left and the transactions at the right.
func (f *journalForm) content() fyne.CanvasObject {
	t := f.desk.T
	boxes := make([]fyne.CanvasObject, len(f.allowed))
	for i, box := range f.allowed {
		boxes[i] = box
	}
	right := kit.VStack(8, kit.NewText(t("accounting.journal.allowed"), kit.Strong),
		kit.NewParagraph(t("accounting.journal.allowed.hint"), kit.Muted), kit.Columns(2, 8, boxes...), kit.Rule(), f.confidential)
	return kit.Leading(24, kit.Width(journalFieldsWidth, f.fields), right)
}

// ticked gives the transactions that are allowed; none for every one.
func (f *journalForm) ticked() (allowed []accounting.Mask) {
	for i, box := range f.allowed {
		if box.Ticked() {
			allowed = append(allowed, f.masks[i])
		}
	}
	return allowed
}

// fill shows what a journal says.
func (f *journalForm) fill(j accounting.Journal) {
	f.class.Set(kit.Choice{ID: string(j.Class), Text: f.desk.T("journal.class." + string(j.Class))})
	f.showAccount()
	f.name.SetText(j.Name)
	f.account.SetText(j.Account)
	f.confidential.SetTicked(j.Confidential)
	for i, m := range f.masks {
		f.allowed[i].SetTicked(slices.Contains(j.Allowed, m))
	}
}

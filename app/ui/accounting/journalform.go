package accounting

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
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
		currency: kit.NewStrictPicker(d.Services, "currency", kit.OfferAll(currencies(d))),

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

func currencies(d *desk.Desk) []kit.Choice {
	var choices []kit.Choice
	for _, c := range d.Printer.Currencies() {
		choices = append(choices, kit.Choice{ID: c.Code, Text: c.Code, Detail: c.Name})
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

// newJournal is what the dialog « Nouveau journal » needs to know.
type newJournal struct {
	projects []directory.Project
	currency money.Currency
}

// addJournal is the dialog « Nouveau journal »; then gets its name among people.
func addJournal(d *desk.Desk, then func(ref string)) {
	kit.Load(d.Tasks, func() (n newJournal, err error) {
		if n.projects, err = d.Session.JournalProjects(d.Context); err != nil {
			return n, err
		}
		condition, err := d.Workspace.Condition(d.Context)
		n.currency = condition.Organisation.Currency
		return n, err
	}, func(n newJournal, err error) {
		switch {
		case d.Refuse(err):
		case len(n.projects) == 0:
			d.Dialogs.Refuse(fault.New(fault.Missing, "accounting.no-project", nil))
		default:
			askJournal(d, n, then)
		}
	})
}

func askJournal(d *desk.Desk, n newJournal, then func(ref string)) {
	ref := ""
	f := newJournalForm(d)
	projects := projectChoices(n.projects)
	f.project = kit.NewStrictPicker(d.Services, "project", kit.OfferAll(projects))
	f.project.Required = true
	f.project.OnChosen = func(c kit.Choice) { f.study(projectByCode(n.projects, c.ID)) }
	f.project.Choose(projects[0])
	f.class.Set(classes(d)[0])
	f.currency.Set(kit.Choice{ID: string(n.currency), Text: string(n.currency)})
	f.showAccount()
	t := d.T
	f.fields.Add(t("accounting.journal.project"), f.project).Add(t("accounting.journal.class"), f.class).
		Add(t("accounting.journal.code"), f.code).Add(t("accounting.journal.name"), f.name).
		Add(t("accounting.journal.currency"), f.currency).Add(t("accounting.journal.account"), f.account)
	d.Ask(desk.Question{
		Name: "journal", Title: t("accounting.journal.new"), Confirm: t("accounting.journal.add"),
		Content: f.content(), Focus: f.class, Width: journalFormWidth, Check: f.fields.Check,
		Read: func() desk.Answer {
			j := accounting.Journal{
				Project: projectByCode(n.projects, f.project.Chosen().ID), Class: accounting.Class(f.class.Chosen().ID),
				Code: f.code.Text, Name: f.name.Text, Currency: money.Currency(f.currency.Chosen().ID), Account: f.account.Text,
				Allowed: f.ticked(), Confidential: f.confidential.Ticked(),
			}
			return func() (string, error) {
				j, err := d.Session.AddJournal(d.Context, j)
				ref = j.Ref()
				return t("accounting.journal.added", fault.Args{"Ref": ref, "Name": j.Name}), err
			}
		},
		Then: func() { then(ref) },
	})
}

func projectChoices(projects []directory.Project) []kit.Choice {
	var choices []kit.Choice
	for _, p := range projects {
		choices = append(choices, kit.Choice{ID: p.Code, Text: p.Code + " " + p.Name, Detail: p.Country})
	}
	return choices
}

func projectByCode(projects []directory.Project, code string) ident.ProjectID {
	for _, p := range projects {
		if p.Code == code {
			return p.ID
		}
	}
	return ident.ProjectID{}
}

// editJournal is the dialog for what may change of a journal: name, account, allowed
// transactions, confidentiality.
func editJournal(d *desk.Desk, j accounting.Journal, then func()) {
	f := newJournalForm(d)
	f.fill(j)
	f.study(j.Project)
	t := d.T
	fact := func(key, value string) {
		f.fields.AddText(t(key), kit.Insets(5, 0, kit.NewParagraph(value, kit.Body)))
	}
	fact("accounting.journal.class", t("journal.class."+string(j.Class)))
	fact("accounting.journal.code", j.Code)
	f.fields.Add(t("accounting.journal.name"), f.name)
	fact("accounting.journal.currency", string(j.Currency))
	if j.IsTreasury() {
		f.fields.Add(t("accounting.journal.account"), f.account)
	}
	d.Ask(desk.Question{
		Name: "journal-edit", Title: t("accounting.journal.edit", fault.Args{"Ref": j.Ref()}), Confirm: t("accounting.journal.save"),
		Content: f.content(), Focus: f.name, Width: journalFormWidth, Check: f.fields.Check, Then: then,
		Read: func() desk.Answer {
			next := j
			next.Name, next.Account, next.Allowed, next.Confidential = f.name.Text, f.account.Text, f.ticked(), f.confidential.Ticked()
			return func() (string, error) {
				next, err := d.Session.EditJournal(d.Context, next)
				return t("accounting.journal.saved", fault.Args{"Ref": next.Ref(), "Name": next.Name}), err
			}
		},
	})
}

package accounting

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// addJournal is the dialog « Nouveau journal »; then gets its name among people.
func addJournal(d *desk.Desk, then func(ref string)) {
	d.Found(d.Session.JournalProjects, "accounting.no-project", func(n desk.Founding) { askJournal(d, n, then) })
}

func askJournal(d *desk.Desk, n desk.Founding, then func(ref string)) {
	ref := ""
	f := newJournalForm(d)
	projects := desk.ProjectChoices(n.Projects)
	f.project = kit.NewStrictPicker(d.Services, "project", kit.OfferAll(projects))
	f.project.Required = true
	f.project.OnChosen = func(c kit.Choice) { f.study(desk.ProjectWith(n.Projects, c.ID)) }
	f.project.Choose(projects[0])
	f.class.Set(classes(d)[0])
	f.currency.Set(kit.Choice{ID: string(n.Currency), Text: string(n.Currency)})
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
				Project: desk.ProjectWith(n.Projects, f.project.Chosen().ID), Class: accounting.Class(f.class.Chosen().ID),
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

package accounting

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// assignment is the dialog « Attribuer »: who keeps a journal, and who may post in
// it besides.
type assignment struct {
	desk        *desk.Desk
	journal     accounting.Journal
	fit         []directory.User
	responsible *kit.PickerField
	adding      *kit.PickerField
	users       []directory.User
	rows        *fyne.Container
	dialog      *kit.OpenDialog
}

// peopleHeight is the room for the people who may post besides.
const peopleHeight = 180

func assignJournal(d *desk.Desk, card workspace.JournalCard, then func()) {
	j := card.Journal
	kit.Load(d.Tasks, func() ([]directory.User, error) { return d.Session.JournalCandidates(d.Context, j.ID) }, func(fit []directory.User, err error) {
		switch {
		case d.Refuse(err):
		case len(withHolders(fit, card)) == 0:
			d.Dialogs.Refuse(fault.New(fault.Missing, "accounting.no-candidate", fault.Args{"Journal": j.Ref()}))
		default:
			newAssignment(d, j, withHolders(fit, card)).open(then)
		}
	})
}

// withHolders adds those who keep the journal without a role that fits any more, so
// that nobody is taken away unseen.
func withHolders(fit []directory.User, card workspace.JournalCard) []directory.User {
	add := func(id ident.UserID, name string) {
		here := slices.ContainsFunc(fit, func(u directory.User) bool { return u.ID == id })
		if !here && !id.IsZero() && name != "" {
			fit = append(fit, directory.User{ID: id, LastName: name})
		}
	}
	add(card.Journal.Responsible, card.Responsible)
	for i, id := range card.Journal.Users {
		add(id, card.Users[i])
	}
	return fit
}

func newAssignment(d *desk.Desk, j accounting.Journal, fit []directory.User) *assignment {
	a := &assignment{desk: d, journal: j, fit: fit, rows: kit.VStack(4)}
	a.responsible = kit.NewStrictPicker(d.Services, "responsible", kit.OfferAll(people(fit)))
	a.responsible.PlaceHolder = d.T("accounting.assign.nobody")
	a.adding = kit.NewStrictPicker(d.Services, "user", kit.OfferAll(people(fit)))
	a.adding.PlaceHolder = d.T("accounting.assign.add")
	a.adding.OnChosen = a.add
	for _, u := range fit {
		if u.ID == j.Responsible {
			a.responsible.Set(choiceOf(u))
		}
		for _, id := range j.Users {
			if u.ID == id {
				a.users = append(a.users, u)
			}
		}
	}
	a.show()
	return a
}

func (a *assignment) open(then func()) {
	d, t := a.desk, a.desk.T
	form := kit.NewForm().Add(t("accounting.assign.responsible"), a.responsible).Add(t("accounting.assign.users"), a.adding)
	a.dialog = d.Ask(desk.Question{
		Name: "journal-assign", Title: t("accounting.assign.title", fault.Args{"Ref": a.journal.Ref(), "Name": a.journal.Name}),
		Confirm: t("accounting.assign.save"), Focus: a.responsible, Then: then,
		Content: kit.VStack(8, form, kit.Height(peopleHeight, kit.NewScroll(a.rows))),
		Check:   form.Check,
		Read: func() desk.Answer {
			responsible, users := a.chosen()
			done := t("accounting.assigned", fault.Args{"Ref": a.journal.Ref(), "Person": orDash(a.responsible.Text)})
			return func() (string, error) {
				_, err := d.Session.AssignJournal(d.Context, a.journal.ID, responsible, users)
				return done, err
			}
		},
	})
}

// chosen gives who keeps the journal and who may post besides.
func (a *assignment) chosen() (responsible ident.UserID, users []ident.UserID) {
	for _, u := range a.fit {
		if a.responsible.Text != "" && u.ID.String() == a.responsible.Chosen().ID {
			responsible = u.ID
		}
	}
	for _, u := range a.users {
		if u.ID != responsible {
			users = append(users, u.ID)
		}
	}
	return responsible, users
}

// add lets a person post, too; the field is free for the next.
func (a *assignment) add(c kit.Choice) {
	a.adding.Clear()
	for _, u := range a.users {
		if u.ID.String() == c.ID {
			return
		}
	}
	for _, u := range a.fit {
		if u.ID.String() == c.ID {
			a.users = append(a.users, u)
		}
	}
	a.show()
}

// drop takes a person from the list.
func (a *assignment) drop(id ident.UserID) {
	var rest []directory.User
	for _, u := range a.users {
		if u.ID != id {
			rest = append(rest, u)
		}
	}
	a.users = rest
	a.show()
	a.desk.Window.Canvas().Focus(a.adding)
}

// show lists the people, each with the button that takes them away.
func (a *assignment) show() {
	a.rows.Objects = nil
	for _, u := range a.users {
		drop := kit.NewButton(a.desk.T("accounting.assign.drop", fault.Args{"Person": u.Name()}), "remove", kit.Quiet, func() { a.drop(u.ID) })
		a.rows.Add(kit.HStack(8, kit.NewIcon("person", kit.ColorMuted), kit.NewText(u.Name(), kit.Body), kit.NewText(u.Job, kit.Muted), kit.Space(), drop))
	}
	if len(a.users) == 0 {
		a.rows.Add(kit.NewParagraph(a.desk.T("accounting.assign.alone"), kit.Muted))
	}
	a.rows.Refresh()
}

func people(users []directory.User) []kit.Choice {
	var choices []kit.Choice
	for _, u := range users {
		choices = append(choices, choiceOf(u))
	}
	return choices
}

func choiceOf(u directory.User) kit.Choice {
	return kit.Choice{ID: u.ID.String(), Text: u.Name(), Detail: u.Job}
}

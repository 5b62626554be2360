package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// duty is one line of the dialog « Attribuer ».
type duty struct {
	as     cashbook.Duty
	holder ident.UserID
	fit    []directory.User
	field  *kit.PickerField
}

// assignBook is the dialog « Attribuer »: who keeps the book, and who in their
// absence.
func assignBook(d *desk.Desk, card workspace.BookCard, then func()) {
	b := card.Book
	duties := []*duty{
		{as: cashbook.Responsible, holder: b.Responsible}, {as: cashbook.Deputy, holder: b.Deputy},
		{as: cashbook.CounterSignatory, holder: b.CounterSignatory},
	}
	kit.Load(d.Tasks, func() (_ struct{}, err error) {
		for _, duty := range duties {
			if duty.fit, err = d.Session.BookCandidates(d.Context, b.ID, duty.as); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		switch {
		case d.Refuse(err):
		case len(duties[0].fit) == 0:
			d.Dialogs.Refuse(fault.New(fault.Missing, "cashbooks.no-candidate", fault.Args{"Book": b.Ref()}))
		default:
			askDuties(d, b, duties, then)
		}
	})
}

func askDuties(d *desk.Desk, b cashbook.Book, duties []*duty, then func()) {
	form := kit.NewForm()
	for _, duty := range duties {
		duty.field = kit.NewStrictPicker(d.Services, string(duty.as), kit.OfferAll(people(duty.fit)))
		duty.field.PlaceHolder = d.T("cashbooks.assign.nobody")
		for _, choice := range people(duty.fit) {
			if choice.ID == duty.holder.String() {
				duty.field.Set(choice)
			}
		}
		form.Add(d.T("duty."+string(duty.as)), duty.field)
	}
	ask(d, question{
		name: "book-assign", title: d.T("cashbooks.assign.title", fault.Args{"Ref": b.Ref(), "Name": b.Name}),
		confirm: d.T("cashbooks.assign.save"), form: form, focus: duties[0].field, then: then,
		read: func() answer {
			done := d.T("cashbooks.assigned", fault.Args{"Ref": b.Ref(), "Person": orDash(duties[0].field.Text)})
			changed := changes(duties)
			return func() (string, error) { return done, assign(d, b, changed) }
		},
	})
}

// change is who is to have a duty from now on; nobody when user is zero.
type change struct {
	as   cashbook.Duty
	user ident.UserID
}

// changes gives the duties that change hands.
func changes(duties []*duty) (changed []change) {
	for _, duty := range duties {
		if user := duty.chosen(); user != duty.holder {
			changed = append(changed, change{duty.as, user})
		}
	}
	return changed
}

// assign writes the duties that change hands.
func assign(d *desk.Desk, b cashbook.Book, changed []change) error {
	for _, c := range changed {
		if err := d.Session.AssignBook(d.Context, b.ID, c.user, c.as); err != nil {
			return err
		}
	}
	return nil
}

// chosen gives the person in the field, or nobody.
func (y *duty) chosen() ident.UserID {
	if y.field.Text == "" {
		return ident.UserID{}
	}
	for _, u := range y.fit {
		if u.ID.String() == y.field.Chosen().ID {
			return u.ID
		}
	}
	return ident.UserID{}
}

func people(users []directory.User) []kit.Choice {
	var choices []kit.Choice
	for _, u := range users {
		choices = append(choices, kit.Choice{ID: u.ID.String(), Text: u.Name(), Detail: u.Job})
	}
	return choices
}

// Package importing takes a file from head office from the choice to the result:
// choose, compare the fingerprint at first contact, preview, apply. It is used
// before sign-in and under « Mon compte », which each show its steps in a frame
// of their own.
package importing

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Flow is one import.
type Flow struct {
	*kit.Services
	Workspace *workspace.Workspace
	Session   *workspace.Session // nil before anybody has signed in
	Context   context.Context

	// Anybody takes files about other people of this poste too.
	Anybody bool

	Stage Stage
	// Applied gives the buttons under the result, the main one first: where to
	// go from there.
	Applied func(*workspace.Arrival) []*kit.Button
	// Changed is called when something was imported.
	Changed func()
	// Leave goes back to where the import was begun.
	Leave func()

	running bool
}

// Stage shows a step of an import.
type Stage func(Step)

// Step is one screen of an import.
type Step struct {
	Name    string // in the trace: "choose", "fingerprint", "preview", "result", "refused"
	Title   string
	Content fyne.CanvasObject
	Buttons []*kit.Button // at the end of the screen, the main one last
	Focus   fyne.Focusable
	Refresh func() // what F5 does, or nil
}

// Examine reads a file and shows what importing it would change, or why that can
// not be.
func (f *Flow) Examine(path string) {
	if f.running {
		return
	}
	f.running = true
	type examined struct {
		arrival      *workspace.Arrival
		organisation string
	}
	kit.Load(f.Tasks, func() (examined, error) {
		arrival, err := f.Workspace.Examine(f.Context, f.Session, path)
		if err != nil {
			return examined{}, err
		}
		if err := f.forThisPerson(arrival); err != nil {
			return examined{}, err
		}
		condition, err := f.Workspace.Condition(f.Context)
		return examined{arrival, condition.Organisation.Name}, err
	}, func(e examined, err error) {
		f.running = false
		switch {
		case err != nil:
			f.refuse(err)
		case e.arrival.FirstContact:
			f.compare(e.arrival)
		default:
			f.preview(e.arrival, e.organisation)
		}
	})
}

// forThisPerson refuses a file about somebody else under « Mon compte », where
// people import their own only.
func (f *Flow) forThisPerson(a *workspace.Arrival) error {
	if f.Anybody || f.Session == nil || a.CodeReply != nil || a.Subject == f.Session.UserID() || a.Subject == (ident.UserID{}) {
		return nil
	}
	name := ""
	if a.UserData != nil {
		name = a.UserData.Person
	}
	return fault.New(fault.Denied, "importing.other-person", fault.Args{"Name": name})
}

// apply imports what the preview showed.
func (f *Flow) apply(a *workspace.Arrival, organisation string) {
	if f.running {
		return
	}
	f.running = true
	f.Tasks.Run(f.T("importing.running"), func(ctx context.Context, _ func(kit.Progress)) error {
		return f.Workspace.Apply(ctx, f.Session, a, a.Fingerprint)
	}, func(err error) {
		f.running = false
		if desk.NeedsProof(err) {
			desk.AskProof(f.Services, f.Session, func() { f.apply(a, organisation) })
			return
		}
		if err != nil {
			f.refuse(err)
			return
		}
		kit.Trace("import applied")
		if f.Changed != nil {
			f.Changed()
		}
		f.result(a, organisation)
	})
}

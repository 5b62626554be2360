// Package tasks has « Tâches en cours »: what waits for a person at head office,
// in groups – alarms, and the registrations of modules that postes ask for – and
// the decision on each.
package tasks

import (
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// requestExtension is that of the files in which postes ask.
const requestExtension = ".req"

// section is what the screens of « Tâches en cours » share.
type section struct{ *desk.Desk }

// Register gives the desk its way to the section, and request files theirs.
func Register(d *desk.Desk) {
	s := &section{d}
	d.Route(desk.Tasks, func() { s.showList(nil) })
	d.RouteFile(requestExtension, s.receive)
	d.RouteWays(desk.Tasks, func() ([]desk.Way, error) {
		return []desk.Way{{Text: d.T("tasks.import"), Detail: d.T("tasks.title"), Open: s.choose}}, nil
	})
}

// choose asks for a request file.
func (s *section) choose() {
	s.Dialogs.ChooseFile(kit.FileChoice{Title: s.T("tasks.import.title"), Extensions: []string{requestExtension}}, s.receive)
}

// receive puts a request file among the tasks and opens it, whatever it asks for.
func (s *section) receive(path string) {
	kit.Load(s.Tasks, func() (*workspace.Arrival, error) { return s.Session.ReceiveFile(s.Context, path) }, func(a *workspace.Arrival, err error) {
		switch {
		case err != nil:
			s.Dialogs.Refuse(err)
		case a.Funds != nil:
			s.fundsTaken(*a.Funds)
		case a.CodeTask != nil:
			s.codeTaken(*a.CodeTask)
		case a.Request != nil:
			s.taken(*a.Request)
		}
	})
}

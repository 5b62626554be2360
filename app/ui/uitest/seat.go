package uitest

import (
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Seat gives a signed-in person a desk in the window. Places that the tested
// screens lead to only trace that they were opened: "opened users",
// "opened cashbooks P01/1".
func (b *Bench) Seat(f *Folder, session *workspace.Session) *desk.Desk {
	d := &desk.Desk{
		Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: f.Workspace, Session: session, Context: b.T.Context(),
	}
	for _, section := range []desk.Section{desk.Dashboard, desk.CashBooks, desk.Accounting, desk.Tasks, desk.Users, desk.Postes, desk.Account} {
		d.Route(section, func() { kit.Trace("opened " + string(section)) })
		d.RouteItem(section, func(id string) { kit.Trace("opened " + string(section) + " " + id) })
	}
	return d
}

package users

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/workspace"
)

// shown is what the overview shows, kept from one visit to the next.
type shown struct {
	view   roster.View
	closed map[string]bool // groups that are folded
	name   string          // of the saved view that this began with
	row    int             // the cursor
}

// status gives the one status that the quick filter shows, empty for all.
func (s shown) status() directory.Status {
	if len(s.view.Statuses) == 1 {
		return s.view.Statuses[0]
	}
	return ""
}

// same reports whether two views show the same.
func same(a, b roster.View) bool {
	return a.Search == b.Search && a.Sort == b.Sort && a.Descending == b.Descending && a.Archived == b.Archived &&
		a.FileExpired == b.FileExpired && a.AccessEnding == b.AccessEnding && a.Group == b.Group &&
		slices.Equal(a.Columns, b.Columns) && slices.Equal(a.Filters, b.Filters) && slices.Equal(a.Statuses, b.Statuses)
}

// readAll reads what the overview needs before it can be shown.
func (m *manager) readAll() (*everything, error) {
	may, err := readRights(m.Context, m.Session)
	if err != nil {
		return nil, err
	}
	people, err := m.Session.Roster(m.Context)
	if err != nil {
		return nil, err
	}
	views, err := m.Session.Views(m.Context)
	if err != nil {
		return nil, err
	}
	head, err := m.readHead()
	if err != nil {
		return nil, err
	}
	own, err := m.Session.OwnRoles(m.Context)
	if err != nil {
		return nil, err
	}
	var units []workspace.Unit
	if may.grant || may.grantAdmin {
		if units, err = readUnits(m.Context, m.Session); err != nil {
			return nil, err
		}
	}
	all := &everything{units: units, may: may, roster: roster.New(people, m.Printer), views: views, projects: people.Projects, ownRoles: own, head: head}
	all.table = all.roster.Arrange(m.shown.view, m.shown.closed)
	return all, nil
}

// everything is what the overview has read.
type everything struct {
	may      rights
	roster   *roster.Roster
	table    roster.Table // of the view at that time
	views    []roster.SavedView
	projects []directory.Project
	ownRoles []workspace.OwnRole
	units    []workspace.Unit // where the person may give roles
	head     overview.Head
}

// readHead gives what every page bears.
func (m *manager) readHead() (overview.Head, error) {
	return overview.ReadHead(m.Context, m.Session, m.Printer)
}

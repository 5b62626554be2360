// Package users has the screens of « Gestionnaire des utilisateurs »: the
// overview, the record with its tabs, and the functions that it offers.
package users

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// manager is the section: what its screens share, and what the overview showed
// last, so that one comes back to the same place.
type manager struct {
	*desk.Desk
	shown shown
}

// Register gives the desk its way to the section and to a single user.
func Register(d *desk.Desk) {
	m := &manager{Desk: d}
	d.Route(desk.Users, m.showOverview)
	d.RouteWays(desk.Users, m.ways)
	d.RouteItem(desk.Users, func(text string) {
		var id ident.UserID
		if err := id.UnmarshalText([]byte(text)); !d.Refuse(err) {
			m.open(id, tabGeneral)
		}
	})
}

// ways are what the overview offers without a user, for the search everywhere.
func (m *manager) ways() ([]desk.Way, error) {
	may, err := readRights(m.Context, m.Session)
	if err != nil {
		return nil, err
	}
	way := func(key string, open func()) desk.Way {
		return desk.Way{Text: m.T(key), Detail: m.T("users.manager"), Open: open}
	}
	ways := []desk.Way{way("users.own.title", m.showOwnRoles)}
	if may.manage {
		ways = append(ways, way("users.new.title", m.create), way("users.import.title", m.chooseImport))
	}
	return ways, nil
}

// crumbs is the path from the section to a screen.
func (m *manager) crumbs(last ...kit.Crumb) []kit.Crumb {
	path := []kit.Crumb{{Text: m.T("users.manager"), Open: m.showOverview}, {Text: m.T("users.overview"), Open: m.showOverview}}
	return append(path, last...)
}

// fetch gets the record of a user and hands it on.
func (m *manager) fetch(id ident.UserID, then func(record)) {
	kit.Load(m.Tasks, func() (record, error) { return readRecord(m.Context, m.Session, id) }, func(r record, err error) {
		if !m.Refuse(err) {
			then(r)
		}
	})
}

// nameArgs are for sentences that mention the user.
func nameArgs(u directory.User) fault.Args { return fault.Args{"Name": u.Name()} }

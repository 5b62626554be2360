package users

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// askRole asks which role everybody chosen is to get, and where.
func (l *list) askRole() {
	anybody := record{may: l.may, Person: workspace.Person{User: directory.User{Status: directory.StatusActive}, Projects: l.projects}, ownRoles: l.ownRoles, units: l.units}
	s := &sheet{manager: l.manager, record: anybody}
	s.chooseRole(l.T("users.bulk.grant"), l.T("users.bulk.next"), func(d *grantDialog, g directory.Grant) error {
		d.dialog.Close()
		l.preview(workspace.Bulk{Action: workspace.BulkGrant, Role: g.Role, Own: g.Derived.ID, Scope: g.Scope}, g.Label(), s.places(g))
		return nil
	})
}

package users

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// askRole asks which role everybody chosen is to get, and where.
func (l *list) askRole() {
	anybody := record{may: l.may, Person: workspace.Person{User: directory.User{Status: directory.StatusActive}, Projects: l.projects}}
	s := &sheet{manager: l.manager, record: anybody}
	s.chooseRole(l.T("users.bulk.grant"), l.T("users.bulk.next"), func(d *grantDialog, role directory.RoleID, scope directory.Scope) error {
		d.dialog.Close()
		l.preview(workspace.Bulk{Action: workspace.BulkGrant, Role: role, Scope: scope}, s.places(directory.Grant{Scope: scope}))
		return nil
	})
}

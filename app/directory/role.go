package directory

import "slices"

// RoleID names a standard role.
type RoleID string

// Roles of projects.
const (
	RoleStaff              RoleID = "staff"
	RoleAssistant          RoleID = "assistant"
	RoleCashier            RoleID = "cashier"
	RoleAccountant         RoleID = "accountant"
	RoleAccountantAdvanced RoleID = "accountant-advanced"
	RoleFinanceManager     RoleID = "finance-manager"
	RoleController         RoleID = "controller"
	RoleAuditor            RoleID = "auditor"
	RolePartner            RoleID = "partner"
)

// Roles of administrators.
const (
	RoleAdminOrganisation RoleID = "admin-organisation"
	RoleAdminUser         RoleID = "admin-user"
	RoleAdminFinance      RoleID = "admin-finance"
	RoleAdminProject      RoleID = "admin-project"
	RoleAdminInstallation RoleID = "admin-installation"
)

// Reach says how far a role carries a right within the scope of its grant.
type Reach int

const (
	None     Reach = iota
	Assigned       // only where the person is named as a holder
	Whole          // everywhere in the scope
)

// Role is a standard role: at which levels it can be granted and what it allows.
type Role struct {
	ID       RoleID
	Levels   []Level // the first is the usual one
	assigned []Right
	whole    []Right
}

var (
	inProjects       = []Level{LevelProjects, LevelUnit, LevelCountry, LevelAllProjects}
	anywhere         = []Level{LevelProjects, LevelUnit, LevelCountry, LevelAllProjects, LevelOrganisation}
	organisationOnly = []Level{LevelOrganisation}
)

// Roles lists the standard roles, those of projects first.
func Roles() []Role { return slices.Clone(roles) }

// RoleByID gives a standard role, and false for a role that does not exist.
func RoleByID(id RoleID) (Role, bool) {
	i := slices.IndexFunc(roles, func(r Role) bool { return r.ID == id })
	if i < 0 {
		return Role{}, false
	}
	return roles[i], true
}

// RightsOf lists what the role allows, and how far.
func RightsOf(id RoleID) map[Right]Reach {
	role, _ := RoleByID(id)
	rights := make(map[Right]Reach, len(role.assigned)+len(role.whole))
	for _, right := range role.assigned {
		rights[right] = Assigned
	}
	for _, right := range role.whole {
		rights[right] = Whole
	}
	return rights
}

// Reach says how far the role carries the right.
func (r Role) Reach(right Right) Reach {
	switch {
	case slices.Contains(r.whole, right):
		return Whole
	case slices.Contains(r.assigned, right):
		return Assigned
	}
	return None
}

// Administrative reports whether the role is one of an administrator.
func (r Role) Administrative() bool {
	return slices.Contains(AdministratorRoles(), r.ID)
}

// AdministratorRoles lists the roles of administrators; who founds the
// organisation has them all.
func AdministratorRoles() []RoleID {
	return []RoleID{RoleAdminOrganisation, RoleAdminUser, RoleAdminFinance, RoleAdminProject, RoleAdminInstallation}
}

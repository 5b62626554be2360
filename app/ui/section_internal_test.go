package ui

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
)

func TestSectionsFollowTheRights(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	everybody := []desk.Section{desk.Dashboard, desk.Exchanges, desk.Account}
	for role, want := range map[directory.RoleID][]desk.Section{
		directory.RoleStaff:             everybody,
		directory.RoleCashier:           {desk.Dashboard, desk.CashBooks, desk.Exchanges, desk.Account},
		directory.RoleAccountant:        {desk.Dashboard, desk.CashBooks, desk.Accounting, desk.Tasks, desk.Exchanges, desk.Account},
		directory.RoleAuditor:           {desk.Dashboard, desk.CashBooks, desk.Accounting, desk.Users, desk.Postes, desk.Organisation, desk.Exchanges, desk.Account},
		directory.RoleAdminUser:         {desk.Dashboard, desk.Tasks, desk.Users, desk.Postes, desk.Organisation, desk.Exchanges, desk.Account},
		directory.RoleAdminInstallation: {desk.Dashboard, desk.Tasks, desk.Users, desk.Postes, desk.Organisation, desk.Exchanges, desk.Account},
	} {
		by := directory.Actor{
			User:   directory.User{Status: directory.StatusActive},
			Grants: []directory.Grant{{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}}},
		}
		if got := named(sectionsFor(by, now)); !slices.Equal(got, want) {
			t.Errorf("%s opens %q, want %q", role, got, want)
		}
		by.Status = directory.StatusEmployee
		if got := named(sectionsFor(by, now)); !slices.Equal(got, everybody) {
			t.Errorf("%s without an account opens %q", role, got)
		}
	}
}

// A finance manager of one project has rights over users, postes and settings there,
// which are no places in a project: their lists would refuse.
func TestSectionsOfTheWholeOrganisationNeedARightOverIt(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	by := directory.Actor{
		User:   directory.User{Status: directory.StatusActive},
		Grants: []directory.Grant{{Role: directory.RoleFinanceManager, Scope: directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{{1}}}}},
	}
	want := []desk.Section{desk.Dashboard, desk.CashBooks, desk.Accounting, desk.Tasks, desk.Exchanges, desk.Account}
	if got := named(sectionsFor(by, now)); !slices.Equal(got, want) {
		t.Errorf("a finance manager of one project opens %q, want %q", got, want)
	}
}

func named(open []entry) []desk.Section {
	var sections []desk.Section
	for _, e := range open {
		sections = append(sections, e.section)
	}
	return sections
}

package directory_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func grant(user ident.UserID, g directory.Grant) directory.Grant {
	g.ID, g.User = newID[ident.GrantID](), user
	return g
}

func TestGrantRole(t *testing.T) {
	h := newHouse(t)
	second := h.addProject("P02", "ML")
	h.acts = nil
	user := h.add(directory.StatusEmployee)
	given := grant(user.ID, in(directory.RoleCashier, second.ID, h.project.ID, second.ID))
	got, err := directory.GrantRole(h, h.founder, given, now)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Scope.Projects, []ident.ProjectID{h.project.ID, second.ID}) || got.By != h.founder.ID || got.Granted != now {
		t.Errorf("grant %+v", got)
	}
	if want := "role-granted role=cashier level=projects project=P01 Forages P01 project=P02 Forages P02"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	if given.Scope.Projects[0] != second.ID {
		t.Error("the caller's projects were sorted")
	}
	if _, err := directory.GrantRole(h, h.founder, grant(user.ID, in(directory.RoleCashier, second.ID)), now); err != nil {
		t.Errorf("the same role elsewhere: %v", err)
	}
	_, err = directory.GrantRole(h, h.founder, grant(user.ID, in(directory.RoleCashier, h.project.ID, second.ID)), now)
	wantFault(t, err, fault.Conflict, "directory.role-held")
}

func TestGrantRoleRefuses(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive).User
	gone := h.add(directory.StatusArchived).User
	partner := h.add(directory.StatusActive).User
	partner.External, partner.Partner = true, "Puits d'Or"
	h.users[partner.ID] = partner
	cashier := in(directory.RoleCashier, h.project.ID)
	for name, c := range map[string]struct {
		to   ident.UserID
		g    directory.Grant
		kind fault.Kind
		key  string
	}{
		"an unknown role":         {user.ID, in("king", h.project.ID), fault.Invalid, "directory.role"},
		"archived":                {gone.ID, cashier, fault.Conflict, "directory.archived"},
		"external":                {partner.ID, cashier, fault.Conflict, "directory.external-role"},
		"a cashier of everything": {user.ID, whole(directory.RoleCashier), fault.Invalid, "directory.role-level"},
		"an administrator here":   {user.ID, in(directory.RoleAdminUser, h.project.ID), fault.Invalid, "directory.role-level"},
		"an unknown level":        {user.ID, scoped(directory.RoleCashier, "galaxy", ""), fault.Invalid, "directory.level"},
		"no project":              {user.ID, in(directory.RoleCashier), fault.Invalid, "directory.scope"},
		"a country too many": {user.ID, directory.Grant{Role: directory.RoleCashier, Scope: directory.Scope{
			Level: directory.LevelProjects, Country: "SN", Projects: []ident.ProjectID{h.project.ID}}}, fault.Invalid, "directory.scope"},
		"a project too many": {user.ID, directory.Grant{Role: directory.RoleCashier, Scope: directory.Scope{
			Level: directory.LevelAllProjects, Projects: []ident.ProjectID{h.project.ID}}}, fault.Invalid, "directory.scope"},
		"too many projects":   {user.ID, in(directory.RoleCashier, manyProjects(1001)...), fault.Invalid, "directory.scope"},
		"no unit":             {user.ID, scoped(directory.RoleCashier, directory.LevelUnit, ""), fault.Invalid, "directory.scope"},
		"a unit of elsewhere": {user.ID, inUnit(directory.RoleCashier, newID[ident.UnitID]()), fault.Missing, "test.missing"},
		"a unit too many": {user.ID, directory.Grant{Role: directory.RoleCashier, Scope: directory.Scope{
			Level: directory.LevelAllProjects, Unit: directory.UnitRef{ID: newID[ident.UnitID]()}}}, fault.Invalid, "directory.scope"},
		"no country":             {user.ID, scoped(directory.RoleCashier, directory.LevelCountry, ""), fault.Invalid, "directory.scope"},
		"a false country":        {user.ID, scoped(directory.RoleCashier, directory.LevelCountry, "XQ"), fault.Invalid, "directory.country"},
		"a region":               {user.ID, scoped(directory.RoleCashier, directory.LevelCountry, "419"), fault.Invalid, "directory.country"},
		"a project of elsewhere": {user.ID, in(directory.RoleCashier, kolda), fault.Missing, "test.missing"},
		"nobody":                 {newID[ident.UserID](), cashier, fault.Missing, "test.missing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := directory.GrantRole(h, h.founder, grant(c.to, c.g), now)
			wantFault(t, err, c.kind, c.key)
		})
	}
	if len(h.acts) != 0 || len(h.grants) != len(h.founder.Grants) {
		t.Error("a refusal changed something")
	}
}

func manyProjects(n int) []ident.ProjectID {
	projects := make([]ident.ProjectID, n)
	for i := range projects {
		projects[i] = newID[ident.ProjectID]()
	}
	return projects
}

func TestGrantsAreBounded(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive)
	for range 200 {
		g := grant(user.ID, in(directory.RoleStaff, newID[ident.ProjectID]()))
		h.grants[g.ID] = g
	}
	_, err := directory.GrantRole(h, h.founder, grant(user.ID, in(directory.RoleCashier, h.project.ID)), now)
	wantFault(t, err, fault.Invalid, "directory.grants")
}

// Who may grant which roles: those of projects by the administrator of users,
// those of administrators by the administrator of the organisation.
func TestWhoGrantsWhat(t *testing.T) {
	for _, maker := range directory.Roles() {
		for _, role := range directory.Roles() {
			h := newHouse(t)
			by := h.add(directory.StatusActive, whole(maker.ID))
			to := h.add(directory.StatusEmployee)
			given := whole(role.ID)
			if !role.Administrative() {
				given = in(role.ID, h.project.ID)
			}
			_, err := directory.GrantRole(h, by, grant(to.ID, given), now)
			allowed := maker.ID == directory.RoleAdminUser && !role.Administrative() ||
				maker.ID == directory.RoleAdminOrganisation && role.Administrative()
			if allowed != (err == nil) || !allowed && !errors.Is(err, fault.Denied) {
				t.Errorf("%s grants %s: %v", maker.ID, role.ID, err)
			}
		}
	}
}

func TestPartnersCanHaveThePartnersRole(t *testing.T) {
	h := newHouse(t)
	partner := h.add(directory.StatusEmployee).User
	partner.External, partner.Partner = true, "Puits d'Or"
	h.users[partner.ID] = partner
	if _, err := directory.GrantRole(h, h.founder, grant(partner.ID, in(directory.RolePartner, h.project.ID)), now); err != nil {
		t.Error(err)
	}
	edited := partner
	edited.Job = "Trésorier"
	if _, err := directory.EditUser(h, h.founder, edited, now); err != nil {
		t.Errorf("editing a partner: %v", err)
	}
}

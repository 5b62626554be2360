package directory_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func (h *house) unit(code string, projects ...ident.ProjectID) directory.Unit {
	h.t.Helper()
	u, err := directory.AddUnit(h.memory, h.founder, directory.Unit{ID: newID[ident.UnitID](), Code: code, Name: "Bureau " + code}, now)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, project := range projects {
		if err := directory.MoveProject(h.memory, h.founder, project, u.ID, now); err != nil {
			h.t.Fatal(err)
		}
	}
	return u
}

func inUnit(role directory.RoleID, unit ident.UnitID) directory.Grant {
	return directory.Grant{Role: role, Scope: directory.Scope{Level: directory.LevelUnit, Unit: directory.UnitRef{ID: unit}}}
}

func (h *house) give(user ident.UserID, g directory.Grant) directory.Grant {
	h.t.Helper()
	given, err := directory.GrantRole(h.memory, h.founder, grant(user, g), now)
	if err != nil {
		h.t.Fatal(err)
	}
	return given
}

func TestAddUnit(t *testing.T) {
	h := newHouse(t)
	u, err := directory.AddUnit(h, h.founder, directory.Unit{ID: newID[ident.UnitID](), Code: " sud ", Name: " Bureau  du Sud"}, now)
	if err != nil || u.Code != "SUD" || u.Name != "Bureau du Sud" || !u.Active || u.ChangedBy != h.founder.ID {
		t.Errorf("unit %+v, %v", u, err)
	}
	if want := "unit-added unit=SUD Bureau du Sud unit-state=active"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}

func TestAddUnitRefuses(t *testing.T) {
	h := newHouse(t)
	h.unit("SUD")
	local := h.add(directory.StatusActive, in(directory.RoleAdminProject, h.project.ID))
	h.acts = nil
	for name, c := range map[string]struct {
		by   directory.Actor
		u    directory.Unit
		kind fault.Kind
		key  string
	}{
		"no code":          {h.founder, directory.Unit{Name: "x"}, fault.Invalid, "directory.project-code"},
		"no name":          {h.founder, directory.Unit{Code: "N"}, fault.Invalid, "directory.text-empty"},
		"a code in use":    {h.founder, directory.Unit{Code: "sud", Name: "x"}, fault.Conflict, "directory.unit-taken"},
		"one project's":    {local, directory.Unit{Code: "N", Name: "x"}, fault.Denied, "directory.not-here"},
		"a user's manager": {h.add(directory.StatusActive, whole(directory.RoleAdminUser)), directory.Unit{Code: "N", Name: "x"}, fault.Denied, "directory.no-right"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := directory.AddUnit(h, c.by, c.u, now)
			wantFault(t, err, c.kind, c.key)
		})
	}
	if len(h.acts) != 0 || len(h.units) != 1 {
		t.Error("a refusal changed something")
	}
}

// What a person may do in a unit follows its projects as they come and go.
func TestRoleInUnitHoldsInItsProjects(t *testing.T) {
	h := newHouse(t)
	second, third := h.addProject("P02", "ML"), h.addProject("P03", "")
	south, north := h.unit("SUD", h.project.ID), h.unit("NORD", third.ID)
	awa := h.add(directory.StatusActive)
	h.give(awa.ID, inUnit(directory.RoleAssistant, south.ID))
	if want := "role-granted role=assistant level=unit unit=SUD Bureau SUD"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	check := func(when string, want ...ident.ProjectID) {
		t.Helper()
		actor := h.actor(awa.ID)
		for _, p := range []directory.Project{h.project, second, third} {
			got := directory.Can(actor, directory.RightBookView, directory.Place{Project: p.ID}, now) == nil
			if got != slices.Contains(want, p.ID) {
				t.Errorf("%s: %s is %v", when, p.Code, got)
			}
		}
		if directory.Can(actor, directory.RightBookView, directory.Place{}, now) == nil {
			t.Errorf("%s: the role reaches the organisation", when)
		}
	}
	check("at first", h.project.ID)
	move := func(p directory.Project, to ident.UnitID, told string) {
		t.Helper()
		if err := directory.MoveProject(h, h.founder, p.ID, to, now); err != nil {
			t.Fatal(err)
		}
		if want := "project-moved project=" + p.Code + " " + p.Name + " unit=" + told; h.lastAct() != want {
			t.Errorf("act %q, want %q", h.lastAct(), want)
		}
	}
	move(second, south.ID, "– → SUD Bureau SUD")
	check("with another", h.project.ID, second.ID)
	move(h.project, north.ID, "SUD Bureau SUD → NORD Bureau NORD")
	check("without the first", second.ID)
	move(second, ident.UnitID{}, "SUD Bureau SUD → –")
	check("empty")
	before := len(h.acts)
	if err := directory.MoveProject(h, h.founder, second.ID, ident.UnitID{}, now); err != nil || len(h.acts) != before {
		t.Errorf("a move to where it is: %v", err)
	}
}

func TestUnitThatIsOffKeepsWhatItHas(t *testing.T) {
	h := newHouse(t)
	second := h.addProject("P02", "")
	south := h.unit("SUD", h.project.ID)
	awa := h.add(directory.StatusActive)
	h.give(awa.ID, inUnit(directory.RoleAssistant, south.ID))
	south.Active, south.Name = false, "Sud"
	if _, err := directory.EditUnit(h, h.founder, south, now); err != nil {
		t.Fatal(err)
	}
	if want := "unit-edited unit=SUD Sud unit-state=inactive"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	if err := directory.Can(h.actor(awa.ID), directory.RightBookView, directory.Place{Project: h.project.ID}, now); err != nil {
		t.Errorf("the role counts no more: %v", err)
	}
	wantFault(t, directory.MoveProject(h, h.founder, second.ID, south.ID, now), fault.Conflict, "directory.unit-inactive")
	_, err := directory.GrantRole(h, h.founder, grant(awa.ID, inUnit(directory.RoleStaff, south.ID)), now)
	wantFault(t, err, fault.Conflict, "directory.unit-inactive")
	_, err = directory.EditUnit(h, h.founder, south, now)
	wantFault(t, err, fault.Conflict, "test.stale")
}

func TestRemoveUnitNamesWhoHasRolesInIt(t *testing.T) {
	h := newHouse(t)
	south := h.unit("SUD", h.project.ID)
	awa := h.add(directory.StatusActive)
	g := h.give(awa.ID, inUnit(directory.RoleAssistant, south.ID))
	err := directory.RemoveUnit(h, h.founder, south.ID, now)
	wantFault(t, err, fault.Conflict, "directory.unit-held")
	if names := err.(*fault.Error).Args["Names"]; names != awa.Name() {
		t.Errorf("it names %v", names)
	}
	if err := directory.RevokeRole(h, h.founder, awa.ID, g.ID, now); err != nil {
		t.Fatal(err)
	}
	if err := directory.RemoveUnit(h, h.founder, south.ID, now); err != nil || len(h.units) != 0 {
		t.Errorf("%v, %d units", err, len(h.units))
	}
	if want := "unit-removed unit=SUD Bureau SUD"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	wantFault(t, directory.RemoveUnit(h, h.founder, south.ID, now), fault.Missing, "test.missing")
}

// A project does not leave a unit by whose role somebody keeps a book in it.
func TestMoveProjectNamesWhoKeepsItsBooks(t *testing.T) {
	h := newHouse(t)
	south, north := h.unit("SUD", h.project.ID), h.unit("NORD")
	awa := h.add(directory.StatusActive)
	h.give(awa.ID, inUnit(directory.RoleCashier, south.ID))
	h.holdings[awa.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID}}
	for _, to := range []ident.UnitID{{}, north.ID} {
		err := directory.MoveProject(h, h.founder, h.project.ID, to, now)
		wantFault(t, err, fault.Conflict, "directory.unit-needed")
		args := err.(*fault.Error).Args
		if args["Names"] != awa.Name() || args["Unit"] != "SUD Bureau SUD" || !strings.Contains(args["Books"].(string), "P01/1 Caisse Kolda") {
			t.Errorf("it says %v", args)
		}
	}
	h.give(awa.ID, inUnit(directory.RoleCashier, north.ID))
	if err := directory.MoveProject(h, h.founder, h.project.ID, north.ID, now); err != nil {
		t.Errorf("the role there is enough: %v", err)
	}
	g := h.give(awa.ID, in(directory.RoleCashier, h.project.ID))
	if err := directory.MoveProject(h, h.founder, h.project.ID, ident.UnitID{}, now); err != nil {
		t.Errorf("the role in the project is enough: %v", err)
	}
	wantFault(t, directory.RevokeRole(h, h.founder, awa.ID, g.ID, now), fault.Conflict, "directory.role-needed")
}

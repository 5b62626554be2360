package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// A unit is given its projects in one step: all of them, or none where one of
// them can not leave.
func TestUnitIsGivenItsProjectsAtOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	second := must[directory.Project](t)(o.session.AddProject(ctx, directory.Project{Code: "P02", Name: "Puits"}))
	south := must[directory.Unit](t)(o.session.AddUnit(ctx, directory.Unit{Code: "SUD", Name: "Sud"}))
	if err := o.session.SetUnitProjects(ctx, south.ID, []ident.ProjectID{o.book.Project}); err != nil {
		t.Fatal(err)
	}
	scope := directory.Scope{Level: directory.LevelUnit, Unit: directory.UnitRef{ID: south.ID}}
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleCashier, scope))
	for _, g := range must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).Grants {
		if g.Scope.Level == directory.LevelProjects {
			if err := o.session.RevokeRole(ctx, o.awa.ID, g.ID); err != nil {
				t.Fatalf("the role in the unit is enough: %v", err)
			}
		}
	}
	synctest.Refused(t, o.session.SetUnitProjects(ctx, south.ID, []ident.ProjectID{second.ID}), fault.Conflict, "directory.unit-needed")
	unit, err := o.session.UnitByCode(ctx, "SUD")
	if err != nil || len(unit.Projects) != 1 || unit.Projects[0] != o.book.Project || unit.Holders != 1 {
		t.Errorf("the refusal left %+v, %v", unit, err)
	}
	synctest.Refused(t, o.session.RemoveUnit(ctx, south.ID), fault.Conflict, "directory.unit-held")
	_, err = o.session.UnitByCode(ctx, "EST")
	synctest.Refused(t, err, fault.Missing, "workspace.no-unit")
}

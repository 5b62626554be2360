package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var unitTests = []test{
	{"units are kept with their projects", keepUnits},
	{"a unit says which projects the roles in it have", projectsOfUnitGrants},
	{"a grant says its unit where no units are kept", keepUnitOfGrant},
	{"a unit is changed by one at a time", refuseOldUnit},
}

func sampleUnit(code string) directory.Unit {
	return directory.Unit{
		ID: named[ident.UnitID](code), Code: code, Name: "Bureau " + code, Active: true, Changed: instant(3), ChangedBy: user("admin"),
	}
}

func saveUnit(tx *storage.Tx, u *directory.Unit) (err error) {
	*u, err = tx.SaveUnit(*u)
	return err
}

func keepUnits(t *testing.T, s *storage.Store) {
	south, north := sampleUnit("SUD"), sampleUnit("NORD")
	whole(t, south, "Version", "Projects")
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		if err := saveUnit(tx, &south); err != nil {
			return err
		}
		if err := saveUnit(tx, &north); err != nil {
			return err
		}
		for _, unit := range []ident.UnitID{south.ID, north.ID} { // the last one has it
			if err := tx.SaveUnitOf(project("P01"), unit); err != nil {
				return err
			}
		}
		north.Active, north.Name, north.Code = false, "Nord", "N"
		return saveUnit(tx, &north)
	})
	north.Projects = []ident.ProjectID{project("P01")}
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.Units()
		same(t, "units", all, []directory.Unit{north, south})
		if err != nil {
			return err
		}
		one, err := tx.Unit(north.ID)
		same(t, "unit", one, north)
		if err != nil {
			return err
		}
		of, err := tx.UnitOf(project("P01"))
		same(t, "unit of a project", of, north)
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteUnit(north.ID) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.UnitOf(project("P01")); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Unit(north.ID); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { return tx.DeleteUnit(north.ID) })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveUnitOf(project("P01"), north.ID) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveUnitOf(project("P02"), south.ID) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveUnitOf(project("P02"), ident.UnitID{}) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.UnitOf(project("P02")); return err })
}

// unitGrant is a grant in a unit, as the unit is called there.
func unitGrant(u directory.Unit, projects ...ident.ProjectID) directory.Grant {
	g := sampleGrant("in " + u.Code)
	g.Scope = directory.Scope{Level: directory.LevelUnit, Unit: u.Ref(), Projects: projects}
	return g
}

func projectsOfUnitGrants(t *testing.T, s *storage.Store) {
	south := sampleUnit("SUD")
	given := unitGrant(south, project("P03")) // whatever the grant says
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		if err := saveUnit(tx, &south); err != nil {
			return err
		}
		if err := tx.SaveUnitOf(project("P01"), south.ID); err != nil {
			return err
		}
		if err := tx.SaveGrant(given); err != nil {
			return err
		}
		south.Name = "Sud"
		return saveUnit(tx, &south)
	})
	want := unitGrant(south, project("P01"))
	check := func() {
		t.Helper()
		checkGrants(t, s, user("awa"), []directory.Grant{want})
		view(t, s, func(tx *storage.Tx) error {
			all, err := tx.AllGrants()
			same(t, "grants of everybody", all[user("awa")], []directory.Grant{want})
			if err != nil {
				return err
			}
			holders, err := tx.UnitHolders(south.ID)
			same(t, "holders", holders, []ident.UserID{user("awa")})
			return err
		})
	}
	check()
	update(t, s, func(tx *storage.Tx) error { return tx.SaveUnitOf(project("P01"), ident.UnitID{}) })
	want.Scope.Projects = nil
	check()
}

func keepUnitOfGrant(t *testing.T, s *storage.Store) {
	given := unitGrant(sampleUnit("SUD"), project("P01"))
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		return tx.SaveGrant(given)
	})
	checkGrants(t, s, user("awa"), []directory.Grant{given})
	changed := given
	changed.Scope = directory.Scope{Level: directory.LevelAllProjects}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveGrant(changed) })
	checkGrants(t, s, user("awa"), []directory.Grant{changed})
}

func refuseOldUnit(t *testing.T, s *storage.Store) {
	u := sampleUnit("SUD")
	update(t, s, func(tx *storage.Tx) error { return saveUnit(tx, &u) })
	update(t, s, func(tx *storage.Tx) error { _, err := tx.SaveUnit(u); return err })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveUnit(u); return err })
	other := sampleUnit("SUD")
	other.ID = named[ident.UnitID]("another")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return saveUnit(tx, &other) })
}

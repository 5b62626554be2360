package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectUnit = `SELECT u.id, u.code, u.name, u.active, u.changed, u.changed_by, u.version FROM unit u `

func readUnit(row scanner) (u directory.Unit, err error) {
	err = row.Scan(toID(&u.ID), &u.Code, &u.Name, &u.Active, instantColumn{&u.Changed}, toID(&u.ChangedBy), &u.Version)
	return u, err
}

// member is a project of a unit.
type member struct {
	unit    ident.UnitID
	project ident.ProjectID
}

func readMember(row scanner) (m member, err error) {
	err = row.Scan(toID(&m.unit), toID(&m.project))
	return m, err
}

// members gives the projects of every unit, sorted as directory.Scope wants them.
func (t *Tx) members() (map[ident.UnitID][]ident.ProjectID, error) {
	of := map[ident.UnitID][]ident.ProjectID{}
	err := each(t, readMember, func(m member) error {
		of[m.unit] = append(of[m.unit], m.project)
		return nil
	}, `SELECT unit, project FROM unit_project ORDER BY project`)
	return of, err
}

// Unit gives a unit with its projects, or fault.Missing.
func (t *Tx) Unit(unit ident.UnitID) (directory.Unit, error) {
	u, err := one(t, fault.New(fault.Missing, "storage.unit", nil), readUnit, selectUnit+`WHERE u.id = $1`, id(unit))
	if err != nil {
		return u, err
	}
	u.Projects, err = t.projectsOfUnit(unit)
	return u, err
}

func (t *Tx) projectsOfUnit(unit ident.UnitID) ([]ident.ProjectID, error) {
	read := func(row scanner) (project ident.ProjectID, err error) {
		err = row.Scan(toID(&project))
		return project, err
	}
	return list(t, read, `SELECT project FROM unit_project WHERE unit = $1 ORDER BY project`, id(unit))
}

// Units gives all of them by code, with their projects.
func (t *Tx) Units() ([]directory.Unit, error) {
	of, err := t.members()
	if err != nil {
		return nil, err
	}
	units, err := list(t, readUnit, selectUnit+`ORDER BY u.code`)
	for i := range units {
		units[i].Projects = of[units[i].ID]
	}
	return units, err
}

// UnitOf gives the unit that a project is in, or fault.Missing.
func (t *Tx) UnitOf(project ident.ProjectID) (directory.Unit, error) {
	u, err := one(t, fault.New(fault.Missing, "storage.unit", nil), readUnit,
		selectUnit+`JOIN unit_project m ON m.unit = u.id WHERE m.project = $1`, id(project))
	if err != nil {
		return u, err
	}
	u.Projects, err = t.projectsOfUnit(u.ID)
	return u, err
}

// SaveUnitOf puts a project into a unit, and into none with the zero value.
func (t *Tx) SaveUnitOf(project ident.ProjectID, unit ident.UnitID) error {
	if unit.IsZero() {
		return t.put(`DELETE FROM unit_project WHERE project = $1`, id(project))
	}
	return t.put(`INSERT INTO unit_project (project, unit) VALUES ($1, $2)
		ON CONFLICT (project) DO UPDATE SET unit = excluded.unit`, id(project), id(unit))
}

// SaveUnit inserts a unit of version 0 and else changes one of the same version;
// another version is a fault.Conflict. Its projects stay.
func (t *Tx) SaveUnit(u directory.Unit) (directory.Unit, error) {
	if u.Version == 0 {
		u.Version = 1
		return u, t.put(`INSERT INTO unit (id, code, name, active, changed, changed_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id(u.ID), u.Code, u.Name, u.Active, instant(u.Changed), id(u.ChangedBy), u.Version)
	}
	changed, err := t.exec(`
		UPDATE unit SET code = $1, name = $2, active = $3, changed = $4, changed_by = $5, version = version + 1
		WHERE id = $6 AND version = $7`,
		u.Code, u.Name, u.Active, instant(u.Changed), id(u.ChangedBy), id(u.ID), u.Version)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.unit-stale", fault.Args{"Name": u.Name})
	}
	u.Version++
	return u, err
}

// DeleteUnit removes a unit; its projects are in none then.
func (t *Tx) DeleteUnit(unit ident.UnitID) error {
	changed, err := t.exec(`DELETE FROM unit WHERE id = $1`, id(unit))
	if err == nil && changed == 0 {
		return fault.New(fault.Missing, "storage.unit", nil)
	}
	return err
}

// UnitHolders lists who has a role that holds in the unit, by name.
func (t *Tx) UnitHolders(unit ident.UnitID) ([]ident.UserID, error) {
	read := func(row scanner) (user ident.UserID, err error) {
		err = row.Scan(toID(&user))
		return user, err
	}
	return list(t, read, `SELECT id FROM person WHERE id IN (
		SELECT person FROM role_grant g JOIN role_grant_unit u ON u.role_grant = g.id WHERE u.unit = $1)
		ORDER BY last_name, first_name, id`, id(unit))
}

// saveGrantUnit writes the unit of a grant. It reports whether the unit is kept
// here, so that it says itself which projects it has.
func (t *Tx) saveGrantUnit(g directory.Grant) (kept bool, err error) {
	unit := g.Scope.Unit
	if unit.ID.IsZero() {
		return false, t.put(`DELETE FROM role_grant_unit WHERE role_grant = $1`, id(g.ID))
	}
	err = t.put(`
		INSERT INTO role_grant_unit (role_grant, unit, code, name) VALUES ($1, $2, $3, $4)
		ON CONFLICT (role_grant) DO UPDATE SET unit = excluded.unit, code = excluded.code, name = excluded.name`,
		id(g.ID), id(unit.ID), unit.Code, unit.Name)
	if err != nil {
		return false, err
	}
	if len(g.Scope.Projects) == 0 {
		return true, nil // there is nothing else to write
	}
	found, err := list(t, readUnit, selectUnit+`WHERE u.id = $1`, id(unit.ID))
	return len(found) > 0, err
}

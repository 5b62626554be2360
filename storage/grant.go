package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Grants gives the roles of a user in the order in which they were given.
func (t *Tx) Grants(user ident.UserID) ([]directory.Grant, error) {
	return recallCopied(t, "grants", user, copyGrants, func() ([]directory.Grant, error) { return t.readGrants(user) })
}

func copyGrants(grants []directory.Grant) []directory.Grant {
	grants = slices.Clone(grants)
	for i := range grants {
		g := &grants[i]
		g.Scope.Projects, g.Derived.Rights = slices.Clone(g.Scope.Projects), slices.Clone(g.Derived.Rights)
	}
	return grants
}

func (t *Tx) readGrants(user ident.UserID) ([]directory.Grant, error) {
	grants, err := list(t, readGrant, selectGrant+`WHERE person = $1 ORDER BY granted, g.id`, id(user))
	if err != nil {
		return nil, err
	}
	reach, err := t.grantProjects(user)
	if err != nil {
		return nil, err
	}
	for i := range grants {
		grants[i].Scope.Projects = reach[grants[i].ID]
		if unit := grants[i].Scope.Unit.ID; grants[i].unitKept {
			if grants[i].Scope.Projects, err = t.projectsOfUnit(unit); err != nil {
				return nil, err
			}
		}
	}
	return plainGrants(grants), nil
}

const selectGrant = `
	SELECT g.id, person, role, level, country, granted, granted_by, derived_role, COALESCE(d.name, ''), COALESCE(rights, ''),
		w.unit, COALESCE(u.code, w.code, ''), COALESCE(u.name, w.name, ''), u.id IS NOT NULL
	FROM role_grant g LEFT JOIN role_grant_derived d ON d.role_grant = g.id
		LEFT JOIN role_grant_unit w ON w.role_grant = g.id LEFT JOIN unit u ON u.id = w.unit `

// storedGrant is a grant whose projects are still to be read.
type storedGrant struct {
	directory.Grant
	unitKept bool // the unit says itself which projects it has
}

func plainGrants(stored []storedGrant) []directory.Grant {
	var grants []directory.Grant
	for _, g := range stored {
		grants = append(grants, g.Grant)
	}
	return grants
}

func readGrant(row scanner) (g storedGrant, err error) {
	var rights string
	err = row.Scan(toID(&g.ID), toID(&g.User), &g.Role, &g.Scope.Level, &g.Scope.Country, instantColumn{&g.Granted}, toID(&g.By),
		toID(&g.Derived.ID), &g.Derived.Name, &rights, toID(&g.Scope.Unit.ID), &g.Scope.Unit.Code, &g.Scope.Unit.Name, &g.unitKept)
	g.Derived.Rights = splitRights(rights)
	return g, err
}

// grantProject is one of the selected projects of a grant.
type grantProject struct {
	grant   ident.GrantID
	project ident.ProjectID
}

func readGrantProject(row scanner) (p grantProject, err error) {
	err = row.Scan(toID(&p.grant), toID(&p.project))
	return p, err
}

// grantProjects gives the selected projects of a user's grants, sorted as
// directory.Scope wants them.
func (t *Tx) grantProjects(user ident.UserID) (map[ident.GrantID][]ident.ProjectID, error) {
	return t.grantProjectsWhere(` WHERE g.person = $1`, id(user))
}

func (t *Tx) grantProjectsWhere(where string, args ...any) (map[ident.GrantID][]ident.ProjectID, error) {
	reach := map[ident.GrantID][]ident.ProjectID{}
	err := each(t, readGrantProject, func(p grantProject) error {
		reach[p.grant] = append(reach[p.grant], p.project)
		return nil
	}, `SELECT p.role_grant, p.project FROM role_grant_project p JOIN role_grant g ON g.id = p.role_grant`+where+` ORDER BY p.project`, args...)
	return reach, err
}

// SaveGrant inserts a grant or changes its scope. Another user or role under a
// known identifier is a fault.Conflict.
func (t *Tx) SaveGrant(g directory.Grant) error {
	changed, err := t.exec(`
		INSERT INTO role_grant (id, person, role, level, country, granted, granted_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO UPDATE SET level = excluded.level, country = excluded.country,
			granted = excluded.granted, granted_by = excluded.granted_by
		WHERE role_grant.person = excluded.person AND role_grant.role = excluded.role`,
		id(g.ID), id(g.User), g.Role, g.Scope.Level, g.Scope.Country, instant(g.Granted), id(g.By))
	switch {
	case err != nil:
		return err
	case changed == 0:
		return fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": string(g.Role)})
	}
	if err := t.saveDerivation(g); err != nil {
		return err
	}
	if err := t.put(`DELETE FROM role_grant_project WHERE role_grant = $1`, id(g.ID)); err != nil {
		return err
	}
	if kept, err := t.saveGrantUnit(g); err != nil || kept {
		return err
	}
	for _, project := range g.Scope.Projects {
		if err := t.put(`INSERT INTO role_grant_project (role_grant, project) VALUES ($1, $2)`, id(g.ID), id(project)); err != nil {
			return err
		}
	}
	return nil
}

// saveDerivation writes what the grant leaves of its standard role.
func (t *Tx) saveDerivation(g directory.Grant) error {
	if g.Derived.ID.IsZero() {
		return t.put(`DELETE FROM role_grant_derived WHERE role_grant = $1`, id(g.ID))
	}
	return t.put(`
		INSERT INTO role_grant_derived (role_grant, derived_role, name, rights) VALUES ($1, $2, $3, $4)
		ON CONFLICT (role_grant) DO UPDATE SET derived_role = excluded.derived_role, name = excluded.name, rights = excluded.rights`,
		id(g.ID), id(g.Derived.ID), g.Derived.Name, joinRights(g.Derived.Rights))
}

// DeleteGrant takes a role away; fault.Missing when it was not given.
func (t *Tx) DeleteGrant(grant ident.GrantID) error {
	changed, err := t.exec(`DELETE FROM role_grant WHERE id = $1`, id(grant))
	if err == nil && changed == 0 {
		return fault.New(fault.Missing, "storage.grant", nil)
	}
	return err
}

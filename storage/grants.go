package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// AllGrants gives the roles of everybody, those of one in the order in which
// they were given: three queries instead of two for each of ten thousand users.
func (t *Tx) AllGrants() (map[ident.UserID][]directory.Grant, error) {
	reach, err := t.allGrantProjects()
	if err != nil {
		return nil, err
	}
	members, err := t.members()
	if err != nil {
		return nil, err
	}
	grants := map[ident.UserID][]directory.Grant{}
	err = each(t, readGrant, func(g storedGrant) error {
		g.Scope.Projects = reach[g.ID]
		if g.unitKept {
			g.Scope.Projects = members[g.Scope.Unit.ID]
		}
		grants[g.User] = append(grants[g.User], g.Grant)
		return nil
	}, selectGrant+`ORDER BY granted, g.id`)
	return grants, err
}

func (t *Tx) allGrantProjects() (map[ident.GrantID][]ident.ProjectID, error) {
	reach := map[ident.GrantID][]ident.ProjectID{}
	err := each(t, readGrantProject, func(p grantProject) error {
		reach[p.grant] = append(reach[p.grant], p.project)
		return nil
	}, `SELECT role_grant, project FROM role_grant_project ORDER BY role_grant, project`)
	return reach, err
}

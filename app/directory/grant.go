package directory

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// grantsMax is how many grants a user can have, far above what anyone needs.
const grantsMax = 200

// Label is the key of the role's name.
func (r RoleID) Label() fault.Key { return fault.Key("role." + string(r)) }

// GrantRole gives a role to a user within a scope; ID, User, Role and Scope of g
// count. It gives the grant as stored. Roles of administrators take the right to
// grant those.
func GrantRole(s Store, by Actor, g Grant, now time.Time) (Grant, error) {
	role, known := RoleByID(g.Role)
	if !known {
		return Grant{}, fault.New(fault.Invalid, "directory.role", fault.Args{"Text": fault.Excerpt(string(g.Role))})
	}
	if err := Can(by, role.grantedBy(), Place{}, now); err != nil {
		return Grant{}, err
	}
	u, err := s.User(g.User)
	if err != nil {
		return Grant{}, err
	}
	scope, err := role.checkScope(s, g.Scope)
	if err != nil {
		return Grant{}, err
	}
	granted := Grant{ID: g.ID, User: u.ID, Role: role.ID, Scope: scope, Granted: now, By: by.ID}
	if err := mayHold(s, u, granted); err != nil {
		return Grant{}, err
	}
	if err := s.SaveGrant(granted); err != nil {
		return Grant{}, err
	}
	details, err := granted.details(s)
	if err != nil {
		return Grant{}, err
	}
	return granted, Note(s, by, u.ID, VerbRoleGranted, now, details...)
}

// grantedBy is the right that it takes to grant the role.
func (r Role) grantedBy() Right {
	if r.Administrative() {
		return RightAdminGrant
	}
	return RightRoleGrant
}

// mayHold decides whether the user may have the grant beside those they have.
func mayHold(s Store, u User, g Grant) error {
	if u.Status == StatusArchived {
		return fault.New(fault.Conflict, "directory.archived", fault.Args{"Name": u.Name()})
	}
	if u.External && g.Role != RolePartner {
		return externalRole(u, g.Role)
	}
	grants, err := s.Grants(u.ID)
	if err != nil {
		return err
	}
	if len(grants) >= grantsMax {
		return fault.New(fault.Invalid, "directory.grants", fault.Args{"Max": grantsMax})
	}
	if slices.ContainsFunc(grants, func(old Grant) bool { return old.Role == g.Role && old.Scope.equal(g.Scope) }) {
		return fault.New(fault.Conflict, "directory.role-held", fault.Args{"Name": u.Name(), "Role": g.Role.Label()})
	}
	return nil
}

// details tells the grant in words that people know.
func (g Grant) details(s Store) ([]Detail, error) {
	details := []Detail{{"role", string(g.Role)}, {"level", string(g.Scope.Level)}}
	if g.Scope.Country != "" {
		details = append(details, Detail{"country", g.Scope.Country})
	}
	for _, id := range g.Scope.Projects {
		p, err := s.Project(id)
		if err != nil {
			return nil, err
		}
		details = append(details, Detail{"project", p.Code + " " + p.Name})
	}
	return details, nil
}

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

// GrantRole gives a role to a user within a scope; ID, User, Scope and either Role
// or Derived.ID of g count. It gives the grant as stored. Roles of administrators,
// and what derives from them, take the right to grant those.
func GrantRole(s Store, by Actor, g Grant, now time.Time) (Grant, error) {
	role, derived, err := chosenRole(s, g)
	if err != nil {
		return Grant{}, err
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
	granted := Grant{ID: g.ID, User: u.ID, Role: role.ID, Derived: derived, Scope: scope, Granted: now, By: by.ID}
	if err := mayHold(s, u, granted); err != nil {
		return Grant{}, err
	}
	stored := granted
	if scope.Level == LevelUnit {
		stored.Scope.Projects = nil // the unit says which
	}
	if err := s.SaveGrant(stored); err != nil {
		return Grant{}, err
	}
	details, err := granted.details(s)
	if err != nil {
		return Grant{}, err
	}
	return granted, Note(s, by, u.ID, VerbRoleGranted, now, details...)
}

// chosenRole gives the standard role of a grant to be, and what of it is left.
func chosenRole(s Store, g Grant) (Role, Derivation, error) {
	var derived Derivation
	if !g.Derived.ID.IsZero() {
		d, err := s.DerivedRole(g.Derived.ID)
		if err != nil {
			return Role{}, derived, err
		}
		if !d.Active {
			return Role{}, derived, fault.New(fault.Conflict, "directory.derived-inactive", fault.Args{"Role": d.Name})
		}
		g.Role, derived = d.Base, d.derivation()
	}
	role, known := RoleByID(g.Role)
	if !known {
		return Role{}, derived, fault.New(fault.Invalid, "directory.role", fault.Args{"Text": fault.Excerpt(string(g.Role))})
	}
	return role, derived, nil
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
		return externalRole(u, g)
	}
	grants, err := s.Grants(u.ID)
	if err != nil {
		return err
	}
	if len(grants) >= grantsMax {
		return fault.New(fault.Invalid, "directory.grants", fault.Args{"Max": grantsMax})
	}
	if slices.ContainsFunc(grants, g.same) {
		return fault.New(fault.Conflict, "directory.role-held", fault.Args{"Name": u.Name(), "Role": g.Label()})
	}
	return nil
}

// same reports whether the other grant gives the same role in the same scope.
func (g Grant) same(other Grant) bool {
	return g.Role == other.Role && g.Derived.ID == other.Derived.ID && g.Scope.equal(other.Scope)
}

// details tells the grant in words that people know.
func (g Grant) details(s Store) ([]Detail, error) {
	details := []Detail{{"role", string(g.Role)}}
	if !g.Derived.ID.IsZero() {
		details[0] = Detail{"derived-role", g.Derived.Name}
	}
	details = append(details, Detail{"level", string(g.Scope.Level)})
	if g.Scope.Country != "" {
		details = append(details, Detail{"country", g.Scope.Country})
	}
	if g.Scope.Level == LevelUnit {
		return append(details, Detail{"unit", g.Scope.Unit.String()}), nil
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

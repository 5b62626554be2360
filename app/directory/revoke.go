package directory

import (
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// namedBooks is how many books one sentence names.
const namedBooks = 10

// RevokeRole takes a grant from a user. It is refused with fault.Conflict while
// the user holds a book or a journal that needs the role, naming them, and for the
// last administrator of the organisation.
func RevokeRole(s Store, by Actor, user ident.UserID, id ident.GrantID, now time.Time) error {
	self, err := LoadActor(s, user)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(self.Grants, func(g Grant) bool { return g.ID == id })
	if i < 0 {
		return fault.New(fault.Missing, "directory.grant", fault.Args{"Name": self.Name()})
	}
	revoked := self.Grants[i]
	role, _ := RoleByID(revoked.Role)
	if err := Can(by, role.grantedBy(), Place{}, now); err != nil {
		return err
	}
	if err := self.spares(s, revoked); err != nil {
		return err
	}
	details, err := revoked.details(s)
	if err != nil {
		return err
	}
	if err := s.DeleteGrant(id); err != nil {
		return err
	}
	return Note(s, by, user, VerbRoleRevoked, now, details...)
}

// spares decides whether the user can do without the grant.
func (a Actor) spares(s Store, g Grant) error {
	if administers(g) {
		if err := keepsAdministrator(s, a.User); err != nil {
			return err
		}
	}
	rest := a
	rest.Grants = slices.DeleteFunc(slices.Clone(a.Grants), func(other Grant) bool { return other.ID == g.ID })
	needed, err := a.loses(s, rest)
	if err != nil {
		return err
	}
	if len(needed) > 0 {
		return fault.New(fault.Conflict, "directory.role-needed", fault.Args{
			"Name": a.Name(), "Role": g.Label(), "Books": nameBooks(needed),
		})
	}
	return nil
}

// loses lists the books and journals that the person answers for and could not keep
// with the rest of what they have.
func (a Actor) loses(s Store, rest Actor) ([]Holding, error) {
	holdings, err := s.Holdings(a.ID)
	if err != nil {
		return nil, err
	}
	var needed []Holding
	for _, h := range holdings {
		at, err := PlaceOf(s, h.Project, a.ID)
		if err != nil {
			return nil, err
		}
		if a.keeps(h, at) && !rest.keeps(h, at) {
			needed = append(needed, h)
		}
	}
	return needed, nil
}

// keeps reports whether the grants, whatever the status, let the person enter
// vouchers or postings there.
func (a Actor) keeps(h Holding, at Place) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return a.decide(g, h.right(), at) == allowed })
}

// nameBooks names the first few books and hints at the rest.
func nameBooks(holdings []Holding) string {
	var names []string
	for _, h := range holdings[:min(len(holdings), namedBooks)] {
		names = append(names, h.Ref+" "+h.Name)
	}
	if len(holdings) > namedBooks {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

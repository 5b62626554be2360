package directory

import (
	"maps"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// DerivedRole is a role of the organisation's own: a standard role without some
// of its rights. It can never have more.
type DerivedRole struct {
	ID        ident.DerivedRoleID
	Name      string
	Base      RoleID  // never changes
	Rights    []Right // of the base that are left; sorted
	Active    bool    // may be given; one that is not is kept for the history
	Changed   time.Time
	ChangedBy ident.UserID
	Version   int64 // counts saves; a save with an old one is a fault.Conflict
}

// Derivation is what a grant says of a role of the organisation's own. It stands
// in the grant, so that a site knows of each person what their own file said.
type Derivation struct {
	ID     ident.DerivedRoleID // zero for a standard role as it is
	Name   string
	Rights []Right // of the standard role that are left; sorted
}

func (d DerivedRole) derivation() Derivation { return Derivation{d.ID, d.Name, d.Rights} }

// Reach says how far the grant carries the right.
func (g Grant) Reach(right Right) Reach {
	role, known := RoleByID(g.Role)
	if !known || !g.Derived.ID.IsZero() && !slices.Contains(g.Derived.Rights, right) {
		return None
	}
	return role.Reach(right)
}

// Label is what the role is called: the key of a standard role's name, or the
// name that the organisation has chosen.
func (g Grant) Label() any {
	if g.Derived.ID.IsZero() {
		return g.Role.Label()
	}
	return g.Derived.Name
}

// Rights lists what the role allows, however far, sorted.
func (r Role) Rights() []Right { return slices.Sorted(maps.Keys(RightsOf(r.ID))) }

// CheckRights gives the rights sorted and none twice, or says in fault.Invalid
// which the standard role does not have; none at all is refused too.
func (r Role) CheckRights(rights []Right) ([]Right, error) {
	for _, right := range rights {
		if r.Reach(right) == None {
			return nil, fault.New(fault.Invalid, "directory.derived-right", fault.Args{
				"Right": fault.Excerpt(string(right)), "Role": r.ID.Label(),
			})
		}
	}
	if len(rights) == 0 {
		return nil, fault.New(fault.Invalid, "directory.derived-empty", nil)
	}
	return slices.Compact(slices.Sorted(slices.Values(rights))), nil
}

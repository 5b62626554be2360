package directory

import (
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verbs of the organisation's own roles.
const (
	VerbRoleDerived   Verb = "role-derived"
	VerbRoleEdited    Verb = "role-edited"
	VerbRoleRemoved   Verb = "role-removed"
	VerbRoleRecovered Verb = "role-recovered"
)

// derivedMax is how many roles of its own an organisation can have.
const derivedMax = 500

// namedPeople is how many people one sentence names.
const namedPeople = 10

// DeriveRole makes a role of the organisation's own: ID, Name, Base and Rights of
// d count. What derives from a role of administrators takes the right to grant
// those as well.
func DeriveRole(s Store, by Actor, d DerivedRole, now time.Time) (DerivedRole, error) {
	all, err := s.DerivedRoles()
	if err != nil {
		return DerivedRole{}, err
	}
	derived := DerivedRole{ID: d.ID, Name: d.Name, Base: d.Base, Rights: d.Rights, Active: true}
	if err := mayDerive(by, derived, now); err != nil {
		return DerivedRole{}, err
	}
	if len(all) >= derivedMax {
		return DerivedRole{}, fault.New(fault.Invalid, "directory.derived-many", fault.Args{"Max": derivedMax})
	}
	return derived.save(s, by, all, VerbRoleDerived, now)
}

// EditDerived changes the name and the rights of a role, for everybody who has it.
// It is refused with fault.Conflict, naming people and books, while somebody holds
// a book or a journal that needs a right which would go.
func EditDerived(s Store, by Actor, edited DerivedRole, now time.Time) (DerivedRole, error) {
	old, err := derivedFor(s, by, edited.ID, now)
	if err != nil {
		return DerivedRole{}, err
	}
	next := old
	next.Name, next.Rights, next.Version = edited.Name, edited.Rights, edited.Version
	if loses(old, next, RightVoucherRecord) || loses(old, next, RightPostingRecord) {
		if err := sparesHolders(s, old, next); err != nil {
			return DerivedRole{}, err
		}
	}
	all, err := s.DerivedRoles()
	if err != nil {
		return DerivedRole{}, err
	}
	return next.save(s, by, all, VerbRoleEdited, now)
}

// loses reports whether a role would have a right no more.
func loses(old, next DerivedRole, right Right) bool {
	return slices.Contains(old.Rights, right) && !slices.Contains(next.Rights, right)
}

// RemoveDerived ends that a role can be given. It is refused with fault.Conflict,
// naming them, while people have it; the history goes on speaking of it.
func RemoveDerived(s Store, by Actor, id ident.DerivedRoleID, now time.Time) error {
	d, err := derivedFor(s, by, id, now)
	if err != nil {
		return err
	}
	holders, err := s.DerivedHolders(id)
	if err != nil {
		return err
	}
	if err := heldByNobody(s, holders, "directory.derived-held", fault.Args{"Role": d.Name}); err != nil {
		return err
	}
	return d.activate(s, by, false, VerbRoleRemoved, now)
}

// RecoverDerived makes a removed role one that can be given again.
func RecoverDerived(s Store, by Actor, id ident.DerivedRoleID, now time.Time) error {
	d, err := derivedFor(s, by, id, now)
	if err != nil {
		return err
	}
	return d.activate(s, by, true, VerbRoleRecovered, now)
}

func (d DerivedRole) activate(s Store, by Actor, active bool, verb Verb, now time.Time) error {
	if d.Active == active {
		return nil
	}
	d.Active = active
	all, err := s.DerivedRoles()
	if err == nil {
		_, err = d.save(s, by, all, verb, now)
	}
	return err
}

func derivedFor(s Store, by Actor, id ident.DerivedRoleID, now time.Time) (DerivedRole, error) {
	if err := Can(by, RightRoleDerive, Place{}, now); err != nil {
		return DerivedRole{}, err
	}
	d, err := s.DerivedRole(id)
	if err != nil {
		return DerivedRole{}, err
	}
	return d, mayDerive(by, d, now)
}

// mayDerive decides whether by may make or change the role: to give a role of
// administrators back what was taken from it makes administrators.
func mayDerive(by Actor, d DerivedRole, now time.Time) error {
	if err := Can(by, RightRoleDerive, Place{}, now); err != nil {
		return err
	}
	base, known := RoleByID(d.Base)
	if !known {
		return fault.New(fault.Invalid, "directory.role", fault.Args{"Text": fault.Excerpt(string(d.Base))})
	}
	if base.Administrative() {
		return Can(by, RightAdminGrant, Place{}, now)
	}
	return nil
}

// save checks the role against all others and writes it with its act.
func (d DerivedRole) save(s Store, by Actor, all []DerivedRole, verb Verb, now time.Time) (DerivedRole, error) {
	base, _ := RoleByID(d.Base)
	var err error
	if d.Name, err = required("name", d.Name, nameMax); err != nil {
		return DerivedRole{}, err
	}
	if d.Rights, err = base.CheckRights(d.Rights); err != nil {
		return DerivedRole{}, err
	}
	taken := func(other DerivedRole) bool { return other.ID != d.ID && Fold(other.Name) == Fold(d.Name) }
	if _, standard := RoleByID(RoleID(d.Name)); standard || slices.ContainsFunc(all, taken) {
		return DerivedRole{}, fault.New(fault.Conflict, "directory.derived-taken", fault.Args{"Name": d.Name})
	}
	d.Changed, d.ChangedBy = now, by.ID
	if d, err = s.SaveDerivedRole(d); err != nil {
		return DerivedRole{}, err
	}
	return d, Note(s, by, ident.UserID{}, verb, now, d.details(base)...)
}

// details tells the role by its name, its base, and what it leaves out.
func (d DerivedRole) details(base Role) []Detail {
	details := []Detail{{"derived-role", d.Name}, {"role", string(d.Base)}}
	for _, right := range base.Rights() {
		if !slices.Contains(d.Rights, right) {
			details = append(details, Detail{"without", string(right)})
		}
	}
	return details
}

// sparesHolders decides whether everybody who has the role can keep their books
// with what would be left of it.
func sparesHolders(s Store, old, next DerivedRole) error {
	holders, err := s.DerivedHolders(old.ID)
	if err != nil {
		return err
	}
	people, needed, err := whoLoses(s, holders, func(a Actor) Actor {
		a.Grants = slices.Clone(a.Grants)
		for i := range a.Grants {
			if a.Grants[i].Derived.ID == old.ID {
				a.Grants[i].Derived.Rights = next.Rights
			}
		}
		return a
	})
	if err != nil {
		return err
	}
	return heldByNobody(s, people, "directory.derived-needed", fault.Args{"Role": old.Name, "Books": nameBooks(needed)})
}

// whoLoses gives the people who could not keep all their books as changed makes
// them, and those books.
func whoLoses(s Store, all []ident.UserID, changed func(Actor) Actor) (people []ident.UserID, needed []Holding, err error) {
	for _, id := range all {
		before, err := LoadActor(s, id)
		if err != nil {
			return nil, nil, err
		}
		lost, err := before.loses(s, changed(before))
		if err != nil {
			return nil, nil, err
		}
		if len(lost) > 0 {
			people, needed = append(people, id), append(needed, lost...)
		}
	}
	return people, needed, nil
}

// heldByNobody refuses with fault.Conflict, naming them, while people have something.
func heldByNobody(s Store, holders []ident.UserID, key string, args fault.Args) error {
	if len(holders) == 0 {
		return nil
	}
	names, err := namesOf(s, holders)
	if err != nil {
		return err
	}
	args["Names"], args["Total"] = names, len(holders)
	return fault.New(fault.Conflict, key, args)
}

// namesOf names the first few people and hints at the rest.
func namesOf(s Store, people []ident.UserID) (string, error) {
	var names []string
	for _, id := range people[:min(len(people), namedPeople)] {
		u, err := s.User(id)
		if err != nil {
			return "", err
		}
		names = append(names, u.Name())
	}
	if len(people) > namedPeople {
		names = append(names, "…")
	}
	return strings.Join(names, ", "), nil
}

package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var derivedRoleTests = []test{
	{"roles of the organisation's own are kept", keepDerivedRoles},
	{"a role changes in the grants of all who have it", changeDerivedRole},
	{"a role is changed by one at a time", refuseOldDerivedRole},
}

func sampleDerivedRole(name string) directory.DerivedRole {
	return directory.DerivedRole{
		ID: named[ident.DerivedRoleID](name), Name: name, Base: "cashier", Rights: []directory.Right{"book-view", "cash-count"},
		Active: true, Changed: instant(3), ChangedBy: user("admin"),
	}
}

func keepDerivedRoles(t *testing.T, s *storage.Store) {
	first, second := sampleDerivedRole("first"), sampleDerivedRole("second")
	whole(t, first, "Version")
	second.Active = false
	update(t, s, func(tx *storage.Tx) (err error) {
		if second, err = tx.SaveDerivedRole(second); err != nil {
			return err
		}
		first, err = tx.SaveDerivedRole(first)
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.DerivedRoles()
		same(t, "roles", all, []directory.DerivedRole{first, second})
		if err != nil {
			return err
		}
		one, err := tx.DerivedRole(second.ID)
		same(t, "role", one, second)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.DerivedRole(named[ident.DerivedRoleID]("nobody's"))
		return err
	})
}

func changeDerivedRole(t *testing.T, s *storage.Store) {
	role := sampleDerivedRole("treasurer")
	granted, plain := sampleGrant("first"), sampleGrant("second")
	plain.Derived = directory.Derivation{}
	update(t, s, func(tx *storage.Tx) (err error) {
		if err := addForGrants(tx); err != nil {
			return err
		}
		if role, err = tx.SaveDerivedRole(role); err != nil {
			return err
		}
		if err := tx.SaveGrant(granted); err != nil {
			return err
		}
		if err := tx.SaveGrant(plain); err != nil {
			return err
		}
		role.Name, role.Rights, role.Active = "Trésorière", []directory.Right{"book-view"}, false
		role, err = tx.SaveDerivedRole(role)
		return err
	})
	granted.Derived.Name, granted.Derived.Rights = role.Name, role.Rights
	checkGrants(t, s, user("awa"), inOrderOfID(granted, plain))
	view(t, s, func(tx *storage.Tx) error {
		kept, err := tx.DerivedRole(role.ID)
		same(t, "role", kept, role)
		if err != nil {
			return err
		}
		holders, err := tx.DerivedHolders(role.ID)
		same(t, "holders", holders, []ident.UserID{user("awa")})
		if err != nil {
			return err
		}
		all, err := tx.AllGrants()
		same(t, "grants of everybody", all[user("awa")], inOrderOfID(granted, plain))
		return err
	})
}

// inOrderOfID is how grants of one instant come.
func inOrderOfID(a, b directory.Grant) []directory.Grant {
	if a.ID.String() < b.ID.String() {
		return []directory.Grant{a, b}
	}
	return []directory.Grant{b, a}
}

func refuseOldDerivedRole(t *testing.T, s *storage.Store) {
	role := sampleDerivedRole("treasurer")
	update(t, s, func(tx *storage.Tx) (err error) { role, err = tx.SaveDerivedRole(role); return err })
	update(t, s, func(tx *storage.Tx) error { _, err := tx.SaveDerivedRole(role); return err })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveDerivedRole(role); return err })
	other := role
	other.Base, other.Version = "auditor", 2
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveDerivedRole(other); return err })
}

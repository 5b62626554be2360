package storagetest

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var grantTests = []test{
	{"grants are kept with their scopes", keepGrants},
	{"a grant changes its scope only", changeGrant},
	{"a grant needs its user and its projects", grantNeeds},
	{"a grant is taken away", deleteGrant},
	{"grants are replaced as one", replaceGrants},
}

func sampleGrant(name string) directory.Grant {
	projects := []ident.ProjectID{project("P01"), project("P02"), project("P03")}
	slices.SortFunc(projects, func(a, b ident.ProjectID) int { return bytes.Compare(a[:], b[:]) })
	return directory.Grant{
		ID: named[ident.GrantID](name), User: user("awa"), Role: "cashier",
		Derived: directory.Derivation{
			ID: named[ident.DerivedRoleID]("treasurer"), Name: "Trésorier", Rights: []directory.Right{"book-view", "cash-count"},
		},
		Scope:   directory.Scope{Level: directory.LevelProjects, Country: "SN", Unit: directory.UnitRef{ID: named[ident.UnitID]("sud"), Code: "SUD", Name: "Sud"}, Projects: projects},
		Granted: instant(4), By: user("admin"),
	}
}

func addForGrants(tx *storage.Tx) error {
	if err := addPeople(tx, "awa", "binta"); err != nil {
		return err
	}
	return addProjects(tx, "P01", "P02", "P03")
}

func keepGrants(t *testing.T, s *storage.Store) {
	first, second, other := sampleGrant("first"), sampleGrant("second"), sampleGrant("other")
	whole(t, first)
	whole(t, first.Scope)
	whole(t, first.Derived)
	second.Granted, second.Derived = instant(5), directory.Derivation{}
	second.Scope = directory.Scope{Level: directory.LevelOrganisation}
	other.User = user("binta")
	other.Scope.Projects = other.Scope.Projects[:1]
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		for _, g := range []directory.Grant{second, other, first} {
			if err := tx.SaveGrant(g); err != nil {
				return err
			}
		}
		return nil
	})
	checkGrants(t, s, user("awa"), []directory.Grant{first, second})
	checkGrants(t, s, user("binta"), []directory.Grant{other})
	checkGrants(t, s, user("nobody"), nil)
}

func checkGrants(t *testing.T, s *storage.Store, of ident.UserID, want []directory.Grant) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Grants(of)
		same(t, "grants", got, want)
		return err
	})
}

func changeGrant(t *testing.T, s *storage.Store) {
	grant := sampleGrant("first")
	changed := grant
	changed.Scope = directory.Scope{Level: directory.LevelCountry, Country: "ML"}
	changed.Derived.Name, changed.Derived.Rights = "Trésorière", []directory.Right{"book-view"}
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		if err := tx.SaveGrant(grant); err != nil {
			return err
		}
		return tx.SaveGrant(changed)
	})
	checkGrants(t, s, user("awa"), []directory.Grant{changed})
	moved, promoted := grant, grant
	moved.User, promoted.Role = user("binta"), "finance-manager"
	for _, g := range []directory.Grant{moved, promoted} {
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveGrant(g) })
	}
	checkGrants(t, s, user("awa"), []directory.Grant{changed})
}

func grantNeeds(t *testing.T, s *storage.Store) {
	grant := sampleGrant("first")
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveGrant(grant) }) // no such projects
	grant.User, grant.Scope.Projects = user("nobody"), nil
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveGrant(grant) })
}

func deleteGrant(t *testing.T, s *storage.Store) {
	grant := sampleGrant("first")
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		return tx.SaveGrant(grant)
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteGrant(grant.ID) })
	checkGrants(t, s, user("awa"), nil)
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { return tx.DeleteGrant(grant.ID) })
}

func replaceGrants(t *testing.T, s *storage.Store) {
	old, other := sampleGrant("old"), sampleGrant("other")
	other.User = user("binta")
	var many []directory.Grant
	for n := range 19 { // more than a statement takes
		g := sampleGrant("new " + string(rune('a'+n)))
		g.Granted = instant(10 + n)
		if n%2 > 0 {
			g.Derived, g.Scope.Unit = directory.Derivation{}, directory.UnitRef{}
		}
		many = append(many, g)
	}
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		return errors.Join(tx.SaveGrant(old), tx.SaveGrant(other), tx.ReplaceGrants(user("awa"), many))
	})
	checkGrants(t, s, user("awa"), many)
	checkGrants(t, s, user("binta"), []directory.Grant{other})
	moved := other
	moved.User = user("awa")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.ReplaceGrants(user("awa"), []directory.Grant{moved}) })
	update(t, s, func(tx *storage.Tx) error { return tx.ReplaceGrants(user("awa"), nil) })
	checkGrants(t, s, user("awa"), nil)
}

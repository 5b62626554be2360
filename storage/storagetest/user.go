package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var userTests = []test{
	{"a user is kept with every field", keepUser},
	{"a user is changed in every field", changeUser},
	{"an old version is refused", refuseOldVersion},
	{"names of users are unique", uniqueNames},
	{"a user is found by name", findUser},
	{"a deleted user leaves nothing personal", deleteUser},
}

func keepUser(t *testing.T, s *storage.Store) {
	awa := person("awa")
	whole(t, awa, "Version")
	bare := directory.User{ID: user("bare"), FirstName: "Ibou", Status: directory.StatusEmployee}
	for _, u := range []directory.User{awa, bare} {
		update(t, s, func(tx *storage.Tx) error {
			saved, err := tx.SaveUser(u)
			u.Version = 1
			same(t, "saved user", saved, u)
			return err
		})
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.User(u.ID)
			same(t, "user", got, u)
			return err
		})
	}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.User(user("none")); return err })
}

func changeUser(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	changed := person("binta")
	changed.ID, changed.Version = user("awa"), 1
	changed.External, changed.Exported, changed.Status = false, false, directory.StatusActive
	changed.AccessUntil, changed.Activation = 0, directory.Activation{}
	changed.Created, changed.Modified = instant(100), instant(101)
	changed.CreatedBy, changed.ModifiedBy = user("x"), user("y")
	update(t, s, func(tx *storage.Tx) error {
		saved, err := tx.SaveUser(changed)
		changed.Version = 2
		same(t, "saved user", saved, changed)
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.User(changed.ID)
		same(t, "changed user", got, changed)
		return err
	})
}

func refuseOldVersion(t *testing.T, s *storage.Store) {
	awa := person("awa")
	update(t, s, func(tx *storage.Tx) (err error) { awa, err = tx.SaveUser(awa); return err })
	update(t, s, func(tx *storage.Tx) error { _, err := tx.SaveUser(awa); return err })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveUser(awa); return err })
	gone := person("gone")
	gone.Version = 3
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.SaveUser(gone); return err })
	again := person("awa")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveUser(again); return err })
}

func uniqueNames(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "binta") })
	for _, change := range []func(*directory.User){
		func(u *directory.User) { u.Email = person("awa").Email },
		func(u *directory.User) { u.Login = person("awa").Login },
	} {
		other := person("other")
		change(&other)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveUser(other); return err })
		binta := person("binta")
		change(&binta)
		binta.Version = 1
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { _, err := tx.SaveUser(binta); return err })
	}
}

func findUser(t *testing.T, s *storage.Store) {
	nameless := directory.User{ID: user("nameless"), Status: directory.StatusEmployee}
	update(t, s, func(tx *storage.Tx) error {
		if _, err := tx.SaveUser(nameless); err != nil {
			return err
		}
		return addPeople(tx, "awa")
	})
	view(t, s, func(tx *storage.Tx) error {
		for _, name := range []string{person("awa").Email, person("awa").Login} {
			got, err := tx.UserByName(name)
			if err != nil {
				return err
			}
			same(t, "user by name", got.ID, user("awa"))
		}
		return nil
	})
	for _, name := range []string{"", "nobody@eauvive.example", "AWA@eauvive.example"} {
		refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.UserByName(name); return err })
	}
}

func deleteUser(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		return addBelongings(tx, user("awa"))
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteUser(user("awa")) })
	for name, look := range belongings(user("awa")) {
		err := s.View(t.Context(), look)
		if kind, _ := fault.KindOf(err); kind != fault.Missing {
			t.Errorf("after the deletion, %s gives %v, want a fault of kind missing", name, err)
		}
	}
	view(t, s, func(tx *storage.Tx) error {
		grants, err := tx.Grants(user("awa"))
		same(t, "grants", len(grants), 0)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { return tx.DeleteUser(user("awa")) })
}

// belongings are the look-ups of what is kept about a person.
func belongings(of ident.UserID) map[string]func(*storage.Tx) error {
	return map[string]func(*storage.Tx) error{
		"User":        func(tx *storage.Tx) error { _, err := tx.User(of); return err },
		"Credential":  func(tx *storage.Tx) error { _, err := tx.Credential(of); return err },
		"PersonalKey": func(tx *storage.Tx) error { _, err := tx.PersonalKey(of); return err },
		"AppliedFile": func(tx *storage.Tx) error { _, _, err := tx.AppliedFile(of); return err },
	}
}

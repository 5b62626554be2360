package storagetest

import (
	"fmt"
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
	{"users are searched", searchUsers},
	{"users are filtered by status", filterUsers},
	{"users are sorted and paged", pageUsers},
}

var allUsers = directory.UserFilter{Archived: true}

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

func searchUsers(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		for i, name := range [][2]string{{"Aïssatou", "N'Diaye"}, {"Œlène", "Coly"}, {"Moussa", "100%_Sûr"}} {
			u := person(fmt.Sprint("u", i))
			u.FirstName, u.LastName = name[0], name[1]
			if _, err := tx.SaveUser(u); err != nil {
				return err
			}
		}
		return nil
	})
	for search, want := range map[string]int{
		"": 3, "AISSATOU": 1, "aïssatou n'd": 1, "diaye aï": 1, "oel": 1, "U1@EAUVIVE": 1, "u2.login": 1,
		"%": 1, "_": 1, "0%_s": 1, `\`: 0, "nobody": 0, "example\nu": 0,
	} {
		view(t, s, func(tx *storage.Tx) error {
			found, total, err := tx.Users(directory.UserFilter{Search: search})
			if len(found) != want || total != want {
				t.Errorf("search %q finds %d users of %d, want %d", search, len(found), total, want)
			}
			return err
		})
	}
}

var statuses = []directory.Status{
	directory.StatusEmployee, directory.StatusPending, directory.StatusActive, directory.StatusArchived,
}

// addEach inserts one user of each status; sorted by name, e-mail and time of
// change they come in the order 3 2 1 0, by status in the order 0 1 2 3.
func addEach(tx *storage.Tx) error {
	for i, status := range statuses {
		u := person(fmt.Sprint("u", i))
		u.Status = status
		u.LastName, u.Email, u.Modified = fmt.Sprint("É", 9-i), fmt.Sprint(9-i, "@eauvive.example"), instant(9-i)
		if _, err := tx.SaveUser(u); err != nil {
			return err
		}
	}
	return nil
}

func numbers(users []directory.User) (found []int) {
	for _, u := range users {
		for i := range statuses {
			if u.ID == user(fmt.Sprint("u", i)) {
				found = append(found, i)
			}
		}
	}
	return found
}

func filterUsers(t *testing.T, s *storage.Store) {
	update(t, s, addEach)
	for name, c := range map[string]struct {
		filter directory.UserFilter
		want   []int
	}{
		"no archived":   {directory.UserFilter{}, []int{2, 1, 0}},
		"with archived": {directory.UserFilter{Archived: true}, []int{3, 2, 1, 0}},
		"two statuses":  {directory.UserFilter{Statuses: []directory.Status{directory.StatusArchived, directory.StatusEmployee}}, []int{3, 0}},
	} {
		checkUsers(t, s, name, c.filter, c.want, len(c.want))
	}
}

func pageUsers(t *testing.T, s *storage.Store) {
	update(t, s, addEach)
	for sort, want := range map[string][]int{
		"name": {3, 2, 1, 0}, "-name": {0, 1, 2, 3}, "email": {3, 2, 1, 0}, "-email": {0, 1, 2, 3},
		"status": {0, 1, 2, 3}, "-status": {3, 2, 1, 0}, "modified": {3, 2, 1, 0}, "-modified": {0, 1, 2, 3},
	} {
		checkUsers(t, s, sort, directory.UserFilter{Archived: true, Sort: sort}, want, 4)
		checkUsers(t, s, sort+" page", directory.UserFilter{Archived: true, Sort: sort, Offset: 1, Limit: 2}, want[1:3], 4)
		checkUsers(t, s, sort+" rest", directory.UserFilter{Archived: true, Sort: sort, Offset: 3}, want[3:], 4)
	}
	refuse(t, s, fault.Invalid, func(tx *storage.Tx) error {
		_, _, err := tx.Users(directory.UserFilter{Sort: "id; DROP TABLE person"})
		return err
	})
}

func checkUsers(t *testing.T, s *storage.Store, name string, filter directory.UserFilter, want []int, total int) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		users, found, err := tx.Users(filter)
		same(t, name, numbers(users), want)
		same(t, name+" in all", found, total)
		return err
	})
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

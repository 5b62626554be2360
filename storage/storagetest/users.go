package storagetest

import (
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var usersTests = []test{
	{"users are searched", searchUsers},
	{"users are filtered by status", filterUsers},
	{"users are sorted and paged", pageUsers},
}

var allUsers = directory.UserFilter{Archived: true}

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

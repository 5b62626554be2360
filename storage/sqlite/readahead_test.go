package sqlite_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/storage"
)

// userAt is one of many users.
func userAt(n int) (id ident.UserID) {
	binary.BigEndian.PutUint64(id[:], uint64(n)+1)
	return id
}

// crowd adds so many users, most of them with roles in projects or in a unit.
func crowd(tx *storage.Tx, count int) (err error) {
	unit, err := tx.SaveUnit(directory.Unit{ID: ident.UnitID{1}, Code: "SUD", Name: "Sud", Active: true})
	for n := range byte(3) {
		err = errors.Join(err, tx.SaveProject(directory.Project{ID: ident.ProjectID{n + 1}, Code: fmt.Sprintf("P%02d", n+1), Name: "Forages", Country: "SN"}))
	}
	err = errors.Join(err, tx.SaveUnitOf(ident.ProjectID{3}, unit.ID))
	defer func() {
		err = errors.Join(err, tx.SavePoste(directory.Poste{ID: ident.PosteID{4}, Number: 4, SignKey: [32]byte{1}, BoxKey: [32]byte{1}, Status: directory.PosteActive}),
			tx.SaveReportedFile(receipt.Applied{User: userAt(5), Poste: ident.PosteID{4}, Order: mark.Order{Epoch: 1, Serial: 7, Digest: [32]byte{1}}, Received: time.Unix(9, 0)}))
	}()
	for n := range count {
		_, failed := tx.SaveUser(directory.User{ID: userAt(n), Login: fmt.Sprintf("u%d", n), FirstName: "Awa", LastName: "Diop", Status: directory.StatusActive})
		err = errors.Join(err, failed)
		for role := range n % 3 {
			g := directory.Grant{ID: ident.GrantID(userAt(10*n + role)), User: userAt(n), Role: directory.RoleCashier, Scope: directory.Scope{
				Level: directory.LevelProjects, Projects: []ident.ProjectID{{1}, {2}},
			}}
			if role == 1 {
				g.Role, g.Scope = directory.RoleAssistant, directory.Scope{Level: directory.LevelUnit, Unit: directory.UnitRef{ID: unit.ID, Code: unit.Code, Name: unit.Name}}
			}
			err = errors.Join(err, tx.SaveGrant(g))
		}
	}
	return err
}

// What is read ahead of many is what asking for each would read, and is not asked
// again; what has changed since is.
func TestWhatIsReadAheadOfManyIsWhatIsThere(t *testing.T) {
	r := newRemembering(t)
	const count = 150
	r.update(r.there, func(tx *storage.Tx) error { return crowd(tx, count) })
	var users []ident.UserID
	for n := range count {
		users = append(users, userAt(n))
	}
	users = append(users, ident.UserID{9}) // nobody
	ask := func(tx *storage.Tx, want string) error {
		for n, id := range users {
			u, err := tx.User(id)
			grants, failed := tx.Grants(id)
			if errors.Is(err, fault.Missing) && n == count {
				err = nil
			} else if u.ID != id || len(grants) != n%3 {
				t.Errorf("user %d is %v with %d roles", n, u.ID, len(grants))
			}
			if n == 7 && u.Job != want {
				t.Errorf("the job is %q, want %q", u.Job, want)
			}
			reported, unread := tx.ReportedFiles(id)
			if told := n == 5; told != (len(reported) == 1) {
				t.Errorf("of user %d there are %d reports", n, len(reported))
			}
			if err = errors.Join(err, failed, unread); err != nil {
				return err
			}
		}
		return nil
	}
	ahead := func(want string) func(*storage.Tx) error {
		return func(tx *storage.Tx) error { return errors.Join(tx.ReadAhead(users), ask(tx, want)) }
	}
	before := *r.compared
	r.update(r.here, ahead(""))
	if told := *r.compared - before; told < 3*count {
		t.Errorf("%d answers came from what was read ahead, want %d", told, 3*count)
	}
	rename := func(job string) func(*storage.Tx) error {
		return func(tx *storage.Tx) error {
			u, err := tx.User(userAt(7))
			u.Job = job
			_, failed := tx.SaveUser(u)
			return errors.Join(err, failed)
		}
	}
	r.update(r.there, rename("Caissière"))
	r.update(r.here, func(tx *storage.Tx) error { return ask(tx, "Caissière") })
	r.update(r.here, ahead("Caissière"))
	r.update(r.here, func(tx *storage.Tx) error {
		return errors.Join(ahead("Caissière")(tx), rename("Comptable")(tx), ask(tx, "Comptable"), tx.DeleteGrant(ident.GrantID(userAt(10*4))), errTakenBack)
	})
	r.update(r.here, ahead("Caissière"))
}

// A memory that is nearly full begins again before, not in the middle of what is read
// ahead.
func TestReadingAheadLeavesRoom(t *testing.T) {
	r := newRemembering(t)
	const count = 2 * storage.MostAhead
	r.update(r.there, func(tx *storage.Tx) error { return crowd(tx, count) })
	for from := 0; from < count; from += storage.MostAhead {
		r.update(r.here, func(tx *storage.Tx) error {
			var users []ident.UserID
			for n := range storage.MostAhead {
				users = append(users, userAt(from+n))
			}
			err := tx.ReadAhead(users)
			before := *r.compared
			for _, id := range users {
				_, failed := tx.User(id)
				err = errors.Join(err, failed)
			}
			if told := *r.compared - before; told != len(users) {
				t.Errorf("%d of %d came from what was read ahead", told, len(users))
			}
			return err
		})
	}
}

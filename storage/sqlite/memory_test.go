package sqlite_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/storagetest"
)

// doubting compares all that is remembered during a test with what is stored, and
// counts it.
func doubting(t *testing.T) (compared *int) {
	compared = new(int)
	doubt := storagetest.Doubt(func(sentence string) { t.Error(sentence) })
	storage.Doubt = func(what string, kept, given, read any) {
		*compared++
		doubt(what, kept, given, read)
	}
	t.Cleanup(func() { storage.Doubt = nil })
	return compared
}

// remembering is a database that two programs have open.
type remembering struct {
	*testing.T
	here, there *storage.Store
	compared    *int
}

func newRemembering(t *testing.T) remembering {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	return remembering{t, open(t, path), open(t, path), doubting(t)}
}

var errTakenBack = errors.New("taken back")

func (r remembering) update(s *storage.Store, do func(*storage.Tx) error) {
	r.Helper()
	if err := s.Update(r.Context(), do); err != nil && !errors.Is(err, errTakenBack) {
		r.Fatal(err)
	}
}

// isNamed wants a name of the project, in a transaction that writes and in two
// that read.
func (r remembering) isNamed(want string) {
	r.Helper()
	read := func(tx *storage.Tx) error {
		r.readsName(tx, want)
		return nil
	}
	r.update(r.here, read)
	for range 2 {
		if err := r.here.View(r.Context(), read); err != nil {
			r.Fatal(err)
		}
	}
}

func (r remembering) readsName(tx *storage.Tx, want string) {
	r.Helper()
	p, err := tx.Project(ident.ProjectID{1})
	if errors.Is(err, fault.Missing) {
		err = nil
	}
	if p.Name != want || err != nil {
		r.Errorf("the name is %q, want %q: %v", p.Name, want, err)
	}
}

func name(name string) func(*storage.Tx) error {
	return func(tx *storage.Tx) error {
		return tx.SaveProject(directory.Project{ID: ident.ProjectID{1}, Code: "P01", Name: name, Country: "SN"})
	}
}

func TestWhatIsReadTwiceIsRemembered(t *testing.T) {
	r := newRemembering(t)
	r.isNamed("") // that there is none, too
	r.update(r.here, name("A"))
	for range 3 {
		r.isNamed("A")
	}
	if *r.compared < 4 {
		t.Errorf("%d readings were answered from memory", *r.compared)
	}
}

func TestWhatIsWrittenIsForgotten(t *testing.T) {
	r := newRemembering(t)
	r.isNamed("")
	r.update(r.here, name("A"))
	r.isNamed("A")
	r.update(r.here, func(tx *storage.Tx) error {
		r.readsName(tx, "A")
		err := name("B")(tx)
		r.readsName(tx, "B")
		return err
	})
	r.isNamed("B")
}

func TestWhatAnotherProgramWritesIsForgotten(t *testing.T) {
	r := newRemembering(t)
	r.isNamed("")
	for _, next := range []string{"A", "B", "C"} {
		r.update(r.there, name(next))
		r.isNamed(next)
		r.isNamed(next)
	}
}

func TestWhatIsTakenBackIsForgotten(t *testing.T) {
	r := newRemembering(t)
	r.update(r.here, name("A"))
	r.isNamed("A")
	r.update(r.here, func(tx *storage.Tx) error {
		err := name("B")(tx)
		r.readsName(tx, "B")
		return errors.Join(err, errTakenBack)
	})
	r.isNamed("A")
	r.update(r.here, func(tx *storage.Tx) error {
		err := tx.Attempt(func() error {
			err := name("C")(tx)
			r.readsName(tx, "C")
			return errors.Join(err, errTakenBack)
		})
		r.readsName(tx, "A")
		return err
	})
	r.isNamed("A")
}

func TestAPanicTakesBack(t *testing.T) {
	r := newRemembering(t)
	r.update(r.here, name("A"))
	func() {
		defer func() { _ = recover() }()
		r.update(r.here, func(tx *storage.Tx) error {
			err := name("B")(tx)
			r.readsName(tx, "B")
			panic(err)
		})
	}()
	r.isNamed("A")
}

func TestWhatADeletionTakesAlongIsForgotten(t *testing.T) {
	r := newRemembering(t)
	user := directory.User{ID: ident.UserID{1}, Email: "awa@eauvive.example", Status: directory.StatusActive}
	r.update(r.here, func(tx *storage.Tx) error {
		_, err := tx.SaveUser(user)
		return errors.Join(err, tx.SaveGrant(directory.Grant{ID: ident.GrantID{1}, User: user.ID, Role: directory.RoleAccountantAdvanced,
			Scope: directory.Scope{Level: directory.LevelOrganisation}}))
	})
	grants := func(want int) func(*storage.Tx) error {
		return func(tx *storage.Tx) error {
			found, err := tx.Grants(user.ID)
			if len(found) != want {
				t.Errorf("%d grants, want %d", len(found), want)
			}
			return err
		}
	}
	r.update(r.here, grants(1))
	r.update(r.here, grants(1))
	r.update(r.here, func(tx *storage.Tx) error { return errors.Join(tx.DeleteUser(user.ID), grants(0)(tx)) })
	r.update(r.here, grants(0))
}

// The roles of two people are replaced in turn, by one that is derived and by none.
func TestATableIsEmptyUntilSomethingIsWritten(t *testing.T) {
	r := newRemembering(t)
	people := []ident.UserID{{1}, {2}}
	r.update(r.here, func(tx *storage.Tx) error {
		_, err := tx.SaveUser(directory.User{ID: people[0], Email: "awa@eauvive.example", Status: directory.StatusActive})
		_, other := tx.SaveUser(directory.User{ID: people[1], Email: "binta@eauvive.example", Status: directory.StatusActive})
		return errors.Join(err, other)
	})
	derived := directory.Derivation{ID: ident.DerivedRoleID{9}, Name: "Comptable", Rights: []directory.Right{directory.RightPostingRecord}}
	for round, d := range []directory.Derivation{{}, {}, {}, derived, {}, {}, derived, derived, derived, {}, {}} {
		who := round % 2
		grant := directory.Grant{ID: ident.GrantID{byte(1 + who)}, User: people[who], Role: directory.RoleAccountantAdvanced, Derived: d,
			Scope: directory.Scope{Level: directory.LevelOrganisation}}
		r.update(r.here, func(tx *storage.Tx) error { return tx.ReplaceGrants(people[who], []directory.Grant{grant}) })
		r.update(r.here, func(tx *storage.Tx) error {
			found, err := tx.Grants(people[who])
			if len(found) != 1 || found[0].Derived.ID != d.ID {
				t.Errorf("round %d: the grants are %+v", round, found)
			}
			return err
		})
	}
	if *r.compared == 0 {
		t.Error("nothing was remembered")
	}
}

func TestNobodyChangesWhatOthersAreGiven(t *testing.T) {
	r := newRemembering(t)
	poste := directory.Poste{ID: ident.PosteID{1}, Number: 1, Status: directory.PosteActive, Modules: []directory.Module{directory.ModuleAccounting}}
	r.update(r.here, func(tx *storage.Tx) error { return tx.SavePoste(poste) })
	for range 3 {
		r.update(r.here, func(tx *storage.Tx) error {
			found, err := tx.Poste(poste.ID)
			if err == nil {
				found.Modules[0] = directory.ModuleCashbook
			}
			return err
		})
	}
	if *r.compared == 0 {
		t.Error("nothing was remembered")
	}
}

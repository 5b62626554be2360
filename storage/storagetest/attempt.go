package storagetest

import (
	"context"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var attemptTests = []test{
	{"an attempt that fails takes back its own only", attemptTakesBackItsOwn},
	{"an attempt within an attempt", attemptsNest},
	{"an attempt survives a refusal of the database", attemptAfterRefusal},
	{"an attempt that can not be taken back spoils the whole", attemptThatCanNotBeTakenBack},
	{"history goes on from what was not taken back", historyAfterAttempts},
	{"many attempts", manyAttempts},
}

func attemptTakesBackItsOwn(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		err := tx.Attempt(func() error { return errors.Join(addPeople(tx, "binta"), errStop) })
		if !errors.Is(err, errStop) {
			t.Errorf("Attempt gives %v, want the error of the function", err)
		}
		same(t, "people after the failure", countPeople(t, tx), 1)
		return tx.Attempt(func() error { return addPeople(tx, "coumba") })
	})
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people", countPeople(t, tx), 2)
		_, err := tx.User(user("coumba"))
		return err
	})
}

func historyAfterAttempts(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		err := tx.AppendAct(sampleAct("first"))
		failed := tx.Attempt(func() error { return errors.Join(tx.AppendAct(sampleAct("never")), errStop) })
		if !errors.Is(failed, errStop) {
			t.Error(failed)
		}
		return errors.Join(err, tx.AppendAct(sampleAct("second")), tx.AppendAct(sampleAct("third")))
	})
	view(t, s, func(tx *storage.Tx) error {
		var prev directory.JournalHead
		err := tx.SealedActs(func(a directory.Sealed, _ bool) error {
			if a.Seq != prev.Seq+1 || a.Prev != prev.Hash {
				t.Errorf("act %d follows %x, not %x", a.Seq, a.Prev, prev.Hash)
			}
			prev = directory.JournalHead{Seq: a.Seq, Hash: a.Hash}
			return nil
		})
		same(t, "acts", prev.Seq, 3)
		return err
	})
}

func attemptsNest(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		err := tx.Attempt(func() error {
			_ = tx.Attempt(func() error { return errors.Join(addPeople(tx, "awa"), errStop) })
			return addPeople(tx, "binta")
		})
		return errors.Join(err, addPeople(tx, "coumba"))
	})
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people", countPeople(t, tx), 2)
		return nil
	})
	update(t, s, func(tx *storage.Tx) error {
		_ = tx.Attempt(func() error {
			return errors.Join(tx.Attempt(func() error { return addPeople(tx, "awa") }), errStop)
		})
		same(t, "people after the outer failed", countPeople(t, tx), 2)
		return nil
	})
}

// A constraint that refuses a row ends a transaction of PostgreSQL, but not one
// that has a savepoint to go back to.
func attemptAfterRefusal(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		err := tx.Attempt(func() error { return addPeople(tx, "awa") })
		if !errors.Is(err, fault.Conflict) {
			t.Errorf("a second person of the same identifier gives %v", err)
		}
		return addPeople(tx, "binta")
	})
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people", countPeople(t, tx), 2)
		return nil
	})
}

func attemptThatCanNotBeTakenBack(t *testing.T, s *storage.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := s.Update(ctx, func(tx *storage.Tx) error {
		_ = tx.Attempt(func() error {
			defer cancel()
			return errors.Join(addPeople(tx, "awa"), errStop)
		})
		return nil
	})
	if err == nil {
		t.Error("the transaction was committed")
	}
	nobody(t, s)
}

func manyAttempts(t *testing.T, s *storage.Store) {
	const count = 300
	update(t, s, func(tx *storage.Tx) error {
		for i := range count {
			name := "p" + string(rune('a'+i/26)) + string(rune('a'+i%26))
			err := tx.Attempt(func() error {
				if err := addPeople(tx, name); err != nil || i%3 > 0 {
					return err
				}
				return errStop
			})
			if (err != nil) != (i%3 == 0) {
				t.Errorf("attempt %d gives %v", i, err)
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people", countPeople(t, tx), count-count/3)
		return nil
	})
}

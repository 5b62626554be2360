package storagetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var transactionTests = []test{
	{"an error leaves nothing", errorLeavesNothing},
	{"a panic leaves nothing", panicLeavesNothing},
	{"a cancelled context leaves nothing", cancelLeavesNothing},
	{"a view can not write", viewCannotWrite},
	{"a view keeps its state while others write", viewKeepsItsState},
	{"readers go on while someone writes", readersGoOn},
	{"writers follow one another", writersFollow},
}

var errStop = errors.New("stop")

func errorLeavesNothing(t *testing.T, s *storage.Store) {
	err := s.Update(context.Background(), func(tx *storage.Tx) error {
		return errors.Join(addPeople(tx, "awa"), errStop)
	})
	if !errors.Is(err, errStop) {
		t.Errorf("Update gives %v, want the error of the function", err)
	}
	nobody(t, s)
}

func panicLeavesNothing(t *testing.T, s *storage.Store) {
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not come through")
			}
		}()
		_ = s.Update(context.Background(), func(tx *storage.Tx) error {
			if err := addPeople(tx, "awa"); err != nil {
				return err
			}
			panic("stop")
		})
	}()
	nobody(t, s)
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
}

func cancelLeavesNothing(t *testing.T, s *storage.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	err := s.Update(ctx, func(tx *storage.Tx) error {
		defer cancel()
		return addPeople(tx, "awa")
	})
	if err == nil {
		t.Error("a cancelled transaction succeeds")
	}
	nobody(t, s)
}

func viewCannotWrite(t *testing.T, s *storage.Store) {
	err := s.View(context.Background(), func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	if !errors.Is(err, fault.Denied) {
		t.Errorf("writing in a view gives %v, want a fault of kind denied", err)
	}
	nobody(t, s)
}

func nobody(t *testing.T, s *storage.Store) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people", countPeople(t, tx), 0)
		return nil
	})
}

func countPeople(t *testing.T, tx *storage.Tx) int {
	t.Helper()
	_, total, err := tx.Users(allUsers)
	if err != nil {
		t.Errorf("Users: %v", err)
	}
	return total
}

func viewKeepsItsState(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people before", countPeople(t, tx), 1)
		update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "binta") })
		same(t, "people after another wrote", countPeople(t, tx), 1)
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		same(t, "people in a new view", countPeople(t, tx), 2)
		return nil
	})
}

func readersGoOn(t *testing.T, s *storage.Store) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		seen := make(chan error, 8)
		for range cap(seen) {
			go func() {
				seen <- s.View(ctx, func(tx *storage.Tx) error {
					_, total, err := tx.Users(allUsers)
					if total != 0 {
						err = errors.Join(err, errors.New("a view sees what is not committed"))
					}
					return err
				})
			}()
		}
		for range cap(seen) {
			if err := <-seen; err != nil {
				t.Errorf("view while someone writes: %v", err)
			}
		}
		return nil
	})
}

func writersFollow(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	done := make(chan error, 20)
	for range cap(done) {
		go func() {
			done <- s.Update(context.Background(), func(tx *storage.Tx) error {
				failures, err := tx.Failures(access.Track{Stage: access.StagePassword, User: user("awa")})
				failures.Count++
				return errors.Join(err, tx.SaveFailures(failures))
			})
		}()
	}
	for range cap(done) {
		if err := <-done; err != nil {
			t.Errorf("one of several writers: %v", err)
		}
	}
	view(t, s, func(tx *storage.Tx) error {
		failures, err := tx.Failures(access.Track{Stage: access.StagePassword, User: user("awa")})
		same(t, "additions", failures.Count, cap(done))
		return err
	})
}

package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

// recorder is a driver of a database without content. It records what happens on all
// its connections.
type recorder struct {
	mu               sync.Mutex
	prepared, closed int
	opened, gone     int      // connections
	ran              []string // what was run, in its order
	refused          map[string]error
}

func (r *recorder) Connect(context.Context) (driver.Conn, error) {
	r.opened++
	return recording{r}, nil
}

func (r *recorder) Driver() driver.Driver { return nil }

// recording is one connection.
type recording struct{ of *recorder }

func (c recording) Begin() (driver.Tx, error) { return nil, errors.ErrUnsupported }

func (c recording) Close() error {
	c.of.gone++
	return nil
}

func (c recording) Prepare(query string) (driver.Stmt, error) {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	if query == "wrong" {
		return nil, errors.New("syntax error")
	}
	c.of.prepared++
	return statement{c.of, query}, nil
}

type statement struct {
	of    *recorder
	query string
}

func (s statement) Close() error {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.of.closed++
	return nil
}

func (statement) NumInput() int                             { return -1 }
func (statement) Query([]driver.Value) (driver.Rows, error) { return nil, errors.ErrUnsupported }

func (s statement) Exec([]driver.Value) (driver.Result, error) {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.of.ran = append(s.of.ran, s.query)
	return driver.RowsAffected(1), s.of.refused[s.query]
}

// recorded gives a store on a recorder with a number of connections.
func recorded(connections int) (*Store, *recorder) {
	r := &recorder{refused: map[string]error{}}
	db := sql.OpenDB(r)
	db.SetMaxOpenConns(connections)
	same := func(err error) error { return err }
	return New(Backend{Write: db, Read: db, Begin: "BEGIN ALONE", Fault: same}), r
}

func run(t *testing.T, s *Store, queries ...string) {
	t.Helper()
	if err := s.Update(t.Context(), putting(queries...)); err != nil {
		t.Fatal(err)
	}
}

func putting(queries ...string) func(*Tx) error {
	return func(tx *Tx) error {
		for _, query := range queries {
			if err := tx.put(query); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestAStatementIsPreparedOnceOnAConnection(t *testing.T) {
	s, r := recorded(3)
	for range 4 {
		run(t, s, "a", "b", "a")
	}
	if r.prepared != 4 || r.opened != 1 { // with those that begin and end a transaction
		t.Errorf("%d statements prepared on %d connections, want 4 on 1", r.prepared, r.opened)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if r.closed != r.prepared || r.gone != 1 {
		t.Errorf("%d of %d statements and %d connections closed", r.closed, r.prepared, r.gone)
	}
}

func TestAStatementThatIsRefusedIsNotKept(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	for range 2 {
		if err := s.Update(t.Context(), putting("wrong")); err == nil {
			t.Error("a wrong statement runs")
		}
	}
	if r.prepared != 2 {
		t.Errorf("%d statements prepared, want those around", r.prepared)
	}
}

func TestAConnectionKeepsABoundedNumberOfStatements(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	for i := range 2 * maxPrepared {
		run(t, s, fmt.Sprint("query ", i))
		if open := r.prepared - r.closed; open > maxPrepared {
			t.Fatalf("%d statements open, want at most %d", open, maxPrepared)
		}
	}
}

func TestATransactionEndsAsItsFunctionDoes(t *testing.T) {
	wrong := errors.New("wrong")
	ctx, cancel := context.WithCancel(t.Context())
	tests := map[string]struct {
		do   func(*Store) error
		want []string
		err  error
	}{
		"done":   {func(s *Store) error { return s.Update(ctx, putting("a")) }, []string{"BEGIN ALONE", "a", commit}, nil},
		"looked": {func(s *Store) error { return s.View(ctx, putting("a")) }, []string{begin, "a", rollback}, nil},
		"failed": {func(s *Store) error {
			return s.Update(ctx, func(tx *Tx) error { return errors.Join(tx.put("a"), wrong) })
		}, []string{"BEGIN ALONE", "a", rollback}, wrong},
		"refused": {func(s *Store) error { return s.Update(ctx, putting("a", "refused")) },
			[]string{"BEGIN ALONE", "a", "refused", rollback}, errRefused},
		"not begun": {func(s *Store) error {
			s.begin = "refused"
			return s.Update(ctx, putting("a"))
		}, []string{"refused"}, errRefused},
		"broken off": {func(s *Store) error {
			return s.Update(ctx, func(tx *Tx) error {
				defer cancel()
				return tx.put("a")
			})
		}, []string{"BEGIN ALONE", "a", rollback}, context.Canceled},
	}
	for _, name := range []string{"done", "looked", "failed", "refused", "not begun", "broken off"} {
		s, r := recorded(1)
		r.refused["refused"] = errRefused
		if err := tests[name].do(s); !errors.Is(err, tests[name].err) || !slices.Equal(r.ran, tests[name].want) {
			t.Errorf("%s runs %v and gives %v", name, r.ran, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

var errRefused = errors.New("refused")

// A commit that fails leaves a connection on which the next transaction begins.
func TestACommitThatFailsIsTakenBack(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	r.refused[commit] = errRefused
	if err := s.Update(t.Context(), putting("a")); !errors.Is(err, errRefused) {
		t.Errorf("the commit gives %v", err)
	}
	delete(r.refused, commit)
	run(t, s, "b")
	if want := []string{"BEGIN ALONE", "a", commit, rollback, "BEGIN ALONE", "b", commit}; !slices.Equal(r.ran, want) {
		t.Errorf("ran %v", r.ran)
	}
}

func TestAPanicIsTakenBack(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	func() {
		defer func() { _ = recover() }()
		_ = s.Update(t.Context(), func(*Tx) error { panic("wrong") })
	}()
	run(t, s)
	if want := []string{"BEGIN ALONE", rollback, "BEGIN ALONE", commit}; !slices.Equal(r.ran, want) {
		t.Errorf("ran %v", r.ran)
	}
}

// A connection that was lost is opened anew.
func TestALostConnectionIsReplaced(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	r.refused["BEGIN ALONE"] = driver.ErrBadConn
	if err := s.Update(t.Context(), putting("a")); !errors.Is(err, sql.ErrConnDone) {
		t.Errorf("the lost connection gives %v", err)
	}
	clear(r.refused)
	run(t, s, "a")
	if r.opened != 2 || r.gone != 1 {
		t.Errorf("%d connections opened, %d closed", r.opened, r.gone)
	}
}

// A connection that does not take a transaction back is closed, as its transaction is
// then: the next one begins elsewhere.
func TestAConnectionThatTakesNothingBackIsReplaced(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	r.refused[rollback] = errRefused
	wrong := errors.New("wrong")
	if err := s.Update(t.Context(), func(tx *Tx) error { return errors.Join(tx.put("a"), wrong) }); !errors.Is(err, wrong) {
		t.Errorf("the transaction gives %v", err)
	}
	clear(r.refused)
	run(t, s, "b")
	if want := []string{"BEGIN ALONE", "a", rollback, "BEGIN ALONE", "b", commit}; r.opened != 2 || r.gone != 1 || !slices.Equal(r.ran, want) {
		t.Errorf("%d connections opened, %d closed; ran %v", r.opened, r.gone, r.ran)
	}
}

// As many transactions run at once as the database has connections; another one waits
// until one of them is free, or as long as it may.
func TestTransactionsWaitForAConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, r := recorded(2)
		defer s.Close()
		free, done := make(chan struct{}), make(chan error)
		for range 3 {
			go func() {
				done <- s.View(t.Context(), func(*Tx) error { <-free; return nil })
			}()
		}
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		go func() { done <- s.View(ctx, putting()) }()
		synctest.Wait()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("who no longer waits gets %v", err)
		}
		close(free)
		for range 3 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if r.opened != 2 {
			t.Errorf("%d connections opened, want 2", r.opened)
		}
	})
}

// A store that is closed during a transaction closes its connection behind it.
func TestATransactionOutlivesItsStore(t *testing.T) {
	s, r := recorded(1)
	err := s.Update(t.Context(), func(tx *Tx) error { return errors.Join(s.Close(), tx.put("a")) })
	if err != nil || r.gone != 1 || r.prepared != r.closed {
		t.Errorf("%v, %d connections closed, %d of %d statements", err, r.gone, r.closed, r.prepared)
	}
	if err := s.Update(t.Context(), putting("a")); err == nil {
		t.Error("a closed store begins a transaction")
	}
}

func TestWithoutAPoolForWritingUpdateIsRefused(t *testing.T) {
	s, r := recorded(1)
	defer s.Close()
	s.write = nil
	if err := s.Update(t.Context(), func(tx *Tx) error { return tx.put("a") }); err == nil || r.prepared > 0 {
		t.Errorf("Update gives %v after %d statements", err, r.prepared)
	}
}

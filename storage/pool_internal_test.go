package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"
)

// recorder is a driver of a database without content, which counts the
// statements that are prepared and closed.
type recorder struct{ prepared, closed int }

func (r *recorder) Connect(context.Context) (driver.Conn, error) { return r, nil }
func (r *recorder) Driver() driver.Driver                        { return nil }
func (r *recorder) Begin() (driver.Tx, error)                    { return r, nil }
func (r *recorder) Commit() error                                { return nil }
func (r *recorder) Rollback() error                              { return nil }
func (r *recorder) Close() error                                 { return nil }

func (r *recorder) Prepare(query string) (driver.Stmt, error) {
	if query == "wrong" {
		return nil, errors.New("syntax error")
	}
	r.prepared++
	return statement{r}, nil
}

type statement struct{ of *recorder }

func (s statement) Close() error { s.of.closed++; return nil }

func (statement) NumInput() int                              { return -1 }
func (statement) Query([]driver.Value) (driver.Rows, error)  { return nil, errors.ErrUnsupported }
func (statement) Exec([]driver.Value) (driver.Result, error) { return driver.RowsAffected(1), nil }

// recorded gives a store on a single connection of a recorder.
func recorded() (*Store, *recorder) {
	r := &recorder{}
	db := sql.OpenDB(r)
	db.SetMaxOpenConns(1)
	same := func(err error) error { return err }
	return New(Backend{Write: db, Read: db, Fault: same}), r
}

func run(t *testing.T, s *Store, queries ...string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *Tx) error {
		for _, query := range queries {
			if err := tx.put(query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAStatementIsPreparedOnceAfterItsFirstTransaction(t *testing.T) {
	s, r := recorded()
	run(t, s, "a", "b", "a")
	if r.prepared != 4 { // within the transaction, and then for the pool
		t.Errorf("%d statements prepared at first, want 4", r.prepared)
	}
	for range 3 {
		run(t, s, "a", "b", "a")
	}
	if r.prepared != 4 {
		t.Errorf("%d statements prepared in the end, want 4", r.prepared)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if r.closed != r.prepared {
		t.Errorf("%d of %d statements closed", r.closed, r.prepared)
	}
}

func TestAPoolKeepsABoundedNumberOfStatements(t *testing.T) {
	s, r := recorded()
	defer s.Close()
	for i := range maxPrepared + 10 {
		run(t, s, fmt.Sprint("query ", i))
	}
	if kept := len(s.write.prepared); kept != maxPrepared {
		t.Errorf("%d statements kept, want %d", kept, maxPrepared)
	}
	if open := r.prepared - r.closed; open != maxPrepared {
		t.Errorf("%d statements open, want %d", open, maxPrepared)
	}
}

func TestLearningGivesWayToOthers(t *testing.T) {
	s, _ := recorded()
	defer s.Close()
	run(t, s, "a")
	conn, err := s.write.db.Conn(t.Context()) // somebody else's transaction
	if err != nil {
		t.Fatal(err)
	}
	s.write.learn([]string{"b"})
	if _, is := s.write.known("b"); is {
		t.Error("b was prepared on a connection that another one has")
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	s.write.learn([]string{"wrong", "c"})
	_, good := s.write.known("a")
	if _, wrong := s.write.known("wrong"); !good || wrong {
		t.Error("the pool knows wrong statements")
	}
}

func TestWithoutAPoolForWritingUpdateIsRefused(t *testing.T) {
	s, r := recorded()
	defer s.Close()
	s.write = nil
	if err := s.Update(t.Context(), func(tx *Tx) error { return tx.put("a") }); err == nil || r.prepared > 0 {
		t.Errorf("Update gives %v after %d statements", err, r.prepared)
	}
}

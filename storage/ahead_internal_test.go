package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"testing"
)

// counting is a driver whose only result are the numbers from 0 on: rows of them,
// and then the error end, nil for none.
type counting struct {
	recorder
	rows   int
	end    error
	given  int
	closed bool
}

func (c *counting) Connect(context.Context) (driver.Conn, error) { return c, nil }
func (c *counting) Begin() (driver.Tx, error)                    { return nil, errors.ErrUnsupported }
func (c *counting) Prepare(query string) (driver.Stmt, error) {
	return counted{statement{&c.recorder, query}, c}, nil
}
func (c *counting) Columns() []string { return []string{"number"} }
func (c *counting) Close() error      { c.closed = true; return nil }

func (c *counting) Next(dest []driver.Value) error {
	if c.given == c.rows {
		if c.end != nil {
			return c.end
		}
		return io.EOF
	}
	dest[0] = int64(c.given)
	c.given++
	return nil
}

type counted struct {
	statement
	of *counting
}

func (s counted) Query([]driver.Value) (driver.Rows, error) { return s.of, nil }

// ahead walks the numbers; read and visit may refuse one of them.
func ahead(t *testing.T, c *counting, read, visit func(int64) error) (visited int64, err error) {
	t.Helper()
	db := sql.OpenDB(c)
	s := New(Backend{Write: db, Read: db, Fault: func(err error) error { return err }})
	err = s.Update(t.Context(), func(tx *Tx) error {
		return eachAhead(tx, func(row scanner, to *int64) error {
			if err := row.Scan(to); err != nil {
				return err
			}
			return read(*to)
		}, func(n *int64) error {
			if *n != visited {
				t.Errorf("%d is visited after %d", *n, visited-1)
			}
			visited++
			return visit(*n)
		}, "numbers")
	})
	if !c.closed {
		t.Error("the rows are still open")
	}
	return visited, err
}

func fine(int64) error { return nil }

// at refuses one number.
func at(number int64, err error) func(int64) error {
	return func(n int64) error {
		if n == number {
			return err
		}
		return nil
	}
}

func TestEachAheadVisitsEveryRowInItsOrder(t *testing.T) {
	for _, rows := range []int{0, 1, batchRows - 1, batchRows, batchRows + 1, batchesHeld*batchRows + 1, 40 * batchRows} {
		visited, err := ahead(t, &counting{rows: rows}, fine, fine)
		if visited != int64(rows) || err != nil {
			t.Errorf("%d of %d rows are visited: %v", visited, rows, err)
		}
	}
}

// An error ends the walk where it is met: all rows before it are visited, and no
// other.
func TestEachAheadEndsWithTheFirstError(t *testing.T) {
	const rows = 20 * batchRows
	wrong := errors.New("wrong")
	for _, n := range []int64{0, 1, batchRows - 1, batchRows, 5*batchRows + 7, rows - 1} {
		if visited, err := ahead(t, &counting{rows: rows}, at(n, wrong), fine); visited != n || !errors.Is(err, wrong) {
			t.Errorf("row %d can not be read: %d are visited, %v", n, visited, err)
		}
		if visited, err := ahead(t, &counting{rows: rows}, fine, at(n, wrong)); visited != n+1 || !errors.Is(err, wrong) {
			t.Errorf("row %d is refused: %d are visited, %v", n, visited, err)
		}
		if visited, err := ahead(t, &counting{rows: int(n), end: wrong}, fine, fine); visited != n || !errors.Is(err, wrong) {
			t.Errorf("nothing after row %d: %d are visited, %v", n, visited, err)
		}
	}
}

// Of a result of any length no more is read than what the batches hold.
func TestEachAheadReadsLittleAhead(t *testing.T) {
	c := &counting{rows: 100 * batchRows}
	wrong := errors.New("wrong")
	if _, err := ahead(t, c, fine, at(0, wrong)); !errors.Is(err, wrong) || c.given > batchesHeld*batchRows {
		t.Errorf("%d rows were read for one: %v", c.given, err)
	}
}

// A visitor that panics leaves no goroutine that reads.
func TestEachAheadEndsWithAPanic(t *testing.T) {
	c := &counting{rows: 100 * batchRows}
	defer func() {
		if recover() == nil || !c.closed {
			t.Errorf("the rows are closed: %v", c.closed)
		}
	}()
	_, _ = ahead(t, c, fine, func(int64) error { panic("visitor") })
}

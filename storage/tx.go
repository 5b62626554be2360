package storage

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/vault"
)

var (
	_ directory.Store = (*Tx)(nil)

	_ directory.AlarmStore   = (*Tx)(nil)
	_ directory.JournalStore = (*Tx)(nil)
	_ receipt.Store          = (*Tx)(nil)

	_ cashbook.Store = (*Tx)(nil)

	_ accounting.Store       = (*Tx)(nil)
	_ accounting.ImportStore = (*Tx)(nil)
	_ accounting.LetterStore = (*Tx)(nil)
	_ accounting.BankStore   = (*Tx)(nil)

	_ cashbook.TemplateStore = (*Tx)(nil)

	_ chart.Store   = (*Tx)(nil)
	_ mark.Store    = (*Tx)(nil)
	_ access.Store  = (*Tx)(nil)
	_ transit.Store = (*Tx)(nil)
	_ vault.Store   = (*Tx)(nil)
)

// Tx is a transaction. It lives as long as the function that was given it, and
// belongs to one goroutine.
type Tx struct {
	ctx      context.Context
	calm     context.Context // the same, which nothing ends
	conn     *connection
	version  string // the query for the version of the memory
	fault    func(error) error
	ends     func(error) bool
	random   io.Reader
	follower *follower // writes behind; nil while nothing is
	depth    int       // of attempts within one another
	spoilt   error     // why this may not be committed

	memory   *memory         // of the connection; nil for none
	asked    bool            // the memory is right for this transaction
	afresh   bool            // nothing is given from memory
	tables   []string        // read for what is going to be kept; nil while nothing is
	wrote    map[string]bool // tables
	wroteAny bool            // tables that nobody named
	brief    bool            // what is read now is not broken off
}

func newTx(ctx context.Context, s *Store, p *pool, conn *connection) *Tx {
	return &Tx{
		ctx: ctx, calm: context.WithoutCancel(ctx), conn: conn, version: p.version, memory: conn.memory,
		fault: s.fault, ends: s.ends, random: s.random,
	}
}

// finished says why a transaction may not be kept, given how its function ended.
func (t *Tx) finished(err error) error {
	if err != nil {
		return err
	}
	return t.ready()
}

// statement gives the prepared statement of a text on the transaction's
// connection.
func (t *Tx) statement(query string) (*sql.Stmt, error) {
	if err := t.ready(); err != nil {
		return nil, err
	}
	statement, err := t.conn.statement(query)
	if err != nil {
		return nil, t.failed(err)
	}
	t.notice(statement.effect)
	return statement.Stmt, nil
}

// ready tells why the transaction can not be used, once all is written that it was told
// to write.
func (t *Tx) ready() error {
	if t.spoilt != nil {
		return t.spoilt
	}
	if err := t.ctx.Err(); err != nil {
		return t.failed(err)
	}
	return t.catchUp()
}

// scanner is a row of a result.
type scanner interface{ Scan(...any) error }

// context is what a statement is broken off by.
func (t *Tx) context() context.Context {
	if t.brief {
		return t.calm
	}
	return t.ctx
}

// failed gives an error of the database as a fault. A transaction that the database may
// have ended does nothing more, whoever takes the error for that of one thing among
// many.
func (t *Tx) failed(err error) error {
	ended := err != nil && t.ends != nil && t.ends(err)
	if err = t.fault(err); ended {
		return t.spoil(err)
	}
	return err
}

// exec runs a statement and gives the number of rows that it changed. None takes
// long.
func (t *Tx) exec(query string, args ...any) (int64, error) {
	defer t.briefly()()
	statement, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(t.context(), args...)
	if err != nil {
		return 0, t.failed(err)
	}
	changed, err := result.RowsAffected()
	return changed, t.failed(err)
}

// put runs a statement of which only success matters.
func (t *Tx) put(query string, args ...any) error {
	_, err := t.exec(query, args...)
	return err
}

// value reads the one column of the one row that a query always gives.
func (t *Tx) value(dest any, query string, args ...any) error {
	_, err := one(t, sql.ErrNoRows, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(dest)
	}, query, args...)
	return err
}

// rowsOf is under which a connection remembers whether there is anything in a table.
const rowsOf = "rows"

// hasRows reports whether there is anything in a table. Of a module that nobody
// uses this is remembered, so that thousands of people are not looked for in it.
func (t *Tx) hasRows(table string) (bool, error) {
	return recall(t, rowsOf, table, func() (some bool, err error) {
		err = t.value(&some, `SELECT EXISTS (SELECT 1 FROM `+table+`)`)
		return some, err
	})
}

// one reads the first row of a query; missing is the error when there is none.
func one[T any](t *Tx, missing error, read func(scanner) (T, error), query string, args ...any) (found T, err error) {
	statement, err := t.statement(query)
	if err != nil {
		return found, err
	}
	found, err = read(statement.QueryRowContext(t.context(), args...))
	if errors.Is(err, sql.ErrNoRows) {
		return found, missing
	}
	return found, t.failed(err)
}

// list reads all rows of a query.
func list[T any](t *Tx, read func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var found []T
	err := each(t, read, func(item T) error {
		found = append(found, item)
		return nil
	}, query, args...)
	return found, err
}

// each visits all rows of a query, without holding more than one. The visitor
// must not use the transaction.
func each[T any](t *Tx, read func(scanner) (T, error), visit func(T) error, query string, args ...any) error {
	statement, err := t.statement(query)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(t.context(), args...)
	if err != nil {
		return t.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		item, err := read(rows)
		if err != nil {
			return t.failed(err)
		}
		if err := visit(item); err != nil {
			return err
		}
	}
	return t.failed(rows.Err())
}

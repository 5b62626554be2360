package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// connection is a connection to the database with what it keeps from one transaction
// to the next. It belongs to one transaction at a time.
//
// Transactions are begun and ended by statements like any other: the package sql
// would start a goroutine for each, and one for each query in it, which takes longer
// than most of the queries.
type connection struct {
	*sql.Conn
	text     func(string) string // gives a statement as the database likes it best; nil for all as they are
	prepared map[string]prepared
	memory   *memory // nil for none
	lost     bool    // the database is not reached through it any more, or nobody knows how it left it
}

// prepared is a statement, and what it does.
type prepared struct {
	*sql.Stmt
	effect effect
}

// maxPrepared bounds the statements that a connection keeps. There are fewer texts in
// this package, filters included; a full one begins again.
const maxPrepared = 512

// statement gives the prepared statement of a text. Parsing it costs about as much as
// running it.
func (c *connection) statement(query string) (prepared, error) {
	if known, is := c.prepared[query]; is {
		return known, nil
	}
	text := query
	if c.text != nil {
		text = c.text(query)
	}
	statement, err := c.PrepareContext(context.Background(), text)
	if err != nil {
		return prepared{}, err
	}
	p := prepared{statement, effectOf(query)}
	c.prepared[query] = p
	return p, nil
}

// run runs a statement that begins or ends a transaction. None can be broken off: who
// waits for another program does so in the database.
func (c *connection) run(query string) error {
	statement, err := c.statement(query)
	if err == nil {
		_, err = statement.Exec()
	}
	c.lost = c.lost || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone)
	return err
}

// takeBack ends a transaction without leaving anything of it. Where that is refused,
// the database may have ended it by itself, or is in it still: who can not tell goes on
// with another connection.
func (c *connection) takeBack() {
	if c.run(rollback) != nil {
		c.lost = true
	}
}

// tidy keeps the number of statements within its bound.
func (c *connection) tidy() {
	if len(c.prepared) <= maxPrepared {
		return
	}
	for _, statement := range c.prepared {
		_ = statement.Close()
	}
	clear(c.prepared)
}

// close closes the statements and the connection. One that is lost is given to nobody
// any more.
func (c *connection) close() error {
	var err error
	for _, statement := range c.prepared {
		err = errors.Join(err, statement.Close())
	}
	if c.lost {
		_ = c.Raw(func(any) error { return driver.ErrBadConn }) // so that the package sql closes it
		return err
	}
	return errors.Join(err, c.Conn.Close())
}

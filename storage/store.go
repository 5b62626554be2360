// Package storage keeps the values of the domain in a relational database. It
// holds every SQL statement, in the SQL common to SQLite and PostgreSQL, and
// knows neither a driver nor a rule of the trade: what may be stored is decided
// before it is called.
//
// A Store gives transactions; a Tx implements the Store interfaces of the domain
// packages. One file holds one kind of thing.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"io"

	"github.com/comptoir/comptoir/app/fault"
)

// Backend is an open database with the schema of storage/schema.
type Backend struct {
	// Write is the pool for transactions that change something. They must
	// exclude each other from their beginning. Nil when the database was opened
	// for reading only.
	Write *sql.DB
	// Read is the pool for transactions that read one state of the database.
	Read *sql.DB
	// Fault turns a foreseen error of the driver into a fault and gives any
	// other error back as it is.
	Fault func(error) error
	// Ends reports whether the database may have ended the transaction in which an
	// error of the driver came up, so that what is written next would stay whatever
	// becomes of the rest; nil where it never does.
	Ends func(error) bool
	// Begin begins a transaction of Write; BEGIN where it is empty.
	Begin string
	// Random gives the salts of the history. Not needed for reading only.
	Random io.Reader
	// Text gives a statement as this database likes it best; nil for all as they are.
	Text func(string) string
	// Version is a query for a number that changes whenever a connection other than
	// the one that asks has committed; empty where there is none. With it,
	// connections remember what they have read.
	Version string
}

// Store gives transactions on one database. It is safe for use by several
// goroutines.
type Store struct {
	write, read *pool
	begin       string // a transaction that writes
	fault       func(error) error
	ends        func(error) bool
	random      io.Reader
}

// New makes a store on an open database, which Close will close.
func New(b Backend) *Store {
	s := &Store{read: newPool(b.Read, b), begin: b.Begin, fault: b.Fault, ends: b.Ends, random: b.Random}
	switch {
	case b.Write == b.Read: // one set of connections for both
		s.write = s.read
	case b.Write != nil:
		s.write = newPool(b.Write, b)
	}
	if s.begin == "" {
		s.begin = begin
	}
	return s
}

// Update runs do in a transaction that is alone in writing. What do wrote is
// durable when Update returns nil and gone when do returns an error or panics.
// Within do, the store itself must not be used again.
func (s *Store) Update(ctx context.Context, do func(*Tx) error) error {
	if s.write == nil {
		return fault.New(fault.Denied, "storage.read-only", nil)
	}
	return s.run(ctx, s.write, s.begin, commit, do)
}

// View runs do in a transaction that sees one state of the database, whatever
// is written meanwhile, and can change nothing.
func (s *Store) View(ctx context.Context, do func(*Tx) error) error {
	return s.run(ctx, s.read, begin, rollback, do)
}

// The statements around those of a transaction.
const begin, commit, rollback = `BEGIN`, `COMMIT`, `ROLLBACK`

// run runs do on a connection, between two statements.
func (s *Store) run(ctx context.Context, p *pool, begin, end string, do func(*Tx) error) error {
	conn, err := p.take(ctx)
	if err != nil {
		return s.fault(err)
	}
	defer p.give(conn)
	if err := conn.run(begin); err != nil {
		return s.fault(err)
	}
	t := newTx(ctx, s, p, conn)
	ended := false
	defer func() {
		if !ended { // after an error or a panic
			t.takeBack()
			conn.takeBack()
		}
	}()
	defer t.dismiss()
	if err := t.finished(do(t)); err != nil {
		return err
	}
	if err := conn.run(end); err != nil {
		return s.fault(err)
	}
	ended = true
	return nil
}

// Close ends all transactions and closes the database.
func (s *Store) Close() error {
	err := s.read.close()
	if s.write != nil && s.write != s.read {
		err = errors.Join(err, s.write.close())
	}
	return s.fault(err)
}

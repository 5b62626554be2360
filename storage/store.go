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
	fault       func(error) error
	ends        func(error) bool
	random      io.Reader
}

// New makes a store on an open database, which Close will close.
func New(b Backend) *Store {
	s := &Store{read: &pool{db: b.Read, text: b.Text, version: b.Version}, fault: b.Fault, ends: b.Ends, random: b.Random}
	if b.Write != nil {
		s.write = &pool{db: b.Write, text: b.Text, version: b.Version}
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
	return s.run(ctx, s.write, nil, do, (*sql.Tx).Commit)
}

// View runs do in a transaction that sees one state of the database, whatever
// is written meanwhile, and can change nothing.
func (s *Store) View(ctx context.Context, do func(*Tx) error) error {
	return s.run(ctx, s.read, &sql.TxOptions{ReadOnly: true}, do, (*sql.Tx).Rollback)
}

func (s *Store) run(ctx context.Context, p *pool, options *sql.TxOptions, do func(*Tx) error, end func(*sql.Tx) error) error {
	learnt, err := s.transact(ctx, p, options, do, end)
	if err == nil {
		p.learn(learnt)
	}
	return err
}

// transact runs do on a connection, which it gives back, and tells which texts the
// pool did not know.
func (s *Store) transact(ctx context.Context, p *pool, options *sql.TxOptions, do func(*Tx) error, end func(*sql.Tx) error) (learnt []string, err error) {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return nil, s.fault(err)
	}
	defer conn.Close()
	memory, err := p.memory(conn)
	if err != nil {
		return nil, s.fault(err)
	}
	tx, err := conn.BeginTx(ctx, options)
	if err != nil {
		return nil, s.fault(err)
	}
	defer tx.Rollback() // after an error or a panic; without effect after end
	t := &Tx{ctx: ctx, tx: tx, pool: p, memory: memory, fault: s.fault, ends: s.ends, random: s.random}
	defer t.dismiss()
	ended := false
	defer func() {
		if !ended {
			t.takeBack()
		}
	}()
	if err := do(t); err != nil {
		return nil, err
	}
	if t.spoilt != nil {
		return nil, t.spoilt
	}
	if err := t.catchUp(); err != nil {
		return nil, err
	}
	if err := end(tx); err != nil {
		return nil, s.fault(err)
	}
	ended = true
	return t.learnt, nil
}

// Close ends all transactions and closes the database.
func (s *Store) Close() error {
	err := s.read.close()
	if s.write != nil {
		err = errors.Join(err, s.write.close())
	}
	return s.fault(err)
}

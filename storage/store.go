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
	// Random gives the salts of the history. Not needed for reading only.
	Random io.Reader
}

// Store gives transactions on one database. It is safe for use by several
// goroutines.
type Store struct {
	write, read *pool
	fault       func(error) error
	random      io.Reader
}

// New makes a store on an open database, which Close will close.
func New(b Backend) *Store {
	s := &Store{read: &pool{db: b.Read}, fault: b.Fault, random: b.Random}
	if b.Write != nil {
		s.write = &pool{db: b.Write}
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
	tx, err := p.db.BeginTx(ctx, options)
	if err != nil {
		return s.fault(err)
	}
	defer tx.Rollback() // after an error or a panic; without effect after end
	t := &Tx{ctx: ctx, tx: tx, pool: p, fault: s.fault, random: s.random}
	if err := do(t); err != nil {
		return err
	}
	if t.spoilt != nil {
		return t.spoilt
	}
	if err := end(tx); err != nil {
		return s.fault(err)
	}
	p.learn(t.learnt)
	return nil
}

// Close ends all transactions and closes the database.
func (s *Store) Close() error {
	err := s.read.close()
	if s.write != nil {
		err = errors.Join(err, s.write.close())
	}
	return s.fault(err)
}

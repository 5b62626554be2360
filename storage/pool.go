package storage

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// maxPrepared bounds the statements that a pool keeps. There are fewer texts in
// this package, filters included; what comes beyond is prepared each time.
const maxPrepared = 512

// patience is how long learning may wait for a connection.
const patience = 50 * time.Millisecond

// pool is a set of connections that remembers the statements prepared on them.
// Parsing a statement costs about as much as running it.
type pool struct {
	db      *sql.DB
	text    func(string) string
	version string // the query for the version of a memory; empty for no memory

	mu       sync.Mutex
	prepared map[string]prepared
	memories map[any]*memory // by connection of the driver
}

// prepared is a statement, and what it does.
type prepared struct {
	*sql.Stmt
	effect effect
}

// known gives the statement of a text if it was prepared before.
func (p *pool) known(query string) (statement prepared, is bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	statement, is = p.prepared[query]
	return statement, is
}

// textOf gives a statement as the database likes it best.
func (p *pool) textOf(query string) string {
	if p.text == nil {
		return query
	}
	return p.text(query)
}

// maxMemories is more than a pool has connections, so that a memory goes only when
// connections were lost.
const maxMemories = 16

// memory gives the memory of a connection, nil for none. A connection that is known
// here is not freed, so that no other one can be taken for it.
func (p *pool) memory(conn *sql.Conn) (m *memory, err error) {
	if p.version == "" {
		return nil, nil
	}
	err = conn.Raw(func(driver any) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		if m = p.memories[driver]; m != nil {
			return nil
		}
		if p.memories == nil || len(p.memories) >= maxMemories {
			p.memories = map[any]*memory{}
		}
		m = &memory{}
		p.memories[driver] = m
		return nil
	})
	return m, err
}

// learn prepares the texts that a transaction was first to use. It comes after
// the transaction, which may have had the only connection, and gives up when
// others want that: the next transaction will learn as well.
func (p *pool) learn(queries []string) {
	if len(queries) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, query := range queries {
		statement, err := p.db.PrepareContext(ctx, p.textOf(query))
		if err != nil {
			return
		}
		if !p.keep(query, statement) {
			statement.Close()
		}
	}
}

// keep reports whether the pool took the statement.
func (p *pool) keep(query string, statement *sql.Stmt) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.prepared == nil {
		p.prepared = map[string]prepared{}
	}
	if _, is := p.prepared[query]; is || len(p.prepared) >= maxPrepared {
		return false
	}
	p.prepared[query] = prepared{statement, effectOf(query)}
	return true
}

// close closes the statements and the connections.
func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	for _, statement := range p.prepared {
		err = errors.Join(err, statement.Close())
	}
	return errors.Join(err, p.db.Close())
}

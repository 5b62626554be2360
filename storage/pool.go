package storage

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
)

// pool is the connections of a database, which it keeps until the end: what was
// prepared on one and what one remembers is there for its next transaction. It opens
// one when it is first needed, and as many as the database may have.
type pool struct {
	db      *sql.DB
	text    func(string) string
	version string        // the query for the version of a memory; empty for no memory
	taken   chan struct{} // one for each connection that somebody has

	mu     sync.Mutex
	idle   []*connection
	closed bool
}

// defaultConnections is for a database that may have any number.
const defaultConnections = 4

func newPool(db *sql.DB, b Backend) *pool {
	most := db.Stats().MaxOpenConnections
	if most <= 0 {
		most = defaultConnections
	}
	return &pool{db: db, text: b.Text, version: b.Version, taken: make(chan struct{}, most)}
}

// take gives a connection to one transaction, when there is one: the one that was
// used last, which knows most.
func (p *pool) take(ctx context.Context) (*connection, error) {
	select {
	case p.taken <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if c := p.lastIdle(); c != nil {
		return c, nil
	}
	conn, err := p.db.Conn(ctx)
	if err != nil {
		<-p.taken
		return nil, err
	}
	c := &connection{Conn: conn, text: p.text, prepared: map[string]prepared{}}
	if p.version != "" {
		c.memory = &memory{}
	}
	return c, nil
}

func (p *pool) lastIdle() *connection {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	last := len(p.idle) - 1
	c := p.idle[last]
	p.idle = slices.Delete(p.idle, last, last+1)
	return c
}

// give takes a connection back from a transaction that has ended.
func (p *pool) give(c *connection) {
	c.tidy()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || c.lost {
		_ = c.close()
	} else {
		p.idle = append(p.idle, c)
	}
	<-p.taken
}

// close closes the connections; those that are in use when they come back.
func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	var err error
	for _, c := range p.idle {
		err = errors.Join(err, c.close())
	}
	p.idle = nil
	return errors.Join(err, p.db.Close())
}

package storage

import (
	"errors"
	"sync"
)

// follower writes for a transaction on a goroutine of its own, in the order in
// which it is told, while the transaction's goroutine prepares what comes next.
// Whoever asks the transaction for anything waits until the follower is done, so
// that nobody can tell them apart.
type follower struct {
	tx      *Tx // of its own, within the same transaction of the database
	queue   chan newRows
	waiting sync.WaitGroup // batches that are not written yet
	ended   chan struct{}

	mu  sync.Mutex
	err error // the first; nothing is written after it
}

// newRows are rows of one table.
type newRows struct {
	statements *inserts
	values     []any // of all rows, one after the other
}

// errDismissed is why nothing is written any more when a transaction ends.
var errDismissed = errors.New("storage: the transaction has ended")

// queued bounds the batches that wait for each other.
const queued = 4

// writeBehind has rows written while the caller goes on. That they could not be
// written is told when the transaction is used next, at the latest at its end,
// which is then its failure.
func (t *Tx) writeBehind(b newRows) error {
	if t.follower == nil {
		t.follower = newFollower(t)
	}
	t.notice(effect{writes: []string{b.statements.table}})
	if err := t.follower.failed(); err != nil {
		return err
	}
	t.follower.waiting.Add(1)
	t.follower.queue <- b
	return nil
}

func newFollower(t *Tx) *follower {
	f := &follower{
		tx:    &Tx{ctx: t.ctx, calm: t.calm, conn: t.conn, fault: t.fault, ends: t.ends, random: t.random},
		queue: make(chan newRows, queued), ended: make(chan struct{}),
	}
	go f.work()
	return f
}

func (f *follower) work() {
	defer close(f.ended)
	for b := range f.queue {
		if f.failed() == nil {
			f.fail(f.tx.write(b))
		}
		f.waiting.Done()
	}
}

func (f *follower) failed() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

func (f *follower) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

// catchUp waits until everything is written.
func (t *Tx) catchUp() error {
	if t.follower == nil {
		return nil
	}
	t.follower.waiting.Wait()
	return t.follower.failed()
}

// dismiss ends the follower, before the transaction ends.
func (t *Tx) dismiss() {
	if t.follower == nil {
		return
	}
	t.follower.fail(errDismissed) // what waits still is given up
	close(t.follower.queue)
	<-t.follower.ended
}

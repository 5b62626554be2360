package storage

import "database/sql"

// Rows that are read ahead wait in batches; a few of them go round between who
// reads and who visits, so that a walk of any length needs the memory of these.
const (
	batchRows   = 128
	batchesHeld = 4
)

// batch are rows that were read, and why there are no more.
type batch[T any] struct {
	items []T
	count int
	err   error // of reading; nil at the end of a batch and of the result
	last  bool
}

// eachAhead visits all rows of a query in their order, as each does, and reads the
// next ones meanwhile in a goroutine of its own. read fills an item that may have
// held another row; what the visitor is given is its own until it returns. The
// visitor must not use the transaction.
func eachAhead[T any](t *Tx, read func(scanner, *T) error, visit func(*T) error, query string, args ...any) error {
	statement, err := t.statement(query)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(t.ctx, args...)
	if err != nil {
		return t.failed(err)
	}
	defer rows.Close()
	free, full := make(chan *batch[T], batchesHeld), make(chan *batch[T], batchesHeld)
	for range batchesHeld {
		free <- &batch[T]{items: make([]T, batchRows)}
	}
	go readAhead(rows, read, free, full)
	defer func() {
		close(free)
		for range full { // until the other goroutine has let go of the rows
		}
	}()
	return visitBatches(t, visit, free, full)
}

// readAhead fills batches until there are no more rows or nobody wants them.
func readAhead[T any](rows *sql.Rows, read func(scanner, *T) error, free <-chan *batch[T], full chan<- *batch[T]) {
	defer close(full)
	for b := range free {
		b.count, b.err, b.last = 0, nil, false
		for b.count < len(b.items) && b.err == nil && !b.last {
			if !rows.Next() {
				b.err, b.last = rows.Err(), true
			} else if b.err = read(rows, &b.items[b.count]); b.err == nil {
				b.count++
			}
		}
		full <- b
		if b.err != nil || b.last {
			return
		}
	}
}

// visitBatches visits what comes, and gives the first error: that of a visit or,
// behind the rows before it, that of reading.
func visitBatches[T any](t *Tx, visit func(*T) error, free chan<- *batch[T], full <-chan *batch[T]) error {
	for b := range full {
		for i := range b.items[:b.count] {
			if err := visit(&b.items[i]); err != nil {
				return err
			}
		}
		if b.err != nil {
			return t.failed(b.err)
		}
		if b.last {
			return nil
		}
		free <- b
	}
	return nil
}

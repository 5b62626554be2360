package storage

import (
	"errors"
	"fmt"
)

// Attempt runs do and takes back what it wrote, and nothing else, when it returns
// an error, which is then given on: the transaction may go on without it. Where
// that can not be taken back, the whole transaction will fail.
func (t *Tx) Attempt(do func() error) error {
	t.depth++
	defer func() { t.depth-- }()
	name := fmt.Sprintf("attempt_%d", t.depth)
	if err := t.put("SAVEPOINT " + name); err != nil {
		return t.spoil(err)
	}
	reason := do()
	if reason != nil {
		if err := t.put("ROLLBACK TO SAVEPOINT " + name); err != nil {
			return errors.Join(reason, t.spoil(err))
		}
	}
	if err := t.put("RELEASE SAVEPOINT " + name); err != nil {
		return errors.Join(reason, t.spoil(err))
	}
	return reason
}

// spoil keeps the transaction from going on and from being committed: a database
// that has ended it by itself would write each further statement for good.
func (t *Tx) spoil(err error) error {
	if t.spoilt == nil {
		t.spoilt = err
	}
	return err
}

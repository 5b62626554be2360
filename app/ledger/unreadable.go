package ledger

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/fault"
)

// Unreadable reports whether an error of a walk along a chain says that something
// stored there can not be read for what it should be, which is damage; not what a
// walk has found by itself, and not what keeps the whole store from answering.
func Unreadable(err error) bool {
	kind, foreseen := fault.KindOf(err)
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	}
	return !foreseen || kind == fault.Invalid
}

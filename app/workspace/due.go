package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// WriteDueRecord writes the record of this poste into the outbox when there is
// something to report and none was written today: one a day is enough for what
// nobody waits for. It needs nobody to be signed in, and gives "" when nothing is
// due.
func (w *Workspace) WriteDueRecord(ctx context.Context) (string, error) {
	due, err := w.PendingRecord(ctx)
	if err != nil || !due {
		return "", err
	}
	err = w.view(ctx, func(tx *storage.Tx, now time.Time) error {
		last, err := tx.LastMade()
		due = ignoreMissing(err) == nil && calendar.Of(last.At, time.UTC) < calendar.Of(now, time.UTC)
		return ignoreMissing(err)
	})
	if err != nil || !due {
		return "", err
	}
	return w.WriteRecord(ctx, w.Outbox())
}

// Occasion is when a poste writes what it owes head office.
type Occasion int

const (
	Working  Occasion = iota // while somebody works: what past days have left
	Closing                  // nobody knows when the computer is switched on again: today's entries too
	Carrying                 // somebody takes a stick along: all that there is to tell
)

// WriteDue writes into the outbox what this poste owes head office by itself:
// the copies of its books, and its record. By may be nil, then there is only the
// record. Nothing waits for it, and a failure is remembered for DueFailure, since
// nobody has asked for anything that could be refused. It gives the paths.
func (w *Workspace) WriteDue(ctx context.Context, by *Session, when Occasion) (paths []string, err error) {
	if by != nil {
		paths, err = by.CopyDueBooks(ctx, when != Working)
	}
	path, failed := w.dueRecord(ctx, when)
	if path != "" {
		paths = append(paths, path)
	}
	if err = errors.Join(err, failed); err != nil {
		w.log.Error("what is due to head office is not written", "error", err)
		w.due.Store(&dueFailure{err})
		return paths, err
	}
	w.due.Store(nil)
	return paths, nil
}

func (w *Workspace) dueRecord(ctx context.Context, when Occasion) (string, error) {
	if when != Carrying {
		return w.WriteDueRecord(ctx)
	}
	if pending, err := w.PendingRecord(ctx); err != nil || !pending {
		return "", err
	}
	return w.WriteRecord(ctx, w.Outbox())
}

type dueFailure struct{ err error }

// DueFailure gives why what is due to head office could not be written the last
// time, or nil.
func (w *Workspace) DueFailure() error {
	if failed := w.due.Load(); failed != nil {
		return failed.err
	}
	return nil
}

// answerDue writes head office's answers to the records that were taken into the
// outbox. That the records are taken does not depend on it: what could not be
// answered is answered with the next one.
func (w *Workspace) answerDue(ctx context.Context, by *Session) {
	if by == nil || by.office == nil {
		return
	}
	if by.Can(ctx, directory.RightAlarmHandle, directory.Place{}) != nil {
		return
	}
	if _, err := by.AnswerRecords(ctx, w.Outbox()); err != nil {
		w.log.Error("records are not answered", "error", err)
	}
}

package workspace

import (
	"context"
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

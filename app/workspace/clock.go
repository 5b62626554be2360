package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// ConfirmClock believes a system clock that has jumped, see
// Condition.ClockJumped, because the person says that it is right. It gives the
// trusted time from now on.
func (s *Session) ConfirmClock(ctx context.Context) (time.Time, error) {
	var confirmed time.Time
	err := s.update(ctx, func(tx *storage.Tx, by directory.Actor, _ time.Time) error {
		times, err := tx.Times()
		if err != nil {
			return err
		}
		times = times.Observe(s.w.now(), true)
		confirmed = times.Now(s.w.now())
		if err := tx.SaveTimes(times); err != nil {
			return err
		}
		return directory.Note(tx, by, by.ID, directory.VerbClockConfirmed, confirmed)
	})
	return confirmed, err
}

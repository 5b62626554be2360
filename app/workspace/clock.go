package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
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

func (w *Workspace) trustedNow(tx mark.Store) (time.Time, error) {
	times, err := tx.Times()
	return times.Now(w.now()), err
}

// observe notes the present instant when the folder is opened, so that a clock
// set back later is noticed.
func (w *Workspace) observe(ctx context.Context) error {
	return w.store.Update(ctx, func(tx *storage.Tx) error { return observe(tx, w.now()) })
}

// observe leaves an empty folder alone: it has nothing to defend, and would
// remember a wrong clock for good.
func observe(tx *storage.Tx, system time.Time) error {
	if _, err := tx.Home(); err != nil {
		return ignoreMissing(err)
	}
	times, err := tx.Times()
	if err != nil {
		return err
	}
	if next := times.Observe(system, false); next != times {
		return tx.SaveTimes(next)
	}
	return nil
}

// believedClock refuses to sign anything while the clock has jumped: it would be
// dated a month ago and have expired before it arrives.
func (w *Workspace) believedClock(tx mark.Store) error {
	times, err := tx.Times()
	if err != nil || !times.Jumped(w.now()) {
		return err
	}
	return fault.New(fault.Expired, "workspace.clock-jumped", fault.Args{"Now": w.now()})
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// Licence gives the seats of every module and who sits on them.
func (s *Session) Licence(ctx context.Context) ([]directory.Seats, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Seats, error) {
		if err := directory.Can(by, directory.RightLicenceManage, directory.Place{}, now); err != nil {
			return nil, err
		}
		var all []directory.Seats
		for _, module := range directory.Modules() {
			seats, err := directory.SeatsOf(tx, module)
			if err != nil {
				return nil, err
			}
			all = append(all, seats)
		}
		return all, nil
	})
}

// SetSeats raises or lowers the seats of a module.
func (s *Session) SetSeats(ctx context.Context, module directory.Module, seats int) (directory.Seats, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Seats, error) {
		return directory.SetSeats(tx, by, module, seats, now)
	})
}

// CancelLicence ends new registrations of a module.
func (s *Session) CancelLicence(ctx context.Context, module directory.Module) (directory.Seats, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Seats, error) {
		return directory.CancelLicence(tx, by, module, now)
	})
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Contributions lists the « taux de cotisation ».
func (s *Session) Contributions(ctx context.Context) ([]directory.Contribution, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Contribution, error) {
		if err := directory.Can(by, directory.RightContributionManage, directory.Place{}, now); err != nil {
			return nil, err
		}
		return tx.Contributions()
	})
}

// AddContribution adds a rate from a day on.
func (s *Session) AddContribution(ctx context.Context, c directory.Contribution) (directory.Contribution, error) {
	id, err := draw[ident.ContributionID](s.w)
	if err != nil {
		return directory.Contribution{}, err
	}
	c.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Contribution, error) {
		return directory.AddContribution(tx, by, c, now)
	})
}

// EndContribution gives a rate its last day.
func (s *Session) EndContribution(ctx context.Context, id ident.ContributionID, last calendar.Day) (directory.Contribution, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Contribution, error) {
		o, err := tx.Organisation()
		if err != nil {
			return directory.Contribution{}, err
		}
		zone, err := calendar.Zone(o.TimeZone)
		if err != nil {
			return directory.Contribution{}, err
		}
		return directory.EndContribution(tx, by, id, last, calendar.Of(now, zone), now)
	})
}

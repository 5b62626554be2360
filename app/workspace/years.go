package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// YearList is the fiscal years of a project, the oldest first.
type YearList struct {
	Years    []accounting.Year
	Currency money.Currency // of the accounts
}

// Years gives the fiscal years of a project that the person may see.
func (s *Session) Years(ctx context.Context, project ident.ProjectID) (YearList, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (list YearList, err error) {
		at, err := directory.PlaceOf(tx, project)
		if err != nil {
			return list, err
		}
		if err := directory.Can(by, directory.RightProjectView, at, now); err != nil {
			return list, err
		}
		organisation, err := tx.Organisation()
		if err != nil {
			return list, err
		}
		list.Currency = organisation.Currency
		list.Years, err = tx.Years(project)
		return list, err
	})
}

// AddYear adds a fiscal year to a project at head office. It reaches the postes with
// the next user data.
func (s *Session) AddYear(ctx context.Context, y accounting.Year) (accounting.Year, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Year, error) {
		if err := atOffice(tx); err != nil {
			return accounting.Year{}, err
		}
		return accounting.AddYear(tx, by, y, now)
	})
}

// PlanYear shows what closing a fiscal year would enter, at head office.
func (s *Session) PlanYear(ctx context.Context, o accounting.YearOrder) (accounting.YearPlan, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (p accounting.YearPlan, err error) {
		home, err := tx.Home()
		if err != nil {
			return p, err
		}
		if err := s.prepareYear(tx, &o); err != nil {
			return p, err
		}
		return accounting.PlanYear(tx, by, home.Poste, o, now)
	})
}

// CloseYear closes a fiscal year for good, at head office, by somebody who has just
// given the password.
func (s *Session) CloseYear(ctx context.Context, o accounting.YearOrder) (accounting.Year, error) {
	if err := s.RecentlyProved(); err != nil {
		return accounting.Year{}, err
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (y accounting.Year, err error) {
		home, err := tx.Home()
		if err != nil {
			return y, err
		}
		if err := s.prepareYear(tx, &o); err != nil {
			return y, err
		}
		return accounting.CloseYear(tx, by, home.Poste, o, now)
	})
}

// prepareYear refuses a site, which does not have all journals, and looks at the
// clock.
func (s *Session) prepareYear(tx *storage.Tx, o *accounting.YearOrder) error {
	if err := atOffice(tx); err != nil {
		return err
	}
	clock, err := s.w.clock(tx)
	o.Late = clock.Times.Late(clock.System)
	return err
}

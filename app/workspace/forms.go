package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// FormBasis gives what forms of a journal depend on, on a day or today: a screen
// works out with it what Post will enter.
func (s *Session) FormBasis(ctx context.Context, journal ident.BookID, day calendar.Day) (b accounting.Basis, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, j accounting.Journal, now time.Time) error {
		if day.IsZero() {
			if day, err = j.Today(now); err != nil {
				return err
			}
		}
		b, err = accounting.BasisOf(tx, j, day)
		return err
	})
	return b, err
}

// PostForm enters the transaction of a form on a day, or today.
func (s *Session) PostForm(ctx context.Context, journal ident.BookID, day calendar.Day, f accounting.Form) (accounting.Posting, error) {
	if err := s.w.allKept(f.Attachments, nil); err != nil {
		return accounting.Posting{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Posting, error) {
		return accounting.PostForm(tx, by, poste, journal, day, f, now)
	})
}

// RepostForm cancels a posting and enters the transaction of a form in its place.
func (s *Session) RepostForm(ctx context.Context, journal ident.BookID, number int64, reason string, day calendar.Day, f accounting.Form) (Reposted, error) {
	before, err := s.Posting(ctx, journal, number)
	if err != nil {
		return Reposted{}, err
	}
	if err := s.w.allKept(f.Attachments, before.Attachments); err != nil {
		return Reposted{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (r Reposted, err error) {
		r.Reversal, r.Posting, err = accounting.RepostForm(tx, by, poste, journal, number, reason, day, f, now)
		return r, err
	})
}

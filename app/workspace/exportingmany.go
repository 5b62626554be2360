package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// PreviewExport tells for whom a `.usr` can be written.
func (s *Session) PreviewExport(ctx context.Context, users []ident.UserID) ([]Outcome, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]Outcome, error) {
		store, err := newBatch(tx, len(users))
		if err != nil {
			return nil, err
		}
		denied := directory.Can(by, directory.RightUsrExport, directory.Place{}, now)
		outcomes := make([]Outcome, 0, len(users))
		for _, id := range users {
			u, err := store.User(id)
			if err != nil && !errors.Is(err, fault.Missing) {
				return nil, err
			}
			if err == nil {
				err = directory.CanDownload(u)
			}
			if denied != nil {
				err = denied
			}
			u.ID = id
			outcomes = append(outcomes, Outcome{User: u, Err: err})
		}
		return outcomes, nil
	})
}

// ExportUsers writes the `.usr` files of many users into a folder, for the
// postes that each has registered, else plain; each user's wholly or not at all.
// What was written stays when the rest is cancelled.
func (s *Session) ExportUsers(ctx context.Context, users []ident.UserID, dir string, tell func(done, total int)) ([]Outcome, error) {
	previewed, err := s.PreviewExport(ctx, users)
	if err != nil {
		return nil, err
	}
	for i := range previewed {
		if err := ctx.Err(); err != nil {
			return previewed[:i], err
		}
		if o := &previewed[i]; o.Err == nil {
			o.Written, o.Err = s.exportUsual(ctx, o.User.ID, dir)
			if _, foreseen := fault.KindOf(o.Err); o.Err != nil && !foreseen {
				return previewed[:i], o.Err
			}
		}
		tell(i+1, len(previewed))
	}
	return previewed, nil
}

func (s *Session) exportUsual(ctx context.Context, user ident.UserID, dir string) ([]Written, error) {
	to, err := s.UsualRecipients(ctx, user)
	if err != nil {
		return nil, err
	}
	return s.ExportUser(ctx, user, to, dir)
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// EditOwn changes what the signed-in person keeps about themselves. At head office
// it takes effect, but for the e-mail address; on a site it is a wish that
// travels to head office in the poste's record. It tells which.
func (s *Session) EditOwn(ctx context.Context, own directory.OwnData) (wished bool, err error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (bool, error) {
		home, err := tx.Home()
		if err != nil {
			return false, err
		}
		if home.Side == directory.Site {
			return true, directory.WishOwn(tx, by, own, now)
		}
		_, err = directory.EditOwn(tx, by, own, now)
		return false, err
	})
}

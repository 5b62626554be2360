package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// attempt begins an attempt of somebody to prove who they are. It is refused
// while earlier failures are too recent, and counts as failed until
// forgetFailures, so that many at once are not free.
func (w *Workspace) attempt(ctx context.Context, user ident.UserID) error {
	var refused error
	err := w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		before, err := tx.Failures(user)
		if err != nil {
			return err
		}
		before.User = user
		after := before.Anchor(w.now())
		if refused = after.Wait(w.now()); refused == nil {
			after = after.Next(w.now())
		}
		if after == before {
			return nil
		}
		return tx.SaveFailures(after)
	})
	if err != nil {
		return err
	}
	return refused
}

// forgetFailures ends an attempt that succeeded.
func (w *Workspace) forgetFailures(ctx context.Context, user ident.UserID) error {
	return w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		return tx.SaveFailures(access.Failures{User: user})
	})
}

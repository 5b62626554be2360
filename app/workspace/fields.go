package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// Fields gives the organisation's own fields of users, inactive ones included;
// everybody may know them.
func (s *Session) Fields(ctx context.Context) ([]directory.Field, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([]directory.Field, error) {
		return tx.Fields()
	})
}

// AddField adds a field to the record of users.
func (s *Session) AddField(ctx context.Context, f directory.Field) (directory.Field, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Field, error) {
		return directory.AddField(tx, by, f, now)
	})
}

// EditField changes a field; Version must be the one that was read.
func (s *Session) EditField(ctx context.Context, f directory.Field) (directory.Field, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Field, error) {
		return directory.EditField(tx, by, f, now)
	})
}

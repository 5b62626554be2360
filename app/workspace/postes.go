package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// RevokePoste ends the trust in a poste, for good.
func (s *Session) RevokePoste(ctx context.Context, id ident.PosteID, cause directory.Cause, reason string) (directory.Poste, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Poste, error) {
		return directory.RevokePoste(tx, by, id, cause, reason, now)
	})
}

// EditPoste changes the label and the location of a poste.
func (s *Session) EditPoste(ctx context.Context, id ident.PosteID, label, location string) (directory.Poste, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Poste, error) {
		return directory.EditPoste(tx, by, id, label, location, now)
	})
}

// Revocations gives why the trust in postes ended, as far as this folder knows:
// the reasons stay at head office.
func (s *Session) Revocations(ctx context.Context) (map[ident.PosteID]directory.Revocation, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (map[ident.PosteID]directory.Revocation, error) {
		if err := directory.Can(by, directory.RightPosteView, directory.Place{}, now); err != nil {
			return nil, err
		}
		all, err := tx.Revocations()
		why := make(map[ident.PosteID]directory.Revocation, len(all))
		for _, r := range all {
			why[r.Poste] = r
		}
		return why, err
	})
}

// Names gives the names of people, for records that keep their identifiers. Who
// has been erased has none.
func (s *Session) Names(ctx context.Context, ids ...ident.UserID) (map[ident.UserID]string, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (map[ident.UserID]string, error) {
		names := make(map[ident.UserID]string, len(ids))
		for _, id := range ids {
			if _, known := names[id]; known || id.IsZero() {
				continue
			}
			name, err := nameOf(tx, id)
			if err != nil {
				return nil, err
			}
			if name != "" {
				names[id] = name
			}
		}
		return names, nil
	})
}

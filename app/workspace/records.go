package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/record"
)

// PendingRecord reports whether this poste has something to report that its
// newest record did not say. It needs nobody to be signed in; a folder that is no
// registered poste has nothing.
func (w *Workspace) PendingRecord(ctx context.Context) (pending bool, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		if _, err := tx.Home(); err != nil {
			return ignoreMissing(err)
		}
		clock, err := w.clock(tx)
		if err != nil {
			return err
		}
		pending, err = record.Pending(tx, Version, clock)
		return err
	})
	return pending, err
}

// WriteRecord writes the record of this poste for head office into a folder. It
// needs nobody to be signed in, since a poste reports about itself.
func (w *Workspace) WriteRecord(ctx context.Context, dir string) (string, error) {
	parcel := shipment{w: w, dir: dir}
	paths, err := parcel.end(w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		out, err := w.makeRecord(tx)
		if err != nil {
			return err
		}
		return parcel.add(out)
	}))
	if err != nil {
		return "", err
	}
	return paths[0], nil
}

func (w *Workspace) makeRecord(tx *storage.Tx) (exchange.Outgoing, error) {
	home, err := tx.Home()
	if err != nil {
		return exchange.Outgoing{}, err
	}
	clock, err := w.clock(tx)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	keys, err := w.posteKeys(home)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	if poste, err := tx.Poste(home.Poste); err == nil && home.Side == directory.Site {
		if keys, err = w.registeredKeys(poste); err != nil {
			return exchange.Outgoing{}, err
		}
	}
	file, err := draw[ident.FileID](w)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	return record.Make(tx, exchange.Sender{Poste: home.Poste, Key: keys.Sign}, file, w.random, Version, clock)
}

// WriteRecord writes the record of this poste for the signed-in person.
func (s *Session) WriteRecord(ctx context.Context, dir string) (string, error) {
	if _, err := s.Actor(ctx); err != nil {
		return "", err
	}
	return s.w.WriteRecord(ctx, dir)
}

// AnswerRecords writes head office's answers into a folder: to the postes that are
// named, else to all of which a record was taken since the last answer. It gives
// the paths.
func (s *Session) AnswerRecords(ctx context.Context, dir string, postes ...ident.PosteID) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		if err := directory.Can(by, directory.RightAlarmHandle, directory.Place{}, now); err != nil {
			return nil, err
		}
		if len(postes) == 0 {
			waiting, err := record.Unanswered(tx)
			if err != nil || len(waiting) == 0 {
				return nil, err
			}
			for _, p := range waiting {
				postes = append(postes, p.ID)
			}
		}
		return s.answers(tx, postes, now)
	})
}

func (s *Session) answers(tx *storage.Tx, postes []ident.PosteID, now time.Time) ([]exchange.Outgoing, error) {
	issuer, err := s.issuer(tx)
	if err != nil {
		return nil, err
	}
	var files []exchange.Outgoing
	for _, poste := range postes {
		file, err := draw[ident.FileID](s.w)
		if err != nil {
			return nil, err
		}
		out, err := record.Acknowledge(tx, issuer, poste, file, s.w.random, now)
		if err != nil {
			return nil, err
		}
		files = append(files, out)
	}
	return files, nil
}

// Reconcile goes on from what postes have applied about somebody, after head
// office was restored and the person has checked what it holds of them.
func (s *Session) Reconcile(ctx context.Context, user ident.UserID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return exchange.Reconcile(tx, by, user, now)
	})
}

// Behind tells whether a poste has applied newer user data about somebody than
// head office remembers, so that it must be reconciled before the next export.
func (s *Session) Behind(ctx context.Context, user ident.UserID) (bool, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (bool, error) {
		_, behind, err := exchange.Behind(tx, user)
		return behind, err
	})
}

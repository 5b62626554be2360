package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
)

// verifyPerson holds what a site knows of a person against the file that head
// office signed. A keyring that does not answer keeps nobody out.
func (w *Workspace) verifyPerson(tx *storage.Tx, id ident.UserID) error {
	home, err := tx.Home()
	if err != nil || home.Side != directory.Site {
		return err
	}
	receiver := exchange.Receiver{Home: home}
	if keys, err := w.posteKeys(home); err == nil {
		receiver.Key = keys.Box
	}
	return exchange.VerifyApplied(tx, receiver, id)
}

// noteEdited writes to the history that somebody was kept out because the
// database had been edited.
func (w *Workspace) noteEdited(ctx context.Context, id ident.UserID, reason error) error {
	var f *fault.Error
	errors.As(reason, &f)
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		return directory.Note(tx, directory.Actor{}, id, directory.VerbSignInRefused, now, directory.Detail{Name: "reason", Value: f.Key})
	})
}

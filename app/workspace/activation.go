package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// ActivateAccount uses an activation code: the person chooses a password for
// this folder and is signed in.
func (w *Workspace) ActivateAccount(ctx context.Context, name, code, password string) (*Session, error) {
	secret, err := usrfile.ParseActivationCode(code)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if err := access.DefaultPolicy.Check(password, name); err != nil {
		return nil, err
	}
	id, err := w.checkActivation(ctx, name, secret)
	if err != nil {
		return nil, err
	}
	credential, err := w.newCredential(id, password)
	if err != nil {
		return nil, err
	}
	if err := w.activate(ctx, credential, password, secret); err != nil {
		return nil, err
	}
	return w.SignIn(ctx, name, password)
}

// checkActivation finds whose code it is, before the password is stretched, and
// counts a wrong one like a wrong password.
func (w *Workspace) checkActivation(ctx context.Context, name string, secret usrfile.ActivationCode) (ident.UserID, error) {
	k := known{}
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) (err error) {
		k.user, err = directory.FindUser(tx, name)
		return err
	})
	if errors.Is(err, fault.Missing) {
		return ident.UserID{}, fault.New(fault.Denied, "access.code", nil)
	}
	if err != nil {
		return ident.UserID{}, err
	}
	if err := w.attempt(ctx, k.user.ID); err != nil {
		return ident.UserID{}, err
	}
	err = w.view(ctx, func(tx *storage.Tx, now time.Time) error { return matchActivation(tx, k.user, secret, now) })
	if errors.Is(err, fault.Denied) {
		return ident.UserID{}, errors.Join(err, w.noteFailure(ctx, k))
	}
	return k.user.ID, err
}

func matchActivation(tx *storage.Tx, u directory.User, secret usrfile.ActivationCode, now time.Time) error {
	organisation, err := tx.Organisation()
	if err != nil {
		return err
	}
	spent, err := tx.ActivationSpent(u.Activation.ID)
	if err != nil {
		return err
	}
	typed := usrfile.ActivationDigest(uuid.UUID(organisation.ID), uuid.UUID(u.ID), uuid.UUID(u.Activation.ID), secret)
	open := access.Activation{ID: u.Activation.ID, Digest: u.Activation.Digest, Until: u.Activation.Until, Spent: spent}
	return open.Check(typed, now)
}

// activate spends the code and opens the account, in one transaction.
func (w *Workspace) activate(ctx context.Context, c access.Credential, password string, secret usrfile.ActivationCode) error {
	personal, err := vault.NewPersonalKey(c.User, password, w.effort, w.random)
	if err != nil {
		return err
	}
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		u, err := tx.User(c.User)
		if err != nil {
			return err
		}
		if err := matchActivation(tx, u, secret, now); err != nil {
			return err
		}
		if err := tx.SpendActivation(u.Activation.ID, now); err != nil {
			return err
		}
		c.Changed = now
		if err := tx.SaveCredential(c); err != nil {
			return err
		}
		if err := tx.SaveFailures(access.Failures{User: c.User}); err != nil {
			return err
		}
		if err := savePersonal(tx, personal); err != nil {
			return err
		}
		_, err = directory.CompleteActivation(tx, c.User, now)
		return err
	})
}

// savePersonal keeps a personal key where head office's keys may one day be
// shared with the person: at head office.
func savePersonal(tx *storage.Tx, personal vault.PersonalKey) error {
	home, err := tx.Home()
	if err != nil || home.Side != directory.HeadOffice {
		return err
	}
	return tx.SavePersonalKey(personal)
}

package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// known is what the folder knows about somebody who wants to sign in.
type known struct {
	user       directory.User
	credential access.Credential
	personal   *vault.PersonalKey
}

// SignIn opens a session for a person with the password. Whether the name or
// the password was wrong stays unsaid, and takes the same time.
func (w *Workspace) SignIn(ctx context.Context, name, password string) (*Session, error) {
	k, err := w.lookUp(ctx, name)
	if errors.Is(err, fault.Missing) {
		w.pretend(password)
		return nil, fault.New(fault.Denied, "access.wrong", nil)
	}
	if err != nil {
		return nil, err
	}
	if err := w.attempt(ctx, k.user.ID); err != nil {
		return nil, err
	}
	right, err := access.CheckPassword(k.credential.Password, password)
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, w.noteFailure(ctx, k)
	}
	return w.openSession(ctx, k, password)
}

func (w *Workspace) lookUp(ctx context.Context, name string) (known, error) {
	var k known
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) (err error) {
		if k.user, err = directory.FindUser(tx, name); err != nil {
			return err
		}
		if k.credential, err = tx.Credential(k.user.ID); err != nil {
			return err
		}
		personal, err := tx.PersonalKey(k.user.ID)
		if isMissing(err) {
			return nil
		}
		k.personal = &personal
		return err
	})
	return k, err
}

// pretend spends the time of a password check on somebody who is not there.
func (w *Workspace) pretend(password string) {
	w.effort.Stretch(password, access.Salt{})
}

func (w *Workspace) noteFailure(ctx context.Context, k known) error {
	err := w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		return directory.Note(tx, directory.Actor{}, k.user.ID, directory.VerbSignInRefused, now)
	})
	return errors.Join(fault.New(fault.Denied, "access.wrong", nil), err)
}

func (w *Workspace) openSession(ctx context.Context, k known, password string) (*Session, error) {
	s := &Session{w: w, user: k.user.ID}
	var wrapping *vault.Wrapping
	if k.personal != nil && len(k.personal.Wrapping) > 0 {
		opened, err := k.personal.Unlock(password)
		if err != nil {
			return nil, err
		}
		wrapping = &opened
	}
	renewed, err := w.renew(k.credential, password)
	if err != nil {
		return nil, err
	}
	err = w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		actor, err := directory.LoadActor(tx, s.user)
		if err != nil {
			return err
		}
		if err := mayEnter(tx, actor, now); err != nil {
			return err
		}
		if err := w.verifyPerson(tx, s.user); err != nil {
			return err
		}
		if wrapping != nil {
			if s.office, err = openOffice(tx, *wrapping); err != nil {
				return err
			}
			if err := shareWrapping(tx, *wrapping, w); err != nil {
				return err
			}
		}
		if renewed != k.credential {
			if err := tx.SaveCredential(renewed); err != nil {
				return err
			}
		}
		return noteSuccess(tx, k, actor, now)
	})
	if errors.Is(err, fault.Forged) {
		err = errors.Join(err, w.noteEdited(ctx, s.user, err))
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// renew stretches a password anew that was stored with less effort than is usual
// today, since only now it is there to be stretched.
func (w *Workspace) renew(stored access.Credential, password string) (access.Credential, error) {
	if !access.NeedsRehash(stored.Password, w.effort) {
		return stored, nil
	}
	renewed, err := w.newCredential(stored.User, password)
	renewed.Changed = stored.Changed
	return renewed, err
}

// mayEnter refuses an account that is off, has ended, or whose data head office
// has not renewed within the organisation's lease.
func mayEnter(tx *storage.Tx, actor directory.Actor, now time.Time) error {
	if err := directory.CanSignIn(actor, now); err != nil {
		return err
	}
	organisation, err := tx.Organisation()
	if err != nil || organisation.LeaseDays == 0 {
		return err
	}
	file, _, err := tx.AppliedFile(actor.ID)
	if err != nil {
		return ignoreMissing(err) // head office holds no files about its own people
	}
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return exchange.AsFault(err)
	}
	end := envelope.Unverified().Issued.AddDate(0, 0, organisation.LeaseDays)
	if !now.Before(end) {
		return fault.New(fault.Expired, "workspace.lease", fault.Args{"End": end})
	}
	return nil
}

func noteSuccess(tx *storage.Tx, k known, actor directory.Actor, now time.Time) error {
	if err := tx.SaveFailures(access.Failures{User: k.user.ID}); err != nil {
		return err
	}
	return directory.Note(tx, actor, actor.ID, directory.VerbSignedIn, now)
}

package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
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

// SignIn opens a session for a person with the password, if that is all that it
// takes; see Enter for those who have a second factor. Without one that is needed
// the error has the key "access.factor-needed" or "access.factor-enrol".
func (w *Workspace) SignIn(ctx context.Context, name, password string) (*Session, error) {
	e, err := w.Enter(ctx, name, password)
	if err != nil {
		return nil, err
	}
	return e.Open(ctx)
}

// lookUp finds who can sign in here under a name; fault.Missing and nothing for
// anybody else.
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
	if err != nil {
		return known{}, err
	}
	return k, nil
}

// openSession gives the session of somebody who has proved who they are.
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
			if s.office, err = openOffice(tx, w, *wrapping); err != nil {
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
		return noteSignIn(tx, actor, now)
	})
	if errors.Is(err, fault.Forged) {
		err = errors.Join(err, w.noteEdited(ctx, s.user, err))
	}
	if err != nil {
		return nil, err
	}
	s.prove()
	return s, nil
}

// noteSignIn writes a sign-in to the history; the first of a person on a poste is
// told as such, so that head office hears of it. That it was not the first is a
// mark: a folder that was restored elsewhere tells it again.
func noteSignIn(tx *storage.Tx, by directory.Actor, now time.Time) error {
	seen := mark.Stream{Direction: mark.Received, Name: "sign-in", Subject: by.ID}
	_, before, err := tx.Order(seen)
	if err != nil {
		return err
	}
	if before || by.Side != directory.Site {
		return directory.Note(tx, by, by.ID, directory.VerbSignedIn, now)
	}
	if err := tx.SaveOrder(seen, mark.Order{Serial: uint64(now.Unix())}); err != nil {
		return err
	}
	return directory.Note(tx, by, by.ID, directory.VerbFirstSignIn, now)
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
// has not renewed within the organisation's lease, or whose data a key signed that
// has been revoked since.
func mayEnter(tx *storage.Tx, actor directory.Actor, now time.Time) error {
	if err := directory.CanSignIn(actor, now); err != nil {
		return err
	}
	organisation, err := tx.Organisation()
	if err != nil {
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
	if err := exchange.CheckSuspended(tx, envelope, actor.Name()); err != nil {
		return err
	}
	end := envelope.Unverified().Issued.AddDate(0, 0, organisation.LeaseDays)
	if organisation.LeaseDays > 0 && !now.Before(end) {
		return fault.New(fault.Expired, "workspace.lease", fault.Args{"End": end})
	}
	return nil
}

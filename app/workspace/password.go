package workspace

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
)

// ChangePassword gives the signed-in person another password on this poste. The
// present one is asked for again, and counts like one at sign-in when wrong. What
// is sealed under it is sealed anew: at head office the person's own key, and the
// second factor. Sessions that are open stay so.
func (s *Session) ChangePassword(ctx context.Context, old, next string) error {
	k, err := s.self(ctx)
	if err != nil {
		return err
	}
	e, err := s.w.enter(ctx, k, "", old)
	if err != nil {
		return asOldPassword(err)
	}
	if err := s.w.checkNewPassword(ctx, next, k.user.Email, k.user.Login, k.user.Name()); err != nil {
		return err
	}
	if old == next {
		return fault.New(fault.Invalid, "workspace.same-password", nil)
	}
	c := passwordChange{old: k.credential}
	if c.next, err = s.w.newCredential(s.user, next); err != nil {
		return err
	}
	if err := c.seal(s.w, e, next); err != nil {
		return err
	}
	return s.savePassword(ctx, c)
}

// asOldPassword says of a wrong password that it is the old one.
func asOldPassword(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Key == "access.wrong" {
		return fault.New(fault.Denied, "workspace.old-password", nil)
	}
	return err
}

// passwordChange is everything that changes with a password.
type passwordChange struct {
	old, next access.Credential
	personal  *vault.PersonalKey // sealed anew; nil for none
	was, now  []byte             // sealed secret of the second factor; nil for none
}

// seal seals anew what lies under the old password.
func (c *passwordChange) seal(w *Workspace, e *Entry, next string) error {
	if personal := e.known.personal; personal != nil {
		changed, err := personal.ChangePassword(e.password, next, w.effort, w.random)
		if err != nil {
			return err
		}
		c.personal = &changed
	}
	c.was = e.factor.Sealed
	if len(c.was) == 0 {
		return nil
	}
	var err error
	c.now, err = vault.SealFactor(e.known.user.ID, e.secret, next, w.effort, w.random)
	return err
}

// self looks the signed-in person up as at sign-in.
func (s *Session) self(ctx context.Context) (known, error) {
	actor, err := s.Actor(ctx)
	if err != nil {
		return known{}, err
	}
	return s.w.lookUp(ctx, actor.Address())
}

// savePassword stores the new password unless the old one was replaced in the
// meantime.
func (s *Session) savePassword(ctx context.Context, c passwordChange) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		present, err := tx.Credential(s.user)
		if err != nil {
			return err
		}
		if present.Password != c.old.Password {
			return fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
		}
		c.next.Changed = now
		if err := tx.SaveCredential(c.next); err != nil {
			return err
		}
		if err := saveSealed(tx, c.personal); err != nil {
			return err
		}
		if err := saveFactor(tx, s.user, c); err != nil {
			return err
		}
		return directory.Note(tx, by, s.user, directory.VerbPasswordChanged, now)
	})
}

// saveFactor keeps the second factor under the new password. A secret that waits
// for its first code lies under the old one and is given up.
func saveFactor(tx access.Store, user ident.UserID, c passwordChange) error {
	if err := tx.DeletePendingFactor(user); err != nil {
		return err
	}
	f, err := tx.Factor(user)
	if isMissing(err) && c.was == nil {
		return nil
	}
	if isMissing(err) || err == nil && !bytes.Equal(f.Sealed, c.was) {
		return fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
	}
	if err != nil {
		return err
	}
	f.Sealed = c.now
	return tx.SaveFactor(f)
}

// saveSealed keeps the private half sealed anew; what a colleague has shared or
// taken since stays as it is.
func saveSealed(tx vault.Store, sealed *vault.PersonalKey) error {
	if sealed == nil {
		return nil
	}
	present, err := tx.PersonalKey(sealed.User)
	if err != nil {
		return err
	}
	present.SealedPrivate = sealed.SealedPrivate
	return tx.SavePersonalKey(present)
}

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
)

// ChangePassword gives the signed-in person another password on this poste. The
// present one is asked for again, and counts like one at sign-in when wrong. At
// head office the person's own key is sealed anew with it.
func (s *Session) ChangePassword(ctx context.Context, old, next string) error {
	k, err := s.self(ctx)
	if err != nil {
		return err
	}
	if err := s.w.confirmPassword(ctx, k, old); err != nil {
		return err
	}
	if err := access.DefaultPolicy.Check(next, k.user.Email, k.user.Login, k.user.Name()); err != nil {
		return err
	}
	if old == next {
		return fault.New(fault.Invalid, "workspace.same-password", nil)
	}
	credential, err := s.w.newCredential(s.user, next)
	if err != nil {
		return err
	}
	var sealed *vault.PersonalKey
	if k.personal != nil {
		changed, err := k.personal.ChangePassword(old, next, s.w.effort, s.w.random)
		if err != nil {
			return err
		}
		sealed = &changed
	}
	return s.savePassword(ctx, k.credential, credential, sealed)
}

// self looks the signed-in person up as at sign-in.
func (s *Session) self(ctx context.Context) (known, error) {
	actor, err := s.Actor(ctx)
	if err != nil {
		return known{}, err
	}
	return s.w.lookUp(ctx, actor.Address())
}

// confirmPassword makes sure that it is still the person who signed in.
func (w *Workspace) confirmPassword(ctx context.Context, k known, password string) error {
	if err := w.attempt(ctx, k.user.ID); err != nil {
		return err
	}
	right, err := access.CheckPassword(k.credential.Password, password)
	if err != nil {
		return err
	}
	if right {
		return w.forgetFailures(ctx, k.user.ID)
	}
	if err := w.noteFailure(ctx, k); !errors.Is(err, fault.Denied) {
		return err
	}
	return fault.New(fault.Denied, "workspace.old-password", nil)
}

// savePassword stores the new password unless the old one was replaced in the
// meantime.
func (s *Session) savePassword(ctx context.Context, old, next access.Credential, sealed *vault.PersonalKey) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		present, err := tx.Credential(s.user)
		if err != nil {
			return err
		}
		if present.Password != old.Password {
			return fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
		}
		next.Changed = now
		if err := tx.SaveCredential(next); err != nil {
			return err
		}
		if err := tx.SaveFailures(access.Failures{User: s.user}); err != nil {
			return err
		}
		if err := saveSealed(tx, sealed); err != nil {
			return err
		}
		return directory.Note(tx, by, s.user, directory.VerbPasswordChanged, now)
	})
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

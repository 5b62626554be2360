package workspace

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
)

// Enrolment is what a person puts into an authenticator application. It is shown
// to that person and to nobody else.
type Enrolment struct {
	Typed string // the secret, to be typed
	URI   string // the same for a QR code
}

// NewFactor draws a secret that counts once ConfirmFactor has seen a code of it;
// until then the one before goes on to count. Who has one must have proved it.
func (e *Entry) NewFactor(ctx context.Context) (Enrolment, error) {
	if err := e.mayChange(); err != nil {
		return Enrolment{}, err
	}
	var secret access.OTPSecret
	if err := e.w.drawBytes(secret[:]); err != nil {
		return Enrolment{}, err
	}
	sealed, err := vault.SealFactor(e.known.user.ID, secret, e.password, e.w.effort, e.w.random)
	if err != nil {
		return Enrolment{}, err
	}
	var issuer string
	err = e.w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		organisation, err := tx.Organisation()
		if err != nil {
			return err
		}
		issuer = organisation.Name
		return tx.SaveFactor(access.Factor{User: e.known.user.ID, Sealed: sealed, Made: e.w.now()})
	})
	return Enrolment{Typed: secret.Typed(), URI: secret.URI(issuer, e.known.user.Address())}, err
}

// mayChange refuses to touch a second factor that was not proved, and to enrol
// one where the organisation asks nobody for it.
func (e *Entry) mayChange() error {
	switch {
	case e.policy.SecondFactor == directory.FactorNone:
		return fault.New(fault.Conflict, "access.factor-none", nil)
	case e.step == StepCode:
		return fault.New(fault.Denied, "access.factor-needed", nil)
	}
	return nil
}

// ConfirmFactor makes the secret of NewFactor count, by a first code of it, and
// gives the recovery codes, which nobody can show again. The way is open then.
func (e *Entry) ConfirmFactor(ctx context.Context, typed string) ([]string, error) {
	if err := e.mayChange(); err != nil {
		return nil, err
	}
	set, codes, err := e.w.drawRecovery(e.known.user.ID)
	if err != nil {
		return nil, err
	}
	if err := e.w.attempt(ctx, e.track()); err != nil {
		return nil, err
	}
	if err := e.confirm(ctx, typed, set); err != nil {
		return nil, e.w.failed(ctx, e.track(), e.known.user.ID, err)
	}
	e.step = StepNone
	return codes, nil
}

func (e *Entry) confirm(ctx context.Context, typed string, set access.Recovery) error {
	pending, secret, err := e.pending(ctx)
	if err != nil {
		return err
	}
	return e.w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		f, err := pending.Confirm(secret, typed, e.w.now())
		if err != nil {
			return err
		}
		if err := e.stillPending(tx, pending); err != nil {
			return err
		}
		e.factor, e.secret = f, secret
		return errors.Join(tx.DeletePendingFactor(f.User), tx.SaveFactor(f), tx.SaveRecovery(set), endAttempt(tx, e.track(), true),
			directory.Note(tx, directory.Actor{User: e.known.user}, f.User, directory.VerbFactorEnrolled, now))
	})
}

// pending opens the secret that waits.
func (e *Entry) pending(ctx context.Context) (pending access.Factor, secret access.OTPSecret, err error) {
	err = e.w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		pending, err = tx.PendingFactor(e.known.user.ID)
		return err
	})
	if isMissing(err) {
		return pending, secret, fault.New(fault.Conflict, "access.factor-not-begun", nil)
	}
	if err == nil {
		secret, err = vault.OpenFactor(e.known.user.ID, pending.Sealed, e.password)
	}
	return pending, secret, err
}

func (e *Entry) stillPending(tx access.Store, seen access.Factor) error {
	now, err := tx.PendingFactor(seen.User)
	if isMissing(err) || err == nil && string(now.Sealed) != string(seen.Sealed) {
		return fault.New(fault.Conflict, "workspace.factor-changed", nil)
	}
	return err
}

// RemoveFactor takes the person's second factor away from this poste, where
// nobody asks for one.
func (e *Entry) RemoveFactor(ctx context.Context) error {
	if err := e.enrolled(); err != nil {
		return err
	}
	return e.w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		user, err := tx.User(e.known.user.ID)
		if err != nil {
			return err
		}
		if user.NeedsFactor(e.policy) {
			return fault.New(fault.Denied, "access.factor-required", nil)
		}
		if _, err := e.present(tx); err != nil {
			return err
		}
		return errors.Join(tx.DeleteFactor(user.ID),
			directory.Note(tx, directory.Actor{User: user}, user.ID, directory.VerbFactorRemoved, now))
	})
}

// NewRecoveryCodes puts new recovery codes in the place of those before, which
// count no more.
func (e *Entry) NewRecoveryCodes(ctx context.Context) ([]string, error) {
	if err := e.enrolled(); err != nil {
		return nil, err
	}
	set, codes, err := e.w.drawRecovery(e.known.user.ID)
	if err != nil {
		return nil, err
	}
	return codes, e.w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if _, err := e.present(tx); err != nil {
			return err
		}
		return errors.Join(tx.SaveRecovery(set),
			directory.Note(tx, directory.Actor{User: e.known.user}, set.User, directory.VerbRecoveryRenewed, now))
	})
}

// enrolled refuses somebody who has no second factor here, or has not proved it.
func (e *Entry) enrolled() error {
	switch {
	case len(e.factor.Sealed) == 0:
		return fault.New(fault.Conflict, "access.factor-absent", nil)
	case e.step == StepCode:
		return fault.New(fault.Denied, "access.factor-needed", nil)
	}
	return nil
}

func (w *Workspace) drawRecovery(user ident.UserID) (access.Recovery, []string, error) {
	var salt access.Salt
	var random [access.RecoveryCodes][access.RecoveryRandom]byte
	err := w.drawBytes(salt[:])
	for i := range random {
		err = errors.Join(err, w.drawBytes(random[i][:]))
	}
	if err != nil {
		return access.Recovery{}, nil, err
	}
	set, codes := access.NewRecovery(user, salt, random)
	return set, codes, nil
}

func leftDetail(set access.Recovery) directory.Detail {
	return directory.Detail{Name: "recovery-left", Value: strconv.Itoa(set.Left())}
}

// OwnFactor is what « Mon compte » shows of the second factor on this poste.
type OwnFactor struct {
	Policy   directory.FactorPolicy
	Required bool      // of this person
	Enrolled time.Time // zero for none
	Left     int       // recovery codes that can still be used
}

// Factor tells of the signed-in person's second factor.
func (s *Session) Factor(ctx context.Context) (OwnFactor, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, _ time.Time) (own OwnFactor, err error) {
		organisation, err := tx.Organisation()
		if err != nil {
			return own, err
		}
		own.Policy, own.Required = organisation.Policy.SecondFactor, by.NeedsFactor(organisation.Policy)
		factor, err := tx.Factor(s.user)
		if err != nil {
			return own, ignoreMissing(err)
		}
		set, err := tx.Recovery(s.user)
		own.Enrolled, own.Left = factor.Enrolled, set.Left()
		return own, ignoreMissing(err)
	})
}

// ResetFactor is « Réinitialiser le second facteur » of somebody else. What they
// have enrolled on this poste goes at once, on others when their data arrives.
func (s *Session) ResetFactor(ctx context.Context, id ident.UserID, m directory.FactorMethod) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if _, err := directory.ResetFactor(tx, by, id, m, now); err != nil {
			return err
		}
		return tx.DeleteFactor(id)
	})
}

// SetPolicy changes what the organisation asks of sign-in.
func (s *Session) SetPolicy(ctx context.Context, p directory.Policy) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.SetPolicy(tx, by, p, now)
	})
}

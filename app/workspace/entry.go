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

// Step is what somebody whose password was right still has to do.
type Step string

const (
	StepNone  Step = ""      // nothing: the way is open
	StepCode  Step = "code"  // prove the second factor
	StepEnrol Step = "enrol" // enrol a second factor, which the organisation requires
)

// Entry is somebody whose password was right, on the way to a session. It belongs
// to one goroutine at a time.
type Entry struct {
	w        *Workspace
	known    known
	password string
	step     Step
	policy   directory.Policy
	factor   access.Factor // as it was when the password was checked; zero for none
	secret   access.OTPSecret
}

// Enter begins to sign a person in with the password. Whether the name or the
// password was wrong stays unsaid and takes the same time, and both are slowed
// down alike.
func (w *Workspace) Enter(ctx context.Context, name, password string) (*Entry, error) {
	k, err := w.lookUp(ctx, name)
	if ignoreMissing(err) != nil {
		return nil, err
	}
	return w.enter(ctx, k, name, password)
}

func (w *Workspace) enter(ctx context.Context, k known, name, password string) (*Entry, error) {
	track := passwordTrack(k.user.ID, name)
	if err := w.attempt(ctx, track); err != nil {
		return nil, err
	}
	right, err := k.hasPassword(w, password)
	if err == nil && !right {
		err = fault.New(fault.Denied, "access.wrong", nil)
	}
	if err != nil {
		return nil, w.failed(ctx, track, k.user.ID, err)
	}
	e := &Entry{w: w, known: k, password: password}
	if err := w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if err := endAttempt(tx, track, true); err != nil {
			return err
		}
		return e.next(tx)
	}); err != nil {
		return nil, err
	}
	return e, e.openFactor()
}

// hasPassword spends the time of a check also on somebody who is not there.
func (k known) hasPassword(w *Workspace, password string) (bool, error) {
	if k.user.ID.IsZero() {
		w.effort.Stretch(password[:min(len(password), longestPretence)], access.Salt{})
		return false, nil
	}
	return access.CheckPassword(k.credential.Password, password)
}

// longestPretence bounds what is stretched for nobody, as access.CheckPassword
// bounds what it stretches.
const longestPretence = 4096

// next finds what is still to be done.
func (e *Entry) next(tx *storage.Tx) error {
	organisation, err := tx.Organisation()
	if err != nil {
		return err
	}
	user, err := tx.User(e.known.user.ID)
	if err != nil {
		return err
	}
	e.policy = organisation.Policy
	factor, err := tx.Factor(user.ID)
	switch {
	case ignoreMissing(err) != nil:
		return err
	case err == nil:
		e.factor = factor
		if e.policy.SecondFactor != directory.FactorNone {
			e.step = StepCode
		}
	case user.NeedsFactor(e.policy):
		e.step = StepEnrol
	}
	return nil
}

// openFactor unseals the secret, which the password alone can do.
func (e *Entry) openFactor() (err error) {
	if len(e.factor.Sealed) > 0 {
		e.secret, err = vault.OpenFactor(e.known.user.ID, e.factor.Sealed, e.password)
	}
	return err
}

// Step gives what is still to be done before Open.
func (e *Entry) Step() Step { return e.step }

// Name gives whose entry it is.
func (e *Entry) Name() string { return e.known.user.Name() }

func (e *Entry) track() access.Track {
	return access.Track{Stage: access.StageFactor, User: e.known.user.ID}
}

// Prove takes a code of the authenticator application, or a recovery code. Wrong
// ones are slowed down by themselves: who knows the password does not make them
// free by typing it again.
func (e *Entry) Prove(ctx context.Context, typed string) error {
	if e.step != StepCode {
		return nil
	}
	if err := e.w.attempt(ctx, e.track()); err != nil {
		return err
	}
	prove := e.proveCode
	if access.IsRecoveryCode(typed) {
		prove = e.proveRecovery
	}
	if err := prove(ctx, typed); err != nil {
		return e.w.failed(ctx, e.track(), e.known.user.ID, err)
	}
	e.step = StepNone
	return nil
}

func (e *Entry) proveCode(ctx context.Context, typed string) error {
	return e.w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		f, err := e.present(tx)
		if err != nil {
			return err
		}
		if f, err = f.Check(e.secret, typed, e.w.now()); err != nil {
			return err
		}
		return errors.Join(tx.SaveFactor(f), endAttempt(tx, e.track(), true))
	})
}

// present gives the factor as it is now, unless another has taken its place since
// the password was checked.
func (e *Entry) present(tx access.Store) (access.Factor, error) {
	f, err := tx.Factor(e.known.user.ID)
	if isMissing(err) || err == nil && !bytes.Equal(f.Sealed, e.factor.Sealed) {
		err = fault.New(fault.Conflict, "workspace.factor-changed", nil)
	}
	return f, err
}

func (e *Entry) proveRecovery(ctx context.Context, typed string) error {
	code, err := e.w.findRecovery(ctx, e.known.user.ID, typed)
	if err != nil {
		return err
	}
	return e.w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		f, err := e.present(tx)
		if err != nil {
			return err
		}
		if err := tx.SaveFactor(f.Anchor(e.w.now())); err != nil {
			return err
		}
		if err := spendRecovery(tx, e.known.user, code, now); err != nil {
			return err
		}
		return endAttempt(tx, e.track(), true)
	})
}

// findRecovery finds a recovery code, outside of the transaction that spends it.
func (w *Workspace) findRecovery(ctx context.Context, user ident.UserID, typed string) (code access.RecoveryCode, err error) {
	err = w.view(ctx, func(tx *storage.Tx, now time.Time) error {
		set, err := tx.Recovery(user)
		if ignoreMissing(err) != nil {
			return err
		}
		code, err = set.Use(typed, now)
		return err
	})
	return code, err
}

// spendRecovery marks a code as used, unless somebody was faster.
func spendRecovery(tx *storage.Tx, user directory.User, code access.RecoveryCode, now time.Time) error {
	set, err := tx.Recovery(user.ID)
	if err != nil {
		return err
	}
	for i, c := range set.Codes {
		if c.Number == code.Number && c.Digest == code.Digest && c.Used.IsZero() {
			set.Codes[i].Used = code.Used
			if err := tx.SaveRecoveryCode(user.ID, code); err != nil {
				return err
			}
			return directory.Note(tx, directory.Actor{User: user}, user.ID, directory.VerbRecoveryUsed, now, leftDetail(set))
		}
	}
	return fault.New(fault.Conflict, "access.recovery-used", fault.Args{"When": now})
}

// Open opens the session once nothing is left to be done.
func (e *Entry) Open(ctx context.Context) (*Session, error) {
	switch e.step {
	case StepCode:
		return nil, fault.New(fault.Denied, "access.factor-needed", nil)
	case StepEnrol:
		return nil, fault.New(fault.Denied, "access.factor-enrol", nil)
	}
	return e.w.openSession(ctx, e.known, e.password)
}

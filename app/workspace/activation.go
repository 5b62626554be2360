package workspace

import (
	"context"
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
// this folder and is signed in, if that is all that it takes; see Activate.
func (w *Workspace) ActivateAccount(ctx context.Context, name, code, password string) (*Session, error) {
	e, err := w.Activate(ctx, Activation{Name: name, Code: code, Password: password})
	if err != nil {
		return nil, err
	}
	return e.Open(ctx)
}

// Activation is what a person types to activate an account on this poste.
type Activation struct {
	Name     string
	Code     string
	Password string
	// Recovery is a recovery code, for somebody who has forgotten the password
	// and has a second factor here: its secret is lost with the password, and an
	// activation code alone is no way round it. Without one that is needed the
	// error has the key "access.activation-factor".
	Recovery string
}

// Activate uses an activation code and begins to sign the person in. A second
// factor that was enrolled here goes with the password it was sealed under.
func (w *Workspace) Activate(ctx context.Context, a Activation) (*Entry, error) {
	secret, err := usrfile.ParseActivationCode(a.Code)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if err := w.checkNewPassword(ctx, a.Password, a.Name); err != nil {
		return nil, err
	}
	user, err := w.checkActivation(ctx, a.Name, secret)
	if err != nil {
		return nil, err
	}
	recovery, err := w.checkRecovery(ctx, user.ID, a.Recovery)
	if err != nil {
		return nil, err
	}
	credential, err := w.newCredential(user.ID, a.Password)
	if err != nil {
		return nil, err
	}
	if err := w.activate(ctx, credential, a.Password, secret, recovery); err != nil {
		return nil, err
	}
	return w.Enter(ctx, a.Name, a.Password)
}

// checkNewPassword holds a password against the organisation's policy, as this
// folder knows it.
func (w *Workspace) checkNewPassword(ctx context.Context, password string, names ...string) error {
	policy := access.DefaultPolicy
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		organisation, err := tx.Organisation()
		if err == nil {
			policy.MinLength = organisation.Policy.PasswordMin
		}
		return ignoreMissing(err)
	})
	if err != nil {
		return err
	}
	return policy.Check(password, names...)
}

// checkActivation finds whose code it is, before the password is stretched, and
// counts a wrong one like a wrong password, whoever has that name.
func (w *Workspace) checkActivation(ctx context.Context, name string, secret usrfile.ActivationCode) (directory.User, error) {
	var user directory.User
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) (err error) {
		user, err = directory.FindUser(tx, name)
		return err
	})
	if ignoreMissing(err) != nil {
		return user, err
	}
	track := passwordTrack(user.ID, name)
	if err := w.attempt(ctx, track); err != nil {
		return user, err
	}
	err = w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if user.ID.IsZero() {
			return fault.New(fault.Denied, "access.code", nil)
		}
		if err := matchActivation(tx, user, secret, now); err != nil {
			return err
		}
		return endAttempt(tx, track, true)
	})
	if err != nil {
		return user, w.failed(ctx, track, user.ID, err)
	}
	return user, nil
}

// checkRecovery wants a recovery code from somebody who has a second factor here
// that counts.
func (w *Workspace) checkRecovery(ctx context.Context, user ident.UserID, typed string) (code access.RecoveryCode, err error) {
	var needed bool
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		needed, err = factorCounts(tx, user)
		return err
	})
	if err != nil || !needed {
		return code, err
	}
	if typed == "" {
		return code, fault.New(fault.Denied, "access.activation-factor", nil)
	}
	track := access.Track{Stage: access.StageFactor, User: user}
	if err := w.attempt(ctx, track); err != nil {
		return code, err
	}
	if code, err = w.findRecovery(ctx, user, typed); err != nil {
		return code, w.failed(ctx, track, user, err)
	}
	return code, nil
}

// factorCounts reports whether the person is asked for a second factor here.
func factorCounts(tx *storage.Tx, user ident.UserID) (bool, error) {
	organisation, err := tx.Organisation()
	if err != nil {
		return false, err
	}
	_, err = tx.Factor(user)
	return err == nil && organisation.Policy.SecondFactor != directory.FactorNone, ignoreMissing(err)
}

// dropFactor takes away what was sealed under the forgotten password, for a
// recovery code where it still counts.
func dropFactor(tx *storage.Tx, user directory.User, recovery access.RecoveryCode, now time.Time) error {
	counts, err := factorCounts(tx, user.ID)
	if err != nil {
		return err
	}
	if counts {
		if recovery.Number == 0 {
			return fault.New(fault.Denied, "access.activation-factor", nil)
		}
		if err := spendRecovery(tx, user, recovery, now); err != nil {
			return err
		}
	}
	return tx.DeleteFactor(user.ID)
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
func (w *Workspace) activate(ctx context.Context, c access.Credential, password string, secret usrfile.ActivationCode, recovery access.RecoveryCode) error {
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
		if err := dropFactor(tx, u, recovery, now); err != nil {
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

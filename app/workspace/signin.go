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
	"github.com/comptoir/comptoir/sync/registration"
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
	err := w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		actor, err := directory.LoadActor(tx, s.user)
		if err != nil {
			return err
		}
		if err := mayEnter(tx, actor, now); err != nil {
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
		return noteSuccess(tx, k, actor, now)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
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

// shareWrapping seals the wrapping key to those who became entitled since, and
// takes it from those who no longer are.
func shareWrapping(tx *storage.Tx, wrapping vault.Wrapping, w *Workspace) error {
	people, err := tx.PersonalKeys()
	if err != nil {
		return err
	}
	for _, p := range people {
		entitled, err := maySign(tx, p.User)
		if err != nil {
			return err
		}
		if entitled == (len(p.Wrapping) > 0) {
			continue
		}
		p.Wrapping = nil
		if entitled {
			if p.Wrapping, err = wrapping.SealFor(p.Public, w.random); err != nil {
				return err
			}
		}
		if err := tx.SavePersonalKey(p); err != nil {
			return err
		}
	}
	return nil
}

// signingRights are those for which head office's keys are needed.
var signingRights = []directory.Right{directory.RightUsrExport, directory.RightModuleApprove, directory.RightKeyManage}

func maySign(tx *storage.Tx, id ident.UserID) (bool, error) {
	grants, err := tx.Grants(id)
	if err != nil {
		return false, err
	}
	for _, g := range grants {
		role, _ := directory.RoleByID(g.Role)
		for _, right := range signingRights {
			if role.Reach(right) == directory.Whole {
				return true, nil
			}
		}
	}
	return false, nil
}

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

// posteKeys gives this poste's own keys; none before it asked to be registered.
func (w *Workspace) posteKeys(home directory.Home) (registration.Keys, error) {
	stored, err := w.keys.Load(home.Poste)
	if isMissing(err) {
		return registration.Keys{}, nil
	}
	return asKeys(stored), err
}

// makePosteKeys gives this poste's keys and draws them at the first request.
func (w *Workspace) makePosteKeys(home directory.Home) (registration.Keys, error) {
	stored, err := w.keys.Load(home.Poste)
	if err == nil || !isMissing(err) {
		return asKeys(stored), err
	}
	drawn, err := vault.NewPosteKeys(w.random)
	if err != nil {
		return registration.Keys{}, err
	}
	return asKeys(drawn), w.keys.Save(home.Poste, drawn)
}

func asKeys(k vault.PosteKeys) registration.Keys {
	return registration.Keys{Sign: usrfile.SigningKeyFromSeed(k.SignSeed()), Box: usrfile.BoxKeyFromSeed(k.BoxSeed())}
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// proofLasts is how long a password that was just given lets a person do what
// asks for it: import of what widens rights, closing, restore.
const proofLasts = 5 * time.Minute

// prove notes that the person has just shown who they are.
func (s *Session) prove() { s.proved.Store(s.w.now().UnixNano()) }

// RecentlyProved refuses, with fault.Denied and the key
// "workspace.prove-again", what must not be done at a window that somebody left
// open: the password was not given within the last five minutes. At the command
// line it is given anew for every command. A clock that was set back proves
// nothing.
func (s *Session) RecentlyProved() error {
	age := s.w.now().Sub(time.Unix(0, s.proved.Load()))
	if age < 0 || age > proofLasts {
		return fault.New(fault.Denied, "workspace.prove-again", nil)
	}
	return nil
}

// mayImport asks the signed-in person to have given the password just now, for a
// file that widens what they may do. Without a sign-in there is nobody to ask: the
// file carries its own authority.
func mayImport(by *Session, a *Arrival) error {
	if by == nil || !a.needsProof() {
		return nil
	}
	return by.RecentlyProved()
}

func (a *Arrival) needsProof() bool { return a.UserData != nil && a.UserData.Widens && !a.Repeated }

// Reauthenticate takes the signed-in person's password once more, so that
// RecentlyProved is content for five minutes. A wrong one counts like one at
// sign-in.
func (s *Session) Reauthenticate(ctx context.Context, password string) error {
	if _, err := s.Again(ctx, password); err != nil {
		return err
	}
	s.prove()
	return nil
}

// Again takes the signed-in person's password once more and gives the way to what
// changes their second factor.
func (s *Session) Again(ctx context.Context, password string) (*Entry, error) {
	k, err := s.self(ctx)
	if err != nil {
		return nil, err
	}
	return s.w.enter(ctx, k, "", password)
}

// Unlock opens a window that was locked: with the password, and where the person
// must have a second factor with a code as well. Without one that is needed the
// error has the key "access.factor-needed".
func (s *Session) Unlock(ctx context.Context, password, code string) error {
	e, err := s.Again(ctx, password)
	if err != nil {
		return err
	}
	if e.Step() == StepCode && e.known.user.NeedsFactor(e.policy) {
		if code == "" {
			return fault.New(fault.Denied, "access.factor-needed", nil)
		}
		if err := e.Prove(ctx, code); err != nil {
			return err
		}
	}
	s.prove()
	return nil
}

// LockAfter gives the longest time that the organisation lets a window stand
// without a key or the mouse; 0 for no limit.
func (s *Session) LockAfter(ctx context.Context) (time.Duration, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (time.Duration, error) {
		organisation, err := tx.Organisation()
		return time.Duration(organisation.Policy.LockMinutes) * time.Minute, err
	})
}

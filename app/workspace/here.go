package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// RegisterHere registers a module on the installation of head office itself, which
// becomes a poste with the first: no file travels, see directory.RegisterHere.
func (s *Session) RegisterHere(ctx context.Context, wish registration.Wish) (directory.Poste, error) {
	return s.registerHere(ctx, wish, s.ownKeys, false)
}

// RenewHere registers the poste that head office is again because its keys are
// lost, as after a restore onto another disk: with new keys, under its number and
// with its books.
func (s *Session) RenewHere(ctx context.Context, wish registration.Wish) (directory.Poste, error) {
	return s.registerHere(ctx, wish, s.newKeys, true)
}

func (s *Session) registerHere(ctx context.Context, wish registration.Wish, choose chooseKeys, renewal bool) (directory.Poste, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Poste, error) {
		if err := directory.MayRegisterHere(by, now); err != nil {
			return directory.Poste{}, err // before keys are drawn
		}
		home, poste, err := homeAndPoste(tx)
		if err == nil && home.Side != directory.HeadOffice {
			err = fault.New(fault.Invalid, "directory.register-elsewhere", nil)
		}
		if err != nil {
			return directory.Poste{}, err
		}
		keys, err := choose(home, poste)
		if err != nil {
			return directory.Poste{}, err
		}
		return directory.RegisterHere(tx, by, directory.Request{
			Poste: home.Poste, Module: wish.Module, Label: wish.Label, Location: wish.Location,
			SignKey: keys.Sign.Public(), BoxKey: keys.Box.Public(), Schema: usrfile.SchemaVersion,
		}, renewal, now)
	})
}

// MayRegisterHere tells whether the person may register this installation, which
// is head office's; nil, or why not.
func (s *Session) MayRegisterHere(ctx context.Context) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		home, err := tx.Home()
		if err == nil && home.Side != directory.HeadOffice {
			err = fault.New(fault.Invalid, "directory.register-elsewhere", nil)
		}
		return orElse(err, directory.MayRegisterHere(by, now))
	})
}

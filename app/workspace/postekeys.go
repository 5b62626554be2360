package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// posteKeys gives this poste's own keys; none before it asked to be registered.
func (w *Workspace) posteKeys(home directory.Home) (registration.Keys, error) {
	stored, err := w.keys.Load(home.Poste)
	if isMissing(err) {
		return registration.Keys{}, nil
	}
	return asKeys(stored), err
}

// registeredKeys gives the keys with which this poste is registered; fault.Missing
// when they are lost, also when new ones have been drawn that head office does
// not know yet.
func (w *Workspace) registeredKeys(poste directory.Poste) (registration.Keys, error) {
	stored, err := w.keys.Load(poste.ID)
	if err != nil {
		return registration.Keys{}, err
	}
	keys := asKeys(stored)
	if keys.Sign.Public() != poste.SignKey || keys.Box.Public() != poste.BoxKey {
		return registration.Keys{}, fault.New(fault.Missing, "workspace.keys-lost", fault.Args{"Poste": poste.Number})
	}
	return keys, nil
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

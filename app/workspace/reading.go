package workspace

import (
	"errors"
	"os"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// readParcel reads the file, and the `.key` files beside it where there are
// some, since a poste that knows nobody yet needs one.
func readParcel(path string) (exchange.Parcel, error) {
	file, err := usrfile.ReadFile(path)
	if err != nil {
		return exchange.Parcel{}, readFault(err, path)
	}
	return exchange.Parcel{File: file, Keys: keysBeside(path, file)}, nil
}

func readFault(err error, path string) error {
	if errors.Is(err, os.ErrNotExist) {
		return fault.Wrap(err, fault.Missing, "workspace.no-file", fault.Args{"Path": path})
	}
	if asFault := exchange.AsFault(err); asFault != err {
		return asFault
	}
	return fault.Wrap(err, fault.Invalid, "workspace.unreadable", fault.Args{"Path": path})
}

// receiver gives what this folder opens files with.
func (w *Workspace) receiver(tx *storage.Tx) (exchange.Clock, exchange.Receiver, error) {
	times, err := tx.Times()
	if err != nil {
		return exchange.Clock{}, exchange.Receiver{}, err
	}
	clock := exchange.Clock{System: w.now(), Times: times}
	home, err := tx.Home()
	if errors.Is(err, fault.Missing) {
		return clock, exchange.Receiver{}, nil
	}
	if err != nil {
		return clock, exchange.Receiver{}, err
	}
	if home.Side == directory.HeadOffice {
		return clock, exchange.Receiver{}, fault.New(fault.Invalid, "workspace.import-at-head-office", nil)
	}
	keys, err := w.posteKeys(home)
	return clock, exchange.Receiver{Home: home, Key: keys.Box}, err
}

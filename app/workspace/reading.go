package workspace

import (
	"errors"
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// readParcel reads the file, and the `.key` files beside it where there are
// some, since a poste that knows nobody yet needs one.
func readParcel(path string, keys shelf) (exchange.Parcel, error) {
	file, err := usrfile.ReadFile(path)
	if err != nil {
		return exchange.Parcel{}, readFault(err, path)
	}
	return exchange.Parcel{File: file, Keys: keys.beside(path, file)}, nil
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

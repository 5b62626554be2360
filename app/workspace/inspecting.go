package workspace

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Inspected is what the outside of a file claims; nobody has verified it.
type Inspected struct {
	Kind    usrfile.Kind
	KeyID   string
	Message usrfile.Message
	Size    int
}

// Inspect reads the outside of a signed file without any data folder.
func Inspect(path string) (Inspected, error) {
	file, err := usrfile.ReadFile(path)
	if err != nil {
		return Inspected{}, readFault(err, path)
	}
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return Inspected{}, exchange.AsFault(err)
	}
	return Inspected{Kind: envelope.Kind, KeyID: envelope.KeyID.String(), Message: envelope.Unverified(), Size: len(file)}, nil
}

// Verify checks the signature, trust and time of a `.usr` as of an instant, the
// trusted time for the zero one. Nothing is imported.
func (w *Workspace) Verify(ctx context.Context, path string, at time.Time) (verified exchange.Verified, err error) {
	parcel, err := readParcel(path, shelf{})
	if err != nil {
		return verified, err
	}
	err = w.view(ctx, func(tx *storage.Tx, now time.Time) error {
		if at.IsZero() {
			at = now
		}
		verified, err = exchange.VerifyUserData(tx, parcel, exchange.Clock{System: at, Times: mark.Times{}})
		return err
	})
	return verified, err
}

// FoundFiles lists the signed files for sites in a folder, for a
// person who does not remember the name of the file on the stick.
func FoundFiles(dir string) ([]string, error) {
	var found []string
	err := scan(dir, func(name string) bool {
		if hasExtension(name, usrfile.KindUserData) || hasExtension(name, usrfile.KindReply) {
			found = append(found, filepath.Join(dir, name))
		}
		return false
	})
	if err != nil {
		return nil, readFault(err, dir)
	}
	slices.Sort(found)
	return found, nil
}

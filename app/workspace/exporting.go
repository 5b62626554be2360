package workspace

import (
	"bytes"
	"context"
	"os"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Recipients says for which postes a `.usr` is meant.
type Recipients struct {
	Plain  bool            // also, or only, a file for a poste that is not registered
	Postes []ident.PosteID // sealed, one file each
}

// Written is a file that now lies in a folder.
type Written struct {
	Path  string
	Poste int       // number of the recipient; 0 for a plain file or a trust chain
	Until time.Time // after it a `.usr` can not be imported; zero for a trust chain
}

// UsualRecipients gives what « Télécharger » preselects: the active postes that
// the user registered, else a plain file.
func (s *Session) UsualRecipients(ctx context.Context, user ident.UserID) (Recipients, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (r Recipients, err error) {
		postes, err := tx.Postes()
		for _, p := range postes {
			if p.User == user && p.Status == directory.PosteActive {
				r.Postes = append(r.Postes, p.ID)
			}
		}
		r.Plain = len(r.Postes) == 0
		return r, err
	})
}

// ExportUser writes the `.usr` files of a user into a folder, one for each
// recipient, and the organisation's `.key` file beside them. What could not be
// written is not recorded as exported.
func (s *Session) ExportUser(ctx context.Context, user ident.UserID, to Recipients, dir string) (written []Written, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		issuer, err := s.issuer(tx)
		if err != nil {
			return err
		}
		written = nil
		for _, poste := range to.Postes {
			p, err := tx.Poste(poste)
			if err != nil {
				return err
			}
			if written, err = s.exportTo(tx, by, issuer, user, &p, dir, written, now); err != nil {
				return err
			}
		}
		if to.Plain {
			if written, err = s.exportTo(tx, by, issuer, user, nil, dir, written, now); err != nil {
				return err
			}
		}
		written, err = s.writeChain(tx, dir, written, now)
		return err
	})
	if err != nil {
		discard(written)
		return nil, err
	}
	return written, nil
}

func (s *Session) exportTo(tx *storage.Tx, by directory.Actor, i exchange.Issuer, user ident.UserID, p *directory.Poste, dir string, written []Written, now time.Time) ([]Written, error) {
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return written, err
	}
	out, err := exchange.ExportUserData(tx, by, i, user, p, file, s.w.random, now)
	if err != nil {
		return written, err
	}
	path, err := usrfile.WriteFile(dir, out.Name, out.Data)
	if err != nil {
		return written, writeFault(err, dir)
	}
	w := Written{Path: path, Until: now.Add(usrfile.UserDataWindow)}
	if p != nil {
		w.Poste = p.Number
	}
	return append(written, w), nil
}

// writeChain puts the `.key` file beside the others, unless the same lies there.
func (s *Session) writeChain(tx *storage.Tx, dir string, written []Written, now time.Time) ([]Written, error) {
	chain, err := exchange.PinnedChain(tx)
	if err != nil || slices.ContainsFunc(keysIn(dir), sameChain(chain)) {
		return written, err
	}
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return written, err
	}
	out, err := exchange.ExportChain(tx, s.office.root, file, now)
	if err != nil {
		return written, err
	}
	path, err := usrfile.WriteFile(dir, out.Name, out.Data)
	if err != nil {
		return written, writeFault(err, dir)
	}
	return append(written, Written{Path: path}), nil
}

// sameChain tells whether a `.key` file carries just the chain.
func sameChain(chain usrfile.Chain) func(keyFile []byte) bool {
	return func(keyFile []byte) bool {
		there, _, err := exchange.OpenChain(keyFile)
		return err == nil && bytes.Equal(usrfile.EncodeChain(there), usrfile.EncodeChain(chain))
	}
}

// discard takes back files of an export that failed half-way.
func discard(written []Written) {
	for _, w := range written {
		if w.Path == "" {
			continue
		}
		_ = os.Remove(w.Path) // the error that matters is the one that led here
	}
}

func writeFault(err error, dir string) error {
	if asFault := exchange.AsFault(err); asFault != err {
		return asFault
	}
	return fault.Wrap(err, fault.Invalid, "workspace.unwritable", fault.Args{"Path": dir})
}

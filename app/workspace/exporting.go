package workspace

import (
	"context"
	"errors"
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
// the user registered, else a plain file. Head office's own poste needs none.
func (s *Session) UsualRecipients(ctx context.Context, user ident.UserID) (Recipients, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (Recipients, error) {
		return usualRecipients(tx, user)
	})
}

func usualRecipients(s directory.Store, user ident.UserID) (r Recipients, err error) {
	home, err := s.Home()
	if err != nil {
		return r, err
	}
	postes, err := s.Postes()
	for _, p := range postes {
		if p.User == user && p.Status == directory.PosteActive && p.ID != home.Poste {
			r.Postes = append(r.Postes, p.ID)
		}
	}
	r.Plain = len(r.Postes) == 0
	return r, err
}

// ExportUser writes the `.usr` files of a user into a folder, one for each
// recipient, and the organisation's `.key` file beside them. What could not be
// written is not recorded as exported.
func (s *Session) ExportUser(ctx context.Context, user ident.UserID, to Recipients, dir string) ([]Written, error) {
	parcel := &shipment{w: s.w, dir: dir}
	e := &export{session: s, parcel: parcel, user: user}
	paths, err := parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightUsrExport, directory.Place{}, now); err != nil {
			return err // before anything is said of keys
		}
		issuer, err := s.issuer(tx)
		if err != nil {
			return err
		}
		e.tx, e.store, e.by, e.issuer, e.now = tx, tx, by, issuer, now
		return errors.Join(e.write(to), parcel.wait())
	}))
	if err != nil {
		return nil, err
	}
	e.published(paths)
	return e.written, nil
}

// export is one use of « Télécharger », or one user of many, inside of a
// transaction.
type export struct {
	session *Session
	parcel  *shipment
	user    ident.UserID
	written []Written
	signed  []*stagedFile // of the user, once the parcel has been waited for

	tx     *storage.Tx
	store  exchange.Store // the same transaction, which may remember what many users share
	by     directory.Actor
	issuer exchange.Issuer
	now    time.Time
}

func (e *export) write(to Recipients) error {
	if !to.Plain && len(to.Postes) == 0 {
		return fault.New(fault.Invalid, "workspace.no-recipient", nil)
	}
	for _, id := range to.Postes {
		p, err := e.store.Poste(id)
		if err != nil {
			return err
		}
		if err := e.writeFor(&p); err != nil {
			return err
		}
	}
	if to.Plain {
		if err := e.writeFor(nil); err != nil {
			return err
		}
	}
	added, err := e.parcel.addChain(e.tx)
	if added {
		e.written = append(e.written, Written{})
	}
	return err
}

// writeFor writes the file for a poste, or the plain one.
func (e *export) writeFor(p *directory.Poste) error {
	file, err := draw[ident.FileID](e.session.w)
	if err != nil {
		return err
	}
	unsigned, err := exchange.RecordUserData(e.store, e.by, e.issuer, e.user, p, file, e.session.w.random, e.now)
	if err != nil {
		return err
	}
	w := Written{Until: e.now.Add(usrfile.UserDataWindow)}
	if p != nil {
		w.Poste = p.Number
	}
	e.written = append(e.written, w)
	e.signed = append(e.signed, e.parcel.addLater(unsigned))
	return nil
}

// unsigned tells why a file of the user could not be made, where that was so.
func (e *export) unsigned() error {
	for _, s := range e.signed {
		if s.unsigned {
			return s.err
		}
	}
	return nil
}

// published takes the paths of the export's files from the first of paths, and
// gives the rest.
func (e *export) published(paths []string) (rest []string) {
	for i := range e.written {
		e.written[i].Path = paths[i]
	}
	return paths[len(e.written):]
}

package workspace

import (
	"context"
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
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (r Recipients, err error) {
		home, err := tx.Home()
		if err != nil {
			return r, err
		}
		postes, err := tx.Postes()
		for _, p := range postes {
			if p.User == user && p.Status == directory.PosteActive && p.ID != home.Poste {
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
func (s *Session) ExportUser(ctx context.Context, user ident.UserID, to Recipients, dir string) ([]Written, error) {
	e := &export{session: s, parcel: shipment{w: s.w, dir: dir}, user: user}
	paths, err := e.parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return e.write(tx, by, to, now)
	}))
	for i, path := range paths {
		e.written[i].Path = path
	}
	if err != nil {
		return nil, err
	}
	return e.written, nil
}

// export is one use of « Télécharger ».
type export struct {
	session *Session
	parcel  shipment
	user    ident.UserID
	written []Written
}

func (e *export) write(tx *storage.Tx, by directory.Actor, to Recipients, now time.Time) error {
	if err := directory.Can(by, directory.RightUsrExport, directory.Place{}, now); err != nil {
		return err // before anything is said of keys
	}
	if !to.Plain && len(to.Postes) == 0 {
		return fault.New(fault.Invalid, "workspace.no-recipient", nil)
	}
	issuer, err := e.session.issuer(tx)
	if err != nil {
		return err
	}
	for _, id := range to.Postes {
		p, err := tx.Poste(id)
		if err != nil {
			return err
		}
		if err := e.writeFor(tx, by, issuer, &p, now); err != nil {
			return err
		}
	}
	if to.Plain {
		if err := e.writeFor(tx, by, issuer, nil, now); err != nil {
			return err
		}
	}
	added, err := e.parcel.addChain(tx)
	if added {
		e.written = append(e.written, Written{})
	}
	return err
}

// writeFor writes the file for a poste, or the plain one.
func (e *export) writeFor(tx *storage.Tx, by directory.Actor, i exchange.Issuer, p *directory.Poste, now time.Time) error {
	file, err := draw[ident.FileID](e.session.w)
	if err != nil {
		return err
	}
	out, err := exchange.ExportUserData(tx, by, i, e.user, p, file, e.session.w.random, now)
	if err != nil {
		return err
	}
	w := Written{Until: now.Add(usrfile.UserDataWindow)}
	if p != nil {
		w.Poste = p.Number
	}
	e.written = append(e.written, w)
	return e.parcel.add(out)
}

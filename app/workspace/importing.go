package workspace

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// Arrival is a file that was read once and can be imported here: what a person
// sees before deciding. Exactly one of UserData and Reply is there.
type Arrival struct {
	Path         string
	Kind         usrfile.Kind
	Signer       string // key identifier, to read aloud
	Subject      ident.UserID
	Issued       time.Time
	Expires      time.Time
	DaysLeft     int
	FirstContact bool                // the folder has no organisation yet: compare Fingerprint
	Fingerprint  usrfile.Fingerprint // of the organisation
	Repeated     bool                // imported before; nothing will change
	UserData     *exchange.Preview
	Reply        *registration.Preview

	parcel exchange.Parcel
}

// Examine reads a file that came from head office and shows what importing it
// would change. Nothing is written but a refusal in the history.
func (w *Workspace) Examine(ctx context.Context, path string) (*Arrival, error) {
	arrival, err := w.examine(ctx, path)
	if err != nil {
		return nil, errors.Join(err, w.noteRefusal(ctx, path, err))
	}
	return arrival, nil
}

func (w *Workspace) examine(ctx context.Context, path string) (*Arrival, error) {
	parcel, err := readParcel(path)
	if err != nil {
		return nil, err
	}
	a := &Arrival{Path: path, parcel: parcel}
	err = w.store.View(ctx, func(tx *storage.Tx) error {
		clock, receiver, err := w.receiver(tx)
		if err != nil {
			return err
		}
		return a.preview(tx, receiver, clock)
	})
	return a, err
}

func (a *Arrival) preview(tx *storage.Tx, r exchange.Receiver, clock exchange.Clock) error {
	envelope, err := usrfile.Inspect(a.parcel.File)
	if err != nil {
		return exchange.AsFault(err)
	}
	var opened *exchange.Opened
	switch envelope.Kind {
	case usrfile.KindReply:
		if a.Reply, err = registration.PreviewReply(tx, r, a.parcel, clock); err != nil {
			return err
		}
		opened = a.Reply.Opened
	default:
		if a.UserData, err = exchange.PreviewUserData(tx, r, a.parcel, clock); err != nil {
			return err
		}
		opened = a.UserData.Opened
	}
	a.fill(opened)
	return nil
}

func (a *Arrival) fill(o *exchange.Opened) {
	a.Kind, a.Signer, a.Subject = o.Message.Kind, o.Envelope.KeyID.String(), ident.UserID(o.Message.Subject)
	a.Issued, a.Expires, a.DaysLeft = o.Message.Issued, o.Message.Expires, exchange.DaysLeft(o.Message.Expires, o.Now)
	a.FirstContact, a.Fingerprint, a.Repeated = o.FirstContact, o.Trust.Fingerprint(), o.Repeated
}

// Apply imports what Examine showed: everything or nothing. The file is checked
// again in the transaction that applies it. At first contact the person must
// have compared the fingerprint, which is then pinned.
func (w *Workspace) Apply(ctx context.Context, by *Session, a *Arrival, compared usrfile.Fingerprint) error {
	if a.FirstContact && compared != a.Fingerprint {
		return fault.New(fault.Forged, "workspace.fingerprint", nil)
	}
	err := w.store.Update(ctx, func(tx *storage.Tx) error { return w.apply(tx, by, a) })
	if err != nil {
		return errors.Join(err, w.noteRefusal(ctx, a.Path, err))
	}
	return nil
}

func (w *Workspace) apply(tx *storage.Tx, by *Session, a *Arrival) error {
	clock, receiver, err := w.receiver(tx)
	if err != nil {
		return err
	}
	again := &Arrival{Path: a.Path, parcel: a.parcel}
	if err := again.preview(tx, receiver, clock); err != nil {
		return err
	}
	if !again.shows(a) {
		return fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
	}
	if again.FirstContact {
		if err := w.becomeSite(tx); err != nil {
			return err
		}
	}
	actor, err := importer(tx, by)
	if err != nil {
		return err
	}
	if again.Reply != nil {
		err = registration.ApplyReply(tx, actor, again.Reply, clock)
	} else {
		err = exchange.ApplyUserData(tx, actor, a.parcel, again.UserData, clock)
	}
	if err != nil {
		return err
	}
	return observe(tx, w.now())
}

// shows tells whether a person who has seen the other has seen this: another file
// may have been applied since then.
func (a *Arrival) shows(seen *Arrival) bool {
	switch {
	case a.Fingerprint != seen.Fingerprint, (a.UserData == nil) != (seen.UserData == nil):
		return false
	case a.Repeated:
		return true
	case a.UserData != nil:
		return slices.EqualFunc(a.UserData.Changes, seen.UserData.Changes, exchange.Change.Equal)
	}
	return slices.Equal(a.Reply.Granted, seen.Reply.Granted)
}

// becomeSite makes an empty folder a site with an identity of its own.
func (w *Workspace) becomeSite(tx *storage.Tx) error {
	id, err := draw[ident.PosteID](w)
	if err != nil {
		return err
	}
	return tx.SaveHome(directory.Home{Side: directory.Site, Poste: id})
}

// importer gives who imports: the signed-in person, or nobody. A `.usr` carries
// its own authority and needs no sign-in.
func importer(tx *storage.Tx, by *Session) (directory.Actor, error) {
	if by == nil {
		return directory.Actor{}, nil
	}
	return directory.LoadActor(tx, by.user)
}

// noteRefusal writes to the history that a file was refused and why; an empty
// folder has no history yet.
func (w *Workspace) noteRefusal(ctx context.Context, path string, reason error) error {
	var f *fault.Error
	if !errors.As(reason, &f) {
		return nil
	}
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if _, err := tx.Home(); err != nil {
			return ignoreMissing(err)
		}
		return directory.Note(tx, directory.Actor{}, ident.UserID{}, directory.VerbFileRefused, now,
			directory.Detail{Name: "file", Value: fault.Excerpt(filepath.Base(path))}, directory.Detail{Name: "reason", Value: f.Key})
	})
}

func ignoreMissing(err error) error {
	if errors.Is(err, fault.Missing) {
		return nil
	}
	return err
}

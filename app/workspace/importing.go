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
	"github.com/comptoir/comptoir/sync/record"
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
	FirstContact bool                   // the folder has no organisation yet: compare Fingerprint
	Fingerprint  usrfile.Fingerprint    // of the organisation
	Repeated     bool                   // imported before; nothing will change
	UserData     *exchange.Preview      // kind 1
	Request      *Task                  // kind 2, for a registration
	Reply        *registration.Preview  // kind 3, to a registration
	CodeTask     *CodeTask              // kind 2, for a code
	CodeReply    *CodeReply             // kind 3, about a code
	Funds        *FundsArrival          // kinds 2 and 3, about the release of funds
	Chain        *exchange.ChainPreview // kind 6
	Postings     *PostingsArrival       // kind 7 at a site
	Entries      *EntriesArrival        // kind 4 at head office, kind 7 at a site
	Batch        *BatchArrival          // kind 4, a batch
	Closing      *ClosingArrival        // kind 5
	Decision     *DecisionArrival       // kind 7 at a site, about a closing
	Receipt      *ReceiptArrival        // kind 7 at a site, of a batch
	Report       *record.Preview        // kind 7 at head office
	Answer       *record.Answer         // kind 7 at a site, to a record of its own

	parcel exchange.Parcel
}

// Examine reads a file and shows what importing it would change, for the
// signed-in person or for nobody (nil). Nothing is written but, in the history, a
// refusal, or that the file came again.
func (w *Workspace) Examine(ctx context.Context, by *Session, path string) (*Arrival, error) {
	parcel, err := readParcel(path, shelf{})
	if err != nil {
		return nil, errors.Join(err, w.noteRefusal(ctx, path, nil, err))
	}
	return w.examine(ctx, by, path, parcel)
}

func (w *Workspace) examine(ctx context.Context, by *Session, path string, p exchange.Parcel) (*Arrival, error) {
	a, err := w.preview(ctx, by, path, p)
	if err != nil {
		return nil, errors.Join(err, w.noteRefusal(ctx, path, p.File, err))
	}
	if a.Repeated {
		err = w.store.Update(ctx, func(tx *storage.Tx) error { return w.takenBefore(tx, by, a) })
	}
	return a, err
}

// preview shows what importing a file would change, and writes nothing.
func (w *Workspace) preview(ctx context.Context, by *Session, path string, p exchange.Parcel) (*Arrival, error) {
	a := &Arrival{Path: path, parcel: p}
	err := w.store.View(ctx, func(tx *storage.Tx) error {
		in, kind, err := w.takeIn(tx, exchange.NewRecall(tx), by, p)
		if err != nil {
			return err
		}
		return kind.preview(in, a)
	})
	return a, err
}

// takenBefore writes down that a file came again.
func (w *Workspace) takenBefore(tx *storage.Tx, by *Session, a *Arrival) error {
	in, _, err := w.takeIn(tx, exchange.NewRecall(tx), by, a.parcel)
	if err != nil {
		return err
	}
	return in.noteRepeated(a)
}

// describe fills in what every verified file says about itself.
func (a *Arrival) describe(m *usrfile.Message) {
	a.Kind, a.Signer, a.Subject = m.Kind, m.Signer().String(), ident.UserID(m.Subject)
	a.Issued, a.Expires = m.Issued, m.Expires
}

// fill describes a file of head office.
func (a *Arrival) fill(o *exchange.Opened) {
	a.describe(o.Message)
	a.DaysLeft = exchange.DaysLeft(o.Message.Expires, o.Now)
	a.FirstContact, a.Fingerprint, a.Repeated = o.FirstContact, o.Trust.Fingerprint(), o.Repeated
}

// Apply imports what Examine showed: everything or nothing. The file is checked
// again in the transaction that applies it. At first contact the person must
// have compared the fingerprint, which is then pinned.
func (w *Workspace) Apply(ctx context.Context, by *Session, a *Arrival, compared usrfile.Fingerprint) error {
	if a.FirstContact && compared != a.Fingerprint {
		return fault.New(fault.Forged, "workspace.fingerprint", nil)
	}
	if err := mayImport(by, a); err != nil {
		return err
	}
	err := w.store.Update(ctx, func(tx *storage.Tx) error { return w.apply(tx, by, a) })
	if err != nil {
		return errors.Join(err, w.noteRefusal(ctx, a.Path, a.parcel.File, err))
	}
	if a.Report != nil {
		w.answerDue(ctx, by)
	}
	if a.Batch != nil {
		w.receiptsDue(ctx, by)
	}
	return nil
}

func (w *Workspace) apply(tx *storage.Tx, by *Session, a *Arrival) error {
	in, kind, err := w.takeIn(tx, exchange.NewRecall(tx), by, a.parcel)
	if err != nil {
		return err
	}
	again := &Arrival{Path: a.Path, parcel: a.parcel}
	if err := kind.preview(in, again); err != nil {
		return err
	}
	if !again.shows(a, kind) {
		return fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
	}
	if again.FirstContact {
		if err := w.becomeSite(in.store); err != nil {
			return err
		}
	}
	if err := kind.apply(in, again); err != nil {
		return err
	}
	if err := numberProvisionals(tx, in.clock.Now()); err != nil {
		return err
	}
	*a = *again
	w.imports.Add(1)
	return observe(tx, w.now())
}

// shows tells whether a person who has seen the other has seen this: another file
// may have been applied since then.
func (a *Arrival) shows(seen *Arrival, kind taker) bool {
	return a.Fingerprint == seen.Fingerprint && a.Kind == seen.Kind &&
		(a.Repeated || kind.same == nil || kind.same(a, seen))
}

// becomeSite makes an empty folder a site with an identity of its own.
func (w *Workspace) becomeSite(s directory.Store) error {
	id, err := draw[ident.PosteID](w)
	if err != nil {
		return err
	}
	return s.SaveHome(directory.Home{Side: directory.Site, Poste: id})
}

func ignoreMissing(err error) error {
	if errors.Is(err, fault.Missing) {
		return nil
	}
	return err
}

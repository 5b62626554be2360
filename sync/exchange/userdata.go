package exchange

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Preview is what a person sees before user data is applied.
type Preview struct {
	Opened       *Opened
	Organisation string
	Person       string
	Issued       time.Time
	Expires      time.Time
	Changes      []Change
	Widens       bool
	next         *settled
}

// PreviewUserData opens a `.usr` and says what it would change. Nothing is
// written.
func PreviewUserData(s Store, r Receiver, p Parcel, clock Clock) (*Preview, error) {
	o, err := Open(s, r, p, usrfile.KindUserData, clock)
	if err != nil {
		return nil, err
	}
	next, err := decodeSnapshot(o)
	if err != nil {
		return nil, err
	}
	if err := next.readActivation(s); err != nil {
		return nil, err
	}
	st, err := settle(s, o, next)
	if err != nil {
		return nil, err
	}
	now, err := currentSnapshot(s, next.User.ID)
	if err != nil {
		return nil, err
	}
	st.Home = r.Home.Poste
	changes := Compare(now, st.Snapshot)
	pv := &Preview{
		Opened: o, Organisation: next.Organisation.Name, Person: next.User.Name(),
		Issued: o.Message.Issued, Expires: o.Message.Expires,
		Changes: changes, Widens: Widens(changes), next: st,
	}
	return pv, pv.check(s, r, clock)
}

// decodeSnapshot reads the payload of opened user data.
func decodeSnapshot(o *Opened) (Snapshot, error) {
	if o.decoded != nil {
		return *o.decoded, nil
	}
	data, err := usrfile.DecodeUserData(o.Payload)
	if err != nil {
		return Snapshot{}, AsFault(err)
	}
	return fromWire(data, o.Message.Organisation, o.Message.Subject)
}

// Address gives what the user types to sign in.
func (pv *Preview) Address() string { return pv.next.User.Address() }

// Pending reports whether the account waits for its activation on this poste.
func (pv *Preview) Pending() bool { return pv.next.User.Status == directory.StatusPending }

// check holds back what widens rights where the circumstances are doubtful.
func (pv *Preview) check(s Store, r Receiver, clock Clock) error {
	if !pv.Widens || pv.Opened.Repeated {
		return nil
	}
	if clock.Times.Late(clock.System) {
		return fault.New(fault.Expired, "file.clock-late", fault.Args{"Now": clock.Now()})
	}
	registered, err := isRegistered(s, r.Home)
	if err != nil {
		return err
	}
	if registered && pv.Opened.Message.Mode == usrfile.Plain {
		return fault.New(fault.Forged, "file.plain-for-registered", nil)
	}
	return nil
}

func isRegistered(s directory.Store, home directory.Home) (bool, error) {
	_, err := s.Poste(home.Poste)
	if errors.Is(err, fault.Missing) {
		return false, nil
	}
	return err == nil, err
}

// readActivation reads « waits for activation » as active where that very
// activation has been used on this poste.
func (snap *Snapshot) readActivation(s mark.Store) error {
	u := &snap.User
	if u.Activation.ID.IsZero() {
		return nil
	}
	spent, err := s.ActivationSpent(u.Activation.ID)
	switch {
	case !spent:
		snap.Unspent = u.Activation.ID
	case u.Status == directory.StatusPending:
		u.Status = directory.StatusActive
	}
	return err
}

// currentSnapshot is what this folder holds of the user; empty when nothing.
func currentSnapshot(s Store, id ident.UserID) (Snapshot, error) {
	_, err := s.User(id)
	if errors.Is(err, fault.Missing) {
		return Snapshot{}, nil
	}
	if err != nil {
		return Snapshot{}, err
	}
	return Collect(s, id)
}

// ApplyUserData applies what PreviewUserData showed in the same transaction, with
// its marks and its line in the history. A repeated file changes nothing and is logged once.
func ApplyUserData(s Store, by directory.Actor, p Parcel, pv *Preview, clock Clock) error {
	if pv.Opened.Repeated {
		return pv.Opened.SaveChain(s)
	}
	if err := pv.next.apply(s, pv.Opened); err != nil {
		return err
	}
	if err := pv.Opened.SaveMarks(s, clock); err != nil {
		return err
	}
	if err := s.SaveAppliedFile(pv.next.User.ID, p.File, pv.Opened.Now); err != nil {
		return err
	}
	return pv.note(s, by, pv.Opened.Now)
}

// note writes the line of the history that says what came, from whom.
func (pv *Preview) note(s Store, by directory.Actor, now time.Time) error {
	return directory.Note(s, by, pv.next.User.ID, directory.VerbDataImported, now,
		directory.Detail{Name: "signer", Value: pv.Opened.Envelope.KeyID.String()},
		directory.Detail{Name: "issued", Value: pv.Issued.Format(time.RFC3339)},
		directory.Detail{Name: "gained", Value: countSign(pv.Changes, Gain)},
		directory.Detail{Name: "lost", Value: countSign(pv.Changes, Loss)})
}

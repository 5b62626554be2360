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
	next         Snapshot
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
	if next.User.Status, err = effectiveStatus(s, next.User); err != nil {
		return nil, err
	}
	now, err := currentSnapshot(s, next.User.ID)
	if err != nil {
		return nil, err
	}
	changes := Compare(now, next)
	pv := &Preview{
		Opened: o, Organisation: next.Organisation.Name, Person: next.User.Name(),
		Issued: o.Message.Issued, Expires: o.Message.Expires,
		Changes: changes, Widens: Widens(changes), next: next,
	}
	return pv, pv.check(s, r, clock)
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

// effectiveStatus reads « waits for activation » as active where that very
// activation has been used on this poste.
func effectiveStatus(s mark.Store, u directory.User) (directory.Status, error) {
	if u.Status != directory.StatusPending || u.Activation.ID.IsZero() {
		return u.Status, nil
	}
	spent, err := s.ActivationSpent(u.Activation.ID)
	if spent {
		return directory.StatusActive, err
	}
	return u.Status, err
}

// currentSnapshot is what this folder holds of the user; empty when nothing.
func currentSnapshot(s Store, id ident.UserID) (Snapshot, error) {
	snap, err := Collect(s, id)
	if errors.Is(err, fault.Missing) {
		return Snapshot{}, nil
	}
	return snap, err
}

// ApplyUserData applies what PreviewUserData showed, with its marks and its line
// in the history. A repeated file changes nothing and is logged once.
func ApplyUserData(s Store, by directory.Actor, p Parcel, pv *Preview, clock Clock) error {
	if pv.Opened.Repeated {
		return pv.Opened.SaveChain(s)
	}
	if err := applySnapshot(s, pv.next, pv.Opened); err != nil {
		return err
	}
	if err := pv.Opened.SaveMarks(s, clock); err != nil {
		return err
	}
	if err := s.SaveAppliedFile(pv.next.User.ID, p.File, clock.Now()); err != nil {
		return err
	}
	return pv.note(s, by, clock.Now())
}

// note writes the line of the history that says what came, from whom.
func (pv *Preview) note(s Store, by directory.Actor, now time.Time) error {
	return directory.Note(s, by, pv.next.User.ID, directory.VerbDataImported, now,
		directory.Detail{Name: "signer", Value: pv.Opened.Envelope.KeyID.String()},
		directory.Detail{Name: "issued", Value: pv.Issued.Format(time.RFC3339)},
		directory.Detail{Name: "gained", Value: countSign(pv.Changes, Gain)},
		directory.Detail{Name: "lost", Value: countSign(pv.Changes, Loss)})
}

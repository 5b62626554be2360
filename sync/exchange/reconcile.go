package exchange

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/usrfile"
)

// Behind tells whether postes have applied user data about somebody that head
// office does not remember to have made: it was restored from a backup. It gives
// the newest that they reported. What a revoked poste says counts no more.
func Behind(s Store, id ident.UserID) (receipt.Applied, bool, error) {
	issued, _, err := s.Order(stream(mark.Issued, usrfile.KindUserData, uuid.UUID(id)))
	if err != nil {
		return receipt.Applied{}, false, err
	}
	reports, err := s.ReportedFiles(id)
	if err != nil {
		return receipt.Applied{}, false, err
	}
	var newest receipt.Applied
	for _, r := range reports {
		poste, err := s.Poste(r.Poste)
		if err != nil {
			return receipt.Applied{}, false, err
		}
		if poste.Status == directory.PosteActive && precedes(newest.Order, r.Order) {
			newest = r
		}
	}
	return newest, precedes(issued, newest.Order), nil
}

// CanHaveIssued tells whether what a poste says to have applied about somebody may
// come from head office, though it may have forgotten it: no file bears an epoch of
// no link, or a serial from further ahead than clocks may differ and serials may
// run. Else a poste could bar head office from ever issuing for that person.
func CanHaveIssued(s Store, id ident.UserID, told mark.Order, now time.Time) (bool, error) {
	issued, _, err := s.Order(stream(mark.Issued, usrfile.KindUserData, uuid.UUID(id)))
	if err != nil || !precedes(issued, told) {
		return err == nil, err
	}
	trust, err := pinnedTrust(s)
	if err != nil {
		return false, err
	}
	const aheadMost = 48 * time.Hour
	return told.Epoch <= trust.Newest().Epoch && told.Serial < uint64(now.Add(aheadMost).Unix())*1000, nil
}

// notBehind refuses to make user data of which sites know more: what head office
// holds of the person may be older than what was exported before the restore.
func notBehind(s Store, u directory.User) error {
	newest, behind, err := Behind(s, u.ID)
	if err != nil || !behind {
		return err
	}
	poste, err := s.Poste(newest.Poste)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "exchange.behind", fault.Args{"Name": u.Name(), "Poste": poste.Number, "Label": poste.Label})
}

// Reconcile goes on from what postes have applied about somebody, after a person
// has checked that what head office holds of them is right. Where head office
// remembers all of it, that is fault.Conflict.
func Reconcile(s Store, by directory.Actor, id ident.UserID, now time.Time) error {
	if err := directory.Can(by, directory.RightUsrExport, directory.Place{}, now); err != nil {
		return err
	}
	u, err := s.User(id)
	if err != nil {
		return err
	}
	newest, behind, err := Behind(s, id)
	if err != nil {
		return err
	}
	if !behind {
		return fault.New(fault.Conflict, "exchange.not-behind", fault.Args{"Name": u.Name()})
	}
	if err := s.SaveOrder(stream(mark.Issued, usrfile.KindUserData, uuid.UUID(id)), newest.Order); err != nil {
		return err
	}
	return directory.Note(s, by, id, directory.VerbReconciled, now,
		directory.Detail{Name: "serial", Value: strconv.FormatUint(newest.Order.Serial, 10)})
}

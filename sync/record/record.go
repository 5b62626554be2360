// Package record is the way back to head office: a poste reports its own history,
// the user data that it has applied, the heads of its books and its clock, and
// head office answers with how much of it has arrived. What is not acknowledged
// is reported again, so that nothing is lost with a file.
package record

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Store is what records need inside one transaction.
type Store interface {
	exchange.Store
	receipt.Store
	directory.AlarmStore
	accounting.RestoreStore

	// CodeRequest returns fault.Missing for an unknown code.
	CodeRequest(code string) (directory.CodeRequest, error)
	// RestoresTold gives what postes have told of restores of a journal.
	RestoresTold(ident.BookID) ([]accounting.Branch, error)
	SaveRestoreTold(accounting.Branch) error
}

// registered gives the poste of this folder, which must have a number: head
// office knows its keys.
func registered(s directory.Store) (directory.Poste, error) {
	home, err := s.Home()
	if err != nil {
		return directory.Poste{}, err
	}
	if home.Side != directory.Site {
		return directory.Poste{}, fault.New(fault.Conflict, "record.at-head-office", nil)
	}
	poste, err := s.Poste(home.Poste)
	switch kind, _ := fault.KindOf(err); {
	case kind == fault.Missing:
		return directory.Poste{}, fault.New(fault.Conflict, "record.not-registered", nil)
	case err != nil:
		return directory.Poste{}, err
	case poste.Status != directory.PosteActive:
		return directory.Poste{}, fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": poste.Number, "Label": poste.Label})
	}
	return poste, nil
}

// decode reads the payload of a record.
func decode(payload []byte) (usrfile.RecordData, error) {
	data, err := usrfile.DecodeRecordData(payload)
	return data, exchange.AsFault(err)
}

func wrongSide() error { return fault.New(fault.Forged, "record.other-side", nil) }

package cashbook

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Ownership is head office's grant of a book to one poste. Only the grant with
// the highest epoch counts; entries of an earlier owner beyond Head do not.
type Ownership struct {
	Book        ident.BookID
	Epoch       int64
	Poste       ident.PosteID
	FirstNumber int64
	Head        ledger.Head
	Granted     time.Time
}

// GrantOwnership gives a book to a poste, which from then on is the only one
// that can enter vouchers. The grant continues the chain as head office knows
// it. A grant to the owner changes nothing. A book of another poste is refused
// with fault.Conflict unless that poste has been revoked: then the epoch of the
// new grant shuts the old owner out.
func GrantOwnership(s Records, by directory.Actor, book ident.BookID, poste ident.PosteID, now time.Time) (Ownership, error) {
	b, err := s.Book(book)
	if err != nil {
		return Ownership{}, err
	}
	if err := may(s, by, directory.RightBookGrant, b, now); err != nil {
		return Ownership{}, err
	}
	to, err := ablePoste(s, b, poste)
	if err != nil {
		return Ownership{}, err
	}
	last, err := s.Ownership(book)
	if errors.Is(err, fault.Missing) {
		return grant(s, by, b, to, 1, now)
	}
	if err != nil || last.Poste == poste {
		return last, err
	}
	if err := mustBeRevoked(s, b, last.Poste); err != nil {
		return Ownership{}, err
	}
	return grant(s, by, b, to, last.Epoch+1, now)
}

// grant writes the grant of an epoch.
func grant(s Records, by directory.Actor, b Book, to directory.Poste, epoch int64, now time.Time) (Ownership, error) {
	head, err := s.Head(b.ID)
	if err != nil {
		return Ownership{}, err
	}
	o := Ownership{
		Book: b.ID, Epoch: epoch, Poste: to.ID,
		FirstNumber: head.Number + 1, Head: head, Granted: now.UTC().Truncate(time.Second),
	}
	if err := s.SaveOwnership(o); err != nil {
		return Ownership{}, err
	}
	return o, directory.Note(s, by, ident.UserID{}, directory.VerbBookGranted, now,
		directory.Detail{Name: "book", Value: b.Ref()},
		directory.Detail{Name: "poste", Value: strconv.Itoa(to.Number)},
		directory.Detail{Name: "location", Value: to.Location},
		directory.Detail{Name: "epoch", Value: strconv.FormatInt(epoch, 10)},
	)
}

// ablePoste gives the poste if it can keep the book.
func ablePoste(s directory.Store, b Book, id ident.PosteID) (directory.Poste, error) {
	poste, err := s.Poste(id)
	if err != nil {
		return directory.Poste{}, err
	}
	args := fault.Args{"Book": b.Ref(), "Poste": poste.Number}
	switch {
	case b.Status == Finalised:
		return directory.Poste{}, fault.New(fault.Denied, "cashbook.grant-finalised", args)
	case poste.Status != directory.PosteActive:
		return directory.Poste{}, fault.New(fault.Denied, "cashbook.grant-revoked", args)
	case !slices.Contains(poste.Modules, directory.ModuleCashbook):
		return directory.Poste{}, fault.New(fault.Denied, "cashbook.grant-module", args)
	}
	return poste, nil
}

// mustBeRevoked refuses to take a book from a poste that may still write.
func mustBeRevoked(s directory.Store, b Book, owner ident.PosteID) error {
	poste, err := s.Poste(owner)
	if err != nil {
		return err
	}
	if poste.Status == directory.PosteRevoked {
		return nil
	}
	return fault.New(fault.Conflict, "cashbook.owned", fault.Args{
		"Book": b.Ref(), "Poste": poste.Number, "Location": poste.Location,
	})
}

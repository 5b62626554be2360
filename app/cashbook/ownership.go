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

// GrantOwnership gives a book to a poste, which from then on is the only one
// that can enter vouchers. The grant continues the chain as head office knows
// it. A grant to the owner changes nothing. A book of another poste is refused
// with fault.Conflict: it is returned first, or withdrawn from a poste that is
// dead, since only a person can say which numbers that one has given out.
func GrantOwnership(s Records, by directory.Actor, book ident.BookID, poste ident.PosteID, now time.Time) (ledger.Ownership, error) {
	b, err := s.Book(book)
	if err != nil {
		return ledger.Ownership{}, err
	}
	if err := may(s, by, directory.RightBookGrant, b, now); err != nil {
		return ledger.Ownership{}, err
	}
	to, err := ablePoste(s, b, poste)
	if err != nil {
		return ledger.Ownership{}, err
	}
	last, err := s.Ownership(book)
	switch {
	case errors.Is(err, fault.Missing):
		last = ledger.Ownership{Book: book, FirstNumber: 1}
	case err != nil || last.Poste == poste:
		return last, err
	case last.Kept():
		return ledger.Ownership{}, owned(s, b, last.Poste)
	}
	next, err := follow(s, last, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	next.Poste = to.ID
	if err := s.SaveOwnership(next); err != nil {
		return ledger.Ownership{}, err
	}
	return next, directory.Note(s, by, ident.UserID{}, directory.VerbBookGranted, now, ownershipFacts(next, b, to)...)
}

// follow gives the word of the next epoch, on the chain as it is known here.
func follow(s Store, last ledger.Ownership, now time.Time) (ledger.Ownership, error) {
	head, err := s.Head(last.Book)
	return last.Next(head, now), err
}

// ownershipFacts are what the history keeps of a grant to a poste, or of its end.
func ownershipFacts(o ledger.Ownership, b Book, poste directory.Poste) []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: b.Ref()},
		{Name: "poste", Value: strconv.Itoa(poste.Number)},
		{Name: "location", Value: poste.Location},
		{Name: "epoch", Value: strconv.FormatInt(o.Epoch, 10)},
	}
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

// AblePostes lists the postes to which the person can give a book.
func AblePostes(s Records, by directory.Actor, book ident.BookID, now time.Time) ([]directory.Poste, error) {
	b, err := s.Book(book)
	if err != nil {
		return nil, err
	}
	if err := may(s, by, directory.RightBookGrant, b, now); err != nil {
		return nil, err
	}
	postes, err := s.Postes()
	return slices.DeleteFunc(postes, func(p directory.Poste) bool {
		return p.Status != directory.PosteActive || !slices.Contains(p.Modules, directory.ModuleCashbook)
	}), err
}

// owned refuses to take a book from a poste that keeps it.
func owned(s directory.Store, b Book, owner ident.PosteID) error {
	poste, err := s.Poste(owner)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "cashbook.owned", fault.Args{
		"Book": b.Ref(), "Poste": poste.Number, "Location": poste.Location,
	})
}

package accounting

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

// GrantJournal gives a journal to a poste with accounting, which from then on is
// the only one that can post in it. The grant continues the chain as head office
// knows it. A grant to the owner changes nothing. A journal of another poste is
// refused with fault.Conflict: it is returned first, or withdrawn from a poste that
// is dead, since only a person can say which numbers that one has given out.
func GrantJournal(s Records, by directory.Actor, journal ident.BookID, poste ident.PosteID, now time.Time) (ledger.Ownership, error) {
	j, err := grantable(s, by, journal, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	to, err := ablePoste(s, j, poste)
	if err != nil {
		return ledger.Ownership{}, err
	}
	last, err := s.Ownership(journal)
	switch {
	case errors.Is(err, fault.Missing):
		last = ledger.Ownership{Book: journal, FirstNumber: 1}
	case err != nil || last.Poste == poste:
		return last, err
	case last.Kept():
		if err := free(s, j, last); err != nil {
			return ledger.Ownership{}, err
		}
	}
	next, err := follow(s, last, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	next.Poste = to.ID
	if err := s.SaveOwnership(next); err != nil {
		return ledger.Ownership{}, err
	}
	return next, directory.Note(s, by, ident.UserID{}, directory.VerbJournalGranted, now, keeperFacts(j, next, to)...)
}

// free refuses to take a journal from a poste that keeps it, unless that one has
// given it back and everything is here.
func free(s Records, j Journal, owner ledger.Ownership) error {
	returned, err := Returned(s, owner)
	switch {
	case err != nil:
		return err
	case returned:
		return whole(s, j, owner)
	}
	return owned(s, j, owner.Poste)
}

// grantable gives a journal about which the person may decide who keeps it.
func grantable(s Records, by directory.Actor, journal ident.BookID, now time.Time) (Journal, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return Journal{}, err
	}
	return j, May(s, by, directory.RightBookGrant, j, now)
}

// follow gives the word of the next epoch, on the chain as it is known here.
func follow(s Store, last ledger.Ownership, now time.Time) (ledger.Ownership, error) {
	head, err := s.PostingHead(last.Book)
	return last.Next(head, now), err
}

// keeperFacts are what the history keeps of a grant to a poste, or of its end.
func keeperFacts(j Journal, o ledger.Ownership, poste directory.Poste) []directory.Detail {
	return []directory.Detail{
		{Name: "journal", Value: j.Ref()},
		{Name: "poste", Value: strconv.Itoa(poste.Number)},
		{Name: "location", Value: poste.Location},
		{Name: "epoch", Value: strconv.FormatInt(o.Epoch, 10)},
	}
}

// ablePoste gives the poste if it can keep the journal.
func ablePoste(s directory.Store, j Journal, id ident.PosteID) (directory.Poste, error) {
	poste, err := s.Poste(id)
	if err != nil {
		return directory.Poste{}, err
	}
	args := fault.Args{"Journal": j.Ref(), "Poste": poste.Number}
	switch {
	case j.Status == Finalised:
		return directory.Poste{}, fault.New(fault.Denied, "accounting.grant-finalised", args)
	case poste.Status != directory.PosteActive:
		return directory.Poste{}, fault.New(fault.Denied, "accounting.grant-revoked", args)
	case !keepsJournals(poste):
		return directory.Poste{}, fault.New(fault.Denied, "accounting.grant-module", args)
	}
	return poste, nil
}

func keepsJournals(p directory.Poste) bool {
	return p.Status == directory.PosteActive && slices.Contains(p.Modules, directory.ModuleAccounting)
}

// AblePostes lists the postes to which the person can give a journal.
func AblePostes(s Records, by directory.Actor, journal ident.BookID, now time.Time) ([]directory.Poste, error) {
	if _, err := grantable(s, by, journal, now); err != nil {
		return nil, err
	}
	postes, err := s.Postes()
	return slices.DeleteFunc(postes, func(p directory.Poste) bool { return !keepsJournals(p) }), err
}

// owned refuses to take a journal from a poste that keeps it.
func owned(s directory.Store, j Journal, owner ident.PosteID) error {
	poste, err := s.Poste(owner)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "accounting.owned", fault.Args{
		"Journal": j.Ref(), "Poste": poste.Number, "Location": poste.Location,
	})
}

package accounting

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// AssignJournal says who keeps a journal and who may post in it besides; zero and
// nil for nobody. Each must hold a role that may post in its project, but may still
// have to activate the account: people are prepared before they start.
func AssignJournal(s Records, by directory.Actor, journal ident.BookID, responsible ident.UserID, users []ident.UserID, now time.Time) (Journal, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return Journal{}, err
	}
	if err := May(s, by, directory.RightJournalAssign, j, now); err != nil {
		return Journal{}, err
	}
	if j.Status == Finalised {
		return Journal{}, fault.New(fault.Denied, "accounting.assign-finalised", fault.Args{"Journal": j.Ref()})
	}
	users = slices.Clone(users)
	slices.SortFunc(users, func(a, b ident.UserID) int { return bytes.Compare(a[:], b[:]) })
	users = slices.Compact(users)
	if len(users) > MaxUsers || slices.Contains(users, ident.UserID{}) || slices.Contains(users, responsible) {
		return Journal{}, fault.New(fault.Invalid, "accounting.assign-users", fault.Args{"Journal": j.Ref(), "Most": MaxUsers})
	}
	next := j
	next.Responsible, next.Users = responsible, users
	if next.Equal(j) {
		return j, nil
	}
	names, err := next.holderNames(s, j, now)
	if err != nil {
		return Journal{}, err
	}
	facts := []directory.Detail{{Name: "journal", Value: j.Ref()}, {Name: "person", Value: names}}
	return revise(s, by, next, responsible, directory.VerbJournalAssigned, now, facts...)
}

// holderNames gives who keeps the journal, the responsible first, and refuses who
// can not; those who do already stay as they are.
func (j Journal) holderNames(s directory.Store, before Journal, now time.Time) (string, error) {
	holders := slices.Clone(j.Users)
	if !j.Responsible.IsZero() {
		holders = slices.Insert(holders, 0, j.Responsible)
	}
	names := []string{}
	for _, id := range holders {
		candidate, err := directory.LoadActor(s, id)
		if err != nil {
			return "", err
		}
		names = append(names, candidate.Name())
		if slices.Contains(before.Holders(), id) {
			continue
		}
		if err := j.mayKeep(s, candidate, now); err != nil {
			return "", err
		}
	}
	if len(names) == 0 {
		return "–", nil
	}
	return strings.Join(names, ", "), nil
}

// mayKeep refuses who can not post in the journal.
func (j Journal) mayKeep(s directory.Store, candidate directory.Actor, now time.Time) error {
	args := fault.Args{"Person": candidate.Name(), "Journal": j.Ref()}
	if candidate.Status == directory.StatusArchived {
		return fault.New(fault.Denied, "accounting.assign-archived", args)
	}
	candidate.Status, candidate.AccessUntil = directory.StatusActive, 0
	j.Responsible = candidate.ID
	err := May(s, candidate, directory.RightPostingRecord, j, now)
	if errors.Is(err, fault.Denied) {
		return fault.Wrap(err, fault.Denied, "accounting.assign-role", args)
	}
	return err
}

// JournalCandidates lists the people whom AssignJournal would take.
func JournalCandidates(s Records, by directory.Actor, journal ident.BookID, now time.Time) ([]directory.User, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return nil, err
	}
	if err := May(s, by, directory.RightJournalAssign, j, now); err != nil {
		return nil, err
	}
	people, _, err := s.Users(directory.UserFilter{})
	if err != nil {
		return nil, err
	}
	var fit []directory.User
	for _, u := range people {
		candidate, err := directory.LoadActor(s, u.ID)
		if err != nil {
			return nil, err
		}
		switch err := j.mayKeep(s, candidate, now); {
		case err == nil:
			fit = append(fit, u)
		case !errors.Is(err, fault.Denied):
			return nil, err
		}
	}
	return fit, nil
}

package registration

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// grantableJournals gives the requester's journals that belong to nobody yet, for a
// poste with accounting.
func grantableJournals(s exchange.Store, modules []directory.Module, requester ident.UserID) ([]accounting.Journal, error) {
	if !slices.Contains(modules, directory.ModuleAccounting) {
		return nil, nil
	}
	journals, err := s.Journals(accounting.JournalFilter{Holder: requester})
	if err != nil {
		return nil, err
	}
	owned, err := exchange.JournalsWithOwnership(s, journals)
	var free []accounting.Journal
	for _, o := range owned {
		theirs := o.Journal.Responsible == requester // who may post besides does not decide where
		if theirs && (o.Ownership == nil || !o.Ownership.Kept()) && o.Journal.Status != accounting.Finalised {
			free = append(free, o.Journal)
		}
	}
	return free, err
}

func grantJournals(s exchange.Store, by directory.Actor, poste directory.Poste, requester ident.UserID, now time.Time) error {
	journals, err := grantableJournals(s, poste.Modules, requester)
	if err != nil {
		return err
	}
	for _, j := range journals {
		if _, err := accounting.GrantJournal(s, by, j.ID, poste.ID, now); err != nil {
			return err
		}
	}
	return nil
}

func journalsOwnedBy(owned []exchange.OwnedJournal, poste ident.PosteID) (journals []accounting.Journal) {
	for _, o := range owned {
		if o.Ownership != nil && o.Ownership.Poste == poste {
			journals = append(journals, o.Journal)
		}
	}
	return journals
}

// journalsOfProjects leaves out journals of projects that this poste does not know
// yet, as booksOfProjects does with books.
func journalsOfProjects(journals []usrfile.Journal, projects []directory.Project) []usrfile.Journal {
	return slices.DeleteFunc(journals, func(j usrfile.Journal) bool {
		return !slices.ContainsFunc(projects, func(p directory.Project) bool { return uuid.UUID(p.ID) == j.Project })
	})
}

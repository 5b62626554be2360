package workspace

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// JournalCard is a journal as lists and the head of its page show it.
type JournalCard struct {
	Journal     accounting.Journal
	Head        ledger.Head
	LastDay     calendar.Day
	Drafts      int
	Responsible string
	Users       []string
	Ownership   *ledger.Ownership // nil while no poste keeps the journal
	Here        bool              // granted to this poste: postings can be entered
	Keeper      directory.Poste   // that keeps it; of number 0 while none does, or it is not known here
	Today       calendar.Day      // in the journal's time zone, by trusted time
}

// Journals lists the journals that the person may see.
func (s *Session) Journals(ctx context.Context) ([]JournalCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]JournalCard, error) {
		journals, err := visibleJournals(tx, by, accounting.JournalFilter{}, directory.RightJournalView, now)
		var cards []JournalCard
		for _, j := range journals {
			card, err := journalCard(tx, j, now)
			if err != nil {
				return nil, err
			}
			cards = append(cards, card)
		}
		return cards, err
	})
}

// visibleJournals gives the journals over which the person has a right.
func visibleJournals(tx *storage.Tx, by directory.Actor, f accounting.JournalFilter, right directory.Right, now time.Time) ([]accounting.Journal, error) {
	all, err := tx.Journals(f)
	var visible []accounting.Journal
	for _, j := range all {
		switch err := accounting.May(tx, by, right, j, now); {
		case err == nil:
			visible = append(visible, j)
		case !errors.Is(err, fault.Denied):
			return nil, err
		}
	}
	return visible, err
}

func journalCard(tx *storage.Tx, j accounting.Journal, now time.Time) (card JournalCard, err error) {
	card.Journal = j
	if card.Head, err = tx.PostingHead(j.ID); err != nil {
		return card, err
	}
	if card.LastDay, err = tx.LastPostingDay(j.ID); err != nil {
		return card, err
	}
	drafts, err := tx.Drafts(j.ID)
	if err != nil {
		return card, err
	}
	card.Drafts = len(drafts)
	if card.Responsible, err = nameOf(tx, j.Responsible); err != nil {
		return card, err
	}
	for _, user := range j.Users {
		name, err := nameOf(tx, user)
		if err != nil {
			return card, err
		}
		card.Users = append(card.Users, name)
	}
	if card.Today, err = j.Today(now); err != nil {
		return card, err
	}
	if card.Ownership, card.Here, err = keeping(tx, j.ID); err != nil || card.Ownership == nil {
		return card, err
	}
	card.Keeper, err = tx.Poste(card.Ownership.Poste)
	return card, ignoreMissing(err)
}

// keeping gives the grant under which a book or a journal is kept, nil for none,
// and whether that is on this poste.
func keeping(tx *storage.Tx, book ident.BookID) (*ledger.Ownership, bool, error) {
	ownership, err := tx.Ownership(book)
	if err != nil || !ownership.Kept() {
		return nil, false, ignoreMissing(err)
	}
	home, err := tx.Home()
	return &ownership, ownership.Poste == home.Poste, err
}

// Journal gives one journal by its name among people, "P01/BQ1".
func (s *Session) Journal(ctx context.Context, ref string) (JournalCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (JournalCard, error) {
		j, err := findJournal(tx, ref)
		if err != nil {
			return JournalCard{}, err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return JournalCard{}, err
		}
		return journalCard(tx, j, now)
	})
}

func findJournal(tx *storage.Tx, ref string) (accounting.Journal, error) {
	project, code, found := strings.Cut(ref, "/")
	if !found {
		return accounting.Journal{}, fault.New(fault.Invalid, "workspace.journal-ref", fault.Args{"Text": fault.Excerpt(ref)})
	}
	return tx.JournalByRef(project, strings.ToUpper(code))
}

// viewJournal reads in a journal that the person may see.
func (s *Session) viewJournal(ctx context.Context, id ident.BookID, do func(*storage.Tx, accounting.Journal, time.Time) error) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		j, err := tx.Journal(id)
		if err != nil {
			return err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return err
		}
		return do(tx, j, now)
	})
}

// AddJournal adds a journal to a project.
func (s *Session) AddJournal(ctx context.Context, j accounting.Journal) (accounting.Journal, error) {
	id, err := draw[ident.BookID](s.w)
	if err != nil {
		return accounting.Journal{}, err
	}
	j.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Journal, error) {
		return accounting.AddJournal(tx, by, j, now)
	})
}

// EditJournal changes what may change of a journal.
func (s *Session) EditJournal(ctx context.Context, j accounting.Journal) (accounting.Journal, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Journal, error) {
		return accounting.EditJournal(tx, by, j, now)
	})
}

// AssignJournal says who keeps a journal and who may post in it besides.
func (s *Session) AssignJournal(ctx context.Context, journal ident.BookID, responsible ident.UserID, users []ident.UserID) (accounting.Journal, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Journal, error) {
		return accounting.AssignJournal(tx, by, journal, responsible, users, now)
	})
}

// JournalCandidates lists the people whom AssignJournal would take.
func (s *Session) JournalCandidates(ctx context.Context, journal ident.BookID) ([]directory.User, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.User, error) {
		return accounting.JournalCandidates(tx, by, journal, now)
	})
}

// CanJournal says what keeps the person from something with a journal, or nil.
func (s *Session) CanJournal(ctx context.Context, right directory.Right, journal ident.BookID) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		j, err := tx.Journal(journal)
		if err != nil {
			return err
		}
		return accounting.May(tx, by, right, j, now)
	})
}

package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// OpenJournal is a journal with what the person can do in it on this poste. Each
// error is nil, or says in words what is in the way.
type OpenJournal struct {
	JournalCard
	Record  error // enter postings
	Free    error // any debits and credits, beyond the masks
	Opening error // opening entries
	Reverse error
	Edit    error // change the definition
	Assign  error // choose who keeps it
	Next    int64 // number of the next posting
	Locks   accounting.Locks
	Close   map[accounting.ClosingKind]error
	Check   error       // mark postings as checked, at head office
	Plan    *chart.Plan // what postings may name
	Keeping JournalKeeping
}

// OpenJournal gives a journal by its name among people, "P01/BQ1", for its page.
func (s *Session) OpenJournal(ctx context.Context, ref string) (OpenJournal, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (open OpenJournal, err error) {
		j, err := findJournal(tx, ref)
		if err != nil {
			return open, err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return open, err
		}
		if open.JournalCard, err = journalCard(tx, j, now); err != nil {
			return open, err
		}
		if open.Plan, err = chart.PlanOf(tx, j.Project); err != nil {
			return open, err
		}
		if open.Locks, err = accounting.LocksOf(tx, j); err != nil {
			return open, err
		}
		return open, open.ask(tx, by, now)
	})
}

// ask finds out what the person can do.
func (open *OpenJournal) ask(tx *storage.Tx, by directory.Actor, now time.Time) error {
	home, err := tx.Home()
	if err != nil {
		return err
	}
	may := func(right directory.Right) error { return accounting.May(tx, by, right, open.Journal, now) }
	open.Record = accounting.CanPost(tx, by, home.Poste, open.Journal.ID, now)
	open.Free = orElse(open.Record, may(directory.RightPostingFree))
	open.Opening = orElse(open.Record, may(directory.RightOpeningRecord))
	open.Reverse = orElse(open.Record, may(directory.RightPostingReverse))
	open.Edit, open.Assign = may(directory.RightJournalManage), may(directory.RightJournalAssign)
	open.Close = map[accounting.ClosingKind]error{}
	for _, kind := range accounting.ClosingKinds() {
		open.Close[kind] = accounting.CanClose(tx, by, home.Poste, open.Journal.ID, kind, now)
		if err := unforeseen(open.Close[kind]); err != nil {
			return err
		}
	}
	open.Check = orElse(atOffice(tx), may(directory.RightClosingDecide))
	open.Next = open.Head.Number + 1
	if open.Ownership != nil {
		open.Next = max(open.Next, open.Ownership.FirstNumber)
	}
	if open.Keeping, err = keepingOf(tx, by, open.Journal, now); err != nil {
		return err
	}
	return unforeseen(open.Record, open.Free, open.Opening, open.Reverse, open.Edit, open.Assign)
}

// JournalProjects lists the projects in which the person may add journals.
func (s *Session) JournalProjects(ctx context.Context) ([]directory.Project, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Project, error) {
		all, err := tx.Projects()
		var open []directory.Project
		for _, p := range all {
			switch err := accounting.May(tx, by, directory.RightJournalManage, accounting.Journal{Project: p.ID}, now); {
			case err == nil:
				open = append(open, p)
			case !errors.Is(err, fault.Denied):
				return nil, err
			}
		}
		return open, err
	})
}

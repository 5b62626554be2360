package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// VerifyPostings recomputes the chain of a journal, and compares all that is kept
// beside it with the postings.
func (s *Session) VerifyPostings(ctx context.Context, journal ident.BookID) (report accounting.Report, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		report, err = accounting.Verify(tx, journal)
		return err
	})
	return report, err
}

// VerifyChain recomputes the chain of a journal and nothing else, which takes little
// more time than reading it.
func (s *Session) VerifyChain(ctx context.Context, journal ident.BookID) (report accounting.Report, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		report, err = accounting.VerifyChain(tx, journal)
		return err
	})
	return report, err
}

// VerifyPapers reads every attachment that a journal or its branches name, and
// compares it with its digest. progress may be nil.
func (s *Session) VerifyPapers(ctx context.Context, journal ident.BookID, progress func(done, total int)) (AttachmentReport, error) {
	var list []attachedAt
	err := s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) (err error) {
		list, err = papersOf(tx, journal)
		return err
	})
	if err != nil {
		return AttachmentReport{}, err
	}
	return s.w.verifyAttached(ctx, list, progress)
}

// papersOf lists the attachments of a journal and its branches.
func papersOf(tx *storage.Tx, journal ident.BookID) (list []attachedAt, err error) {
	home, err := tx.Home()
	if err != nil {
		return nil, err
	}
	add := func(p accounting.Posting) error {
		for _, a := range p.Attachments {
			list = append(list, attachedAt{a, p.Entry.Number, p.Entry.Poste == home.Poste})
		}
		return nil
	}
	if err := tx.PostingChain(journal, 1, add); err != nil {
		return nil, err
	}
	branches, err := tx.JournalBranches(journal)
	if err != nil {
		return nil, err
	}
	for _, b := range branches {
		if err := tx.BranchPostings(journal, b.Number, add); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// hashesOf gives each attachment once.
func hashesOf(list []attachedAt) []cashbook.Attachment {
	seen := map[[32]byte]bool{}
	var each []cashbook.Attachment
	for _, a := range list {
		if !seen[a.Hash] {
			seen[a.Hash] = true
			each = append(each, a.Attachment)
		}
	}
	return each
}

// RebuildJournal makes what is derived from the postings of a journal again, once a
// person asks for it, and verifies all of it in the same transaction: where the
// postings themselves are damaged nothing changes.
func (s *Session) RebuildJournal(ctx context.Context, journal ident.BookID) (accounting.Report, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Report, error) {
		j, err := tx.Journal(journal)
		if err != nil {
			return accounting.Report{}, err
		}
		if err := accounting.May(tx, by, directory.RightBackupMake, j, now); err != nil {
			return accounting.Report{}, err
		}
		if err := tx.RebuildDerived(j); err != nil {
			return accounting.Report{}, err
		}
		if err := directory.Note(tx, by, ident.UserID{}, directory.VerbJournalRebuilt, now, directory.Detail{Name: "journal", Value: j.Ref()}); err != nil {
			return accounting.Report{}, err
		}
		return accounting.Verify(tx, journal)
	})
}

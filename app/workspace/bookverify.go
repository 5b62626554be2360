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

// VerifyBook recomputes the hash chain of a book, and compares what is kept
// beside it for speed with the entries.
func (s *Session) VerifyBook(ctx context.Context, book ident.BookID) (report cashbook.Report, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		report, err = verifyBook(tx, book)
		return err
	})
	return report, err
}

// VerifyBookChain recomputes the hash chain of a book with its counts, and nothing
// else.
func (s *Session) VerifyBookChain(ctx context.Context, book ident.BookID) (report cashbook.Report, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		report, err = cashbook.VerifyChain(tx, book)
		return err
	})
	return report, err
}

func verifyBook(tx *storage.Tx, book ident.BookID) (cashbook.Report, error) {
	report, err := cashbook.Verify(tx, book)
	if err != nil {
		return report, err
	}
	return report, tx.VerifyTotals(book)
}

// OnlyDerived reports whether a verification has found damage that RebuildBook or
// RebuildJournal mends, since what people have entered is intact.
func OnlyDerived(err error) bool {
	return accounting.OnlyDerived(err) || cashbook.OnlyDerived(err) || storage.OnlyTotals(err)
}

// RebuildBook makes what is derived from the entries of a book again, once a person
// asks for it, and verifies all of it in the same transaction: where the entries
// themselves are damaged nothing changes.
func (s *Session) RebuildBook(ctx context.Context, book ident.BookID) (cashbook.Report, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Report, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return cashbook.Report{}, err
		}
		if err := cashbook.MayRebuild(tx, by, b, now); err != nil {
			return cashbook.Report{}, err
		}
		if err := tx.RebuildTotals(book); err != nil {
			return cashbook.Report{}, err
		}
		if err := directory.Note(tx, by, ident.UserID{}, directory.VerbBookRebuilt, now, directory.Detail{Name: "book", Value: b.Ref()}); err != nil {
			return cashbook.Report{}, err
		}
		return verifyBook(tx, book)
	})
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// Handed is what a person compares with what they were handed, before they accept
// a book: what is on the last page that the one before has printed.
type Handed struct {
	Head         ledger.Head // number of the last voucher, and the hash of the printed mark
	BalanceMinor int64
}

// HandedBook gives what there is of a book to compare.
func (s *Session) HandedBook(ctx context.Context, book ident.BookID) (h Handed, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		if h.Head, err = tx.Head(book); err != nil {
			return err
		}
		h.BalanceMinor, err = tx.BalanceMinor(book)
		return err
	})
	return h, err
}

// AcceptBook takes a book over on this poste from who kept it before, and numbers
// the provisional vouchers that wait for it.
func (s *Session) AcceptBook(ctx context.Context, book ident.BookID) (ledger.Ownership, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (ledger.Ownership, error) {
		home, err := tx.Home()
		if err != nil {
			return ledger.Ownership{}, err
		}
		owner, err := cashbook.Accept(tx, by, home.Poste, book, now)
		if err != nil {
			return owner, err
		}
		return owner, numberProvisionals(tx, now)
	})
}

// RestBook lays a book by (« au repos »), or opens it again.
func (s *Session) RestBook(ctx context.Context, book ident.BookID, rest bool) (cashbook.Book, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Book, error) {
		return cashbook.Rest(tx, by, book, rest, now)
	})
}

// FinaliseBook ends a book for ever; a reason is needed for one that is still kept
// or not empty.
func (s *Session) FinaliseBook(ctx context.Context, book ident.BookID, reason string) (cashbook.Book, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Book, error) {
		return cashbook.Finalise(tx, by, book, reason, now)
	})
}

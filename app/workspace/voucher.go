package workspace

import (
	"context"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Voucher gives a voucher of a book as it stands, by its number.
func (s *Session) Voucher(ctx context.Context, book ident.BookID, number int64) (v cashbook.Voucher, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		v, err = tx.Voucher(book, number)
		return err
	})
	return v, err
}

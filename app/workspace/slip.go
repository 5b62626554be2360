package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Slip is all that the « bon » of a voucher says.
type Slip struct {
	Card  BookCard // of the book
	Line  BookLine
	Entry VoucherCard
	Plan  *chart.Plan // for the names of accounts; nil where it can not be read
}

// Slip gives a voucher by its number to be printed.
func (s *Session) Slip(ctx context.Context, book ident.BookID, number int64) (Slip, error) {
	slip, err := viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (slip Slip, err error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return slip, err
		}
		if slip.Card, err = bookCard(tx, b, now); err != nil {
			return slip, err
		}
		v, err := tx.Voucher(book, number)
		if err != nil {
			return slip, err
		}
		sent, err := tx.Sent(book)
		if err != nil {
			return slip, err
		}
		if slip.Line, err = bookLine(tx, b, cashbook.Line{Voucher: v}, sent, now); err != nil {
			return slip, err
		}
		slip.Plan, err = chart.PlanOf(tx, b.Project)
		return slip, ignoreMissing(err)
	})
	if err != nil {
		return slip, err
	}
	slip.Entry, err = s.VoucherCard(ctx, slip.Line)
	return slip, err
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Record enters a voucher and gives it its number. The warning says what is
// allowed but should be looked at, such as a till above its ceiling.
func (s *Session) Record(ctx context.Context, book ident.BookID, draft cashbook.Draft) (cashbook.Recorded, error) {
	if err := s.w.allKept(draft.Attachments, nil); err != nil {
		return cashbook.Recorded{}, err
	}
	return s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		return cashbook.Record(tx, by, poste, book, draft, now)
	})
}

// Change corrects a voucher on its day of entry, under the same number. The draft
// says all that the voucher says from then on, also its attachments.
func (s *Session) Change(ctx context.Context, book ident.BookID, number int64, draft cashbook.Draft) (cashbook.Recorded, error) {
	if err := s.keptForChange(ctx, book, number, draft); err != nil {
		return cashbook.Recorded{}, err
	}
	return s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		return cashbook.Change(tx, by, poste, book, number, draft, now)
	})
}

// keptForChange wants the files of what a change adds. What the voucher names
// already is not asked for: a lost file must not keep a person from correcting.
func (s *Session) keptForChange(ctx context.Context, book ident.BookID, number int64, draft cashbook.Draft) error {
	if len(draft.Attachments) == 0 {
		return nil
	}
	v, err := s.Voucher(ctx, book, number)
	if err != nil {
		return err
	}
	return s.w.allKept(draft.Attachments, v.Attachments)
}

// Reverse cancels a voucher by a new one that names it.
func (s *Session) Reverse(ctx context.Context, book ident.BookID, number int64, reason string) (cashbook.Recorded, error) {
	return s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		return cashbook.Reverse(tx, by, poste, book, number, reason, now)
	})
}

type voucherWrite func(*storage.Tx, directory.Actor, ident.PosteID, time.Time) (cashbook.Recorded, error)

// writeVoucher writes as the poste that this folder is.
func (s *Session) writeVoucher(ctx context.Context, write voucherWrite) (cashbook.Recorded, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Recorded, error) {
		home, err := tx.Home()
		if err != nil {
			return cashbook.Recorded{}, err
		}
		return write(tx, by, home.Poste, now)
	})
}

package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Provisionals lists the provisional vouchers of a book in their order, each with
// what keeps it from being numbered here.
func (s *Session) Provisionals(ctx context.Context, book ident.BookID) (held []cashbook.Held, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if _, err := visibleBook(tx, by, book, now); err != nil {
			return err
		}
		home, err := tx.Home()
		if err != nil {
			return err
		}
		held, err = cashbook.HeldProvisionals(tx, home.Poste, book, now)
		return err
	})
	return held, err
}

// AddProvisional keeps a voucher on a poste that is not registered yet.
func (s *Session) AddProvisional(ctx context.Context, book ident.BookID, draft cashbook.Draft) (cashbook.Provisional, error) {
	if err := s.w.allKept(draft.Attachments, nil); err != nil {
		return cashbook.Provisional{}, err
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Provisional, error) {
		return cashbook.AddProvisional(tx, by, book, draft, now)
	})
}

// ChangeProvisional corrects a provisional voucher.
func (s *Session) ChangeProvisional(ctx context.Context, book ident.BookID, place int64, draft cashbook.Draft) (cashbook.Provisional, error) {
	if err := s.w.allKept(draft.Attachments, nil); err != nil {
		return cashbook.Provisional{}, err
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Provisional, error) {
		return cashbook.ChangeProvisional(tx, by, book, place, draft, now)
	})
}

// DeleteProvisional forgets a provisional voucher.
func (s *Session) DeleteProvisional(ctx context.Context, book ident.BookID, place int64) (cashbook.Provisional, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Provisional, error) {
		return cashbook.DeleteProvisional(tx, by, book, place, now)
	})
}

// NumberProvisionals enters the provisional vouchers of a book that can be
// entered by now.
func (s *Session) NumberProvisionals(ctx context.Context, book ident.BookID) (cashbook.Numbered, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Numbered, error) {
		home, err := tx.Home()
		if err != nil {
			return cashbook.Numbered{}, err
		}
		if err := cashbook.CanRecord(tx, by, home.Poste, book, now); err != nil {
			return cashbook.Numbered{}, err
		}
		return cashbook.NumberProvisionals(tx, home.Poste, book, now)
	})
}

// numberProvisionals enters what waits for a grant, in the transaction of the
// file that has brought it.
func numberProvisionals(tx *storage.Tx, now time.Time) error {
	home, err := tx.Home()
	if err != nil {
		return ignoreMissing(err)
	}
	books, err := tx.ProvisionalBooks()
	if err != nil {
		return err
	}
	for _, book := range books {
		if _, err := cashbook.NumberProvisionals(tx, home.Poste, book, now); err != nil {
			return err
		}
	}
	return nil
}

// ProvisionalLines gives the provisional vouchers of a book as lines after those
// of its page, with the balance that they would lead to.
func (s *Session) ProvisionalLines(ctx context.Context, book ident.BookID) (lines []BookLine, err error) {
	held, err := s.Provisionals(ctx, book)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	balance := int64(0)
	if err := s.viewBook(ctx, book, func(tx *storage.Tx) error {
		balance, err = tx.BalanceMinor(book)
		return err
	}); err != nil {
		return nil, err
	}
	for _, h := range held {
		balance += h.Draft.AmountMinor
		lines = append(lines, BookLine{
			Line:  cashbook.Line{Voucher: h.Preview(), BalanceMinor: balance},
			State: cashbook.Unnumbered, Place: h.Place, Why: h.Why,
		})
	}
	return lines, nil
}

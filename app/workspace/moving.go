package workspace

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// EnterOpening enters what a book holds when it is begun.
func (s *Session) EnterOpening(ctx context.Context, book ident.BookID, draft cashbook.Draft) (cashbook.Recorded, error) {
	return s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		return cashbook.EnterOpening(tx, by, poste, book, draft, now)
	})
}

// Settle settles an open item of a book with what the money was spent on.
func (s *Session) Settle(ctx context.Context, book ident.BookID, item int64, st cashbook.Settlement) (recorded []cashbook.Recorded, err error) {
	_, err = s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		recorded, err = cashbook.Settle(tx, by, poste, book, item, st, now)
		return cashbook.Recorded{}, err
	})
	return recorded, err
}

// SendTransfer moves money between books: both legs, or the one out when the other
// book is kept elsewhere. What the draft leaves open is filled in from what the
// projects say of accounts and rates.
func (s *Session) SendTransfer(ctx context.Context, from, to ident.BookID, t cashbook.TransferDraft) (done cashbook.Transferred, err error) {
	_, err = s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		t, err := suppose(tx, from, to, t, now)
		if err != nil {
			return cashbook.Recorded{}, err
		}
		done, err = cashbook.SendTransfer(tx, by, poste, from, to, t, now)
		return cashbook.Recorded{}, err
	})
	return done, err
}

// ReceiveTransfer enters what has come into a book from another, by the number of
// the voucher there.
func (s *Session) ReceiveTransfer(ctx context.Context, to, from ident.BookID, number int64, t cashbook.TransferDraft) (done cashbook.Transferred, err error) {
	_, err = s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		t, err := supposeAccounts(tx, from, to, t)
		if err != nil {
			return cashbook.Recorded{}, err
		}
		done, err = cashbook.ReceiveTransfer(tx, by, poste, to, from, number, t, now)
		return cashbook.Recorded{}, err
	})
	return done, err
}

// TransferPreview is a transfer as it would be entered, with both books as they are
// before it.
type TransferPreview struct {
	Draft    cashbook.TransferDraft // as far as it is complete
	From, To BookCard
	Missing  error // what keeps it from being complete
}

// PreviewTransfer fills in what a transfer leaves open, as SendTransfer does, for
// the form. Nothing is written.
func (s *Session) PreviewTransfer(ctx context.Context, from, to ident.BookID, t cashbook.TransferDraft) (TransferPreview, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (p TransferPreview, err error) {
		for _, side := range []struct {
			id   ident.BookID
			card *BookCard
		}{{from, &p.From}, {to, &p.To}} {
			b, err := visibleBook(tx, by, side.id, now)
			if err != nil {
				return p, err
			}
			if *side.card, err = bookCard(tx, b, now); err != nil {
				return p, err
			}
		}
		if p.Draft, err = suppose(tx, from, to, t, now); err != nil {
			return p, err
		}
		p.Draft, p.Missing = cashbook.CompleteTransfer(p.From.Book, p.To.Book, p.Draft)
		return p, unforeseen(p.Missing)
	})
}

// ItemList is what is open of a book, or of several.
type ItemList struct {
	At    calendar.Day
	Items []cashbook.Item // by person, the oldest first
}

// OpenItems lists what is open of the books that the person may see at the end of
// a day, or of one of them; an empty day is today.
func (s *Session) OpenItems(ctx context.Context, book ident.BookID, at calendar.Day) (ItemList, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (ItemList, error) {
		books, err := visibleBooks(tx, by, book, now)
		if err != nil {
			return ItemList{}, err
		}
		list := ItemList{At: at}
		for _, b := range books {
			today, err := b.Today(now)
			if err != nil {
				return ItemList{}, err
			}
			if at.IsZero() && today > list.At {
				list.At = today
			}
			until := at
			if until.IsZero() {
				until = today
			}
			items, err := cashbook.OpenItems(tx, b, until)
			if err != nil {
				return ItemList{}, err
			}
			list.Items = append(list.Items, items...)
		}
		slices.SortStableFunc(list.Items, func(a, b cashbook.Item) int {
			return cmp.Or(cmp.Compare(owing(a), owing(b)), cmp.Compare(a.Voucher.Entry.Day, b.Voucher.Entry.Day))
		})
		return list, nil
	})
}

// owing is what items of one person have in common.
func owing(i cashbook.Item) string { return directory.Fold(i.Voucher.Recipient) }

// visibleBooks gives one book that the person may see, or with no identifier all
// of them.
func visibleBooks(tx *storage.Tx, by directory.Actor, id ident.BookID, now time.Time) ([]cashbook.Book, error) {
	if !id.IsZero() {
		b, err := visibleBook(tx, by, id, now)
		return []cashbook.Book{b}, err
	}
	all, err := tx.Books(cashbook.BookFilter{})
	if err != nil {
		return nil, err
	}
	var books []cashbook.Book
	for _, b := range all {
		err := mayView(tx, by, b, now)
		if err == nil {
			books = append(books, b)
		} else if !isDenied(err) {
			return nil, err
		}
	}
	return books, nil
}

// ExpectedTransfers lists the transfers between books that the person may see which
// have left one and not arrived in the other, as far as is known here; book is the
// one they go to, or none for all.
func (s *Session) ExpectedTransfers(ctx context.Context, book ident.BookID) ([]cashbook.Expected, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]cashbook.Expected, error) {
		all, err := cashbook.ExpectedTransfers(tx)
		if err != nil {
			return nil, err
		}
		if all, err = expectedFunds(tx, all); err != nil {
			return nil, err
		}
		var seen []cashbook.Expected
		for _, e := range all {
			if !book.IsZero() && e.To.ID != book {
				continue
			}
			err := mayView(tx, by, e.To, now)
			if err == nil {
				seen = append(seen, e)
			} else if !isDenied(err) {
				return nil, err
			}
		}
		return seen, nil
	})
}

package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// VoucherDesk is a received voucher with all that is needed to post it in a journal.
type VoucherDesk struct {
	Voucher cashbook.ReceivedVoucher
	Book    cashbook.Book
	Basis   accounting.Basis
	Form    accounting.Form // what the voucher says, to be completed
	Cancels int64           // number of the posting that it cancels, which needs no form; 0 for none
	Lacks   error           // what is still missing in the form, or nil
}

// PostingJournals gives the journals in which the person can post vouchers of a book
// on this poste, those of cash and bank first.
func (s *Session) PostingJournals(ctx context.Context, book ident.BookID) ([]accounting.Journal, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]accounting.Journal, error) {
		b, err := tx.Book(book)
		if err != nil {
			return nil, err
		}
		if err := cashbook.MayPost(tx, by, b, now); err != nil {
			return nil, err
		}
		home, err := tx.Home()
		if err != nil {
			return nil, err
		}
		journals, err := tx.Journals(accounting.JournalFilter{Project: b.Project})
		if err != nil {
			return nil, err
		}
		var own, others []accounting.Journal
		for _, j := range journals {
			if !accounting.TakesBook(j, b) {
				continue
			}
			switch err := accounting.CanPost(tx, by, home.Poste, j.ID, now); {
			case err != nil:
				if _, foreseen := fault.KindOf(err); !foreseen {
					return nil, err
				}
			case j.IsTreasury():
				own = append(own, j)
			default:
				others = append(others, j)
			}
		}
		return append(own, others...), nil
	})
}

// VoucherDesk gives a received voucher as it would be posted in a journal, on a day
// or on that of the voucher.
func (s *Session) VoucherDesk(ctx context.Context, book ident.BookID, seq int64, journal ident.BookID, day calendar.Day) (VoucherDesk, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (d VoucherDesk, err error) {
		if d.Book, err = tx.Book(book); err != nil {
			return d, err
		}
		if err := cashbook.MayPost(tx, by, d.Book, now); err != nil {
			return d, err
		}
		j, err := visibleJournal(tx, by, journal, now)
		if err != nil {
			return d, err
		}
		if d.Voucher, err = tx.ReceivedVoucher(book, seq); err != nil {
			return d, err
		}
		if day.IsZero() {
			day = d.Voucher.Entry.Day
		}
		if d.Basis, err = accounting.BasisOf(tx, j, day); err != nil {
			return d, err
		}
		d.Form = accounting.VoucherForm(d.Voucher.Voucher, d.Book, d.Basis)
		_, d.Lacks = d.Form.Content(d.Basis)
		d.Cancels, err = accounting.CancelledBy(tx, d.Voucher)
		return d, err
	})
}

func visibleJournal(tx *storage.Tx, by directory.Actor, id ident.BookID, now time.Time) (accounting.Journal, error) {
	j, err := tx.Journal(id)
	if err != nil {
		return j, err
	}
	return j, accounting.May(tx, by, directory.RightJournalView, j, now)
}

// PostVoucher posts a received voucher.
func (s *Session) PostVoucher(ctx context.Context, e accounting.VoucherEntry) (accounting.Posting, error) {
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Posting, error) {
		return accounting.PostVoucher(tx, by, poste, e, now)
	})
}

// PostVouchers posts all waiting vouchers of a book, or of one batch of it, that are
// complete.
func (s *Session) PostVouchers(ctx context.Context, f cashbook.ReceivedFilter, journal ident.BookID) ([]accounting.VoucherPosted, error) {
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) ([]accounting.VoucherPosted, error) {
		return accounting.PostVouchers(tx, by, poste, f, journal, now)
	})
}

// DeclineVoucher refuses to post a received voucher, for a reason.
func (s *Session) DeclineVoucher(ctx context.Context, book ident.BookID, seq int64, reason string) (cashbook.ReceivedVoucher, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.ReceivedVoucher, error) {
		return accounting.DeclineVoucher(tx, by, book, seq, reason, now)
	})
}

// ReopenVoucher has a declined voucher wait again.
func (s *Session) ReopenVoucher(ctx context.Context, book ident.BookID, seq int64) (cashbook.ReceivedVoucher, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.ReceivedVoucher, error) {
		return accounting.ReopenVoucher(tx, by, book, seq, now)
	})
}

// PostingOf gives the posting of a received voucher, or fault.Missing.
func (s *Session) PostingOf(ctx context.Context, book ident.BookID, seq int64) (journal accounting.Journal, p accounting.Posting, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if p, err = tx.PostingOf(book, seq); err != nil {
			return err
		}
		journal, err = visibleJournal(tx, by, p.Entry.Book, now)
		return err
	})
	return journal, p, err
}

// VouchersToPost counts the received vouchers that wait for the person, by book.
func (s *Session) VouchersToPost(ctx context.Context) ([]BookWaiting, error) {
	return viewing(ctx, s, vouchersToPost)
}

func vouchersToPost(tx *storage.Tx, by directory.Actor, now time.Time) (waiting []BookWaiting, err error) {
	if directory.CanSomewhere(by, directory.RightBatchPost, now) != nil {
		return nil, nil
	}
	batches, err := tx.ReceivedBatches(ident.BookID{})
	if err != nil {
		return nil, err
	}
	seen := map[ident.BookID]bool{}
	for _, r := range batches {
		if seen[r.Book] {
			continue
		}
		seen[r.Book] = true
		w, err := bookWaiting(tx, by, r.Book, batches, now)
		if err != nil {
			return nil, err
		}
		if w.Count > 0 {
			waiting = append(waiting, w)
		}
	}
	return waiting, nil
}

// bookWaiting counts what waits of a book; nothing for whom it does not wait.
func bookWaiting(tx *storage.Tx, by directory.Actor, book ident.BookID, batches []cashbook.Received, now time.Time) (w BookWaiting, err error) {
	if w.Book, err = tx.Book(book); err != nil {
		return w, err
	}
	switch err := cashbook.MayPost(tx, by, w.Book, now); {
	case errors.Is(err, fault.Denied):
		return w, nil
	case err != nil:
		return w, err
	}
	if _, w.Count, err = tx.ReceivedVouchers(cashbook.ReceivedFilter{Book: book, State: cashbook.ToPost, Limit: 1}); err == nil && w.Count > 0 {
		w.Since, err = waitingSince(tx, book, batches)
	}
	return w, err
}

// BookWaiting is a book of which received vouchers wait to be posted.
type BookWaiting struct {
	Book  cashbook.Book
	Count int
	Since time.Time // of the arrival of the oldest batch with any
}

// waitingSince tells when the oldest batch of a book arrived of which vouchers wait.
func waitingSince(tx *storage.Tx, book ident.BookID, batches []cashbook.Received) (time.Time, error) {
	for _, r := range batches {
		if r.Book != book {
			continue
		}
		filter := cashbook.ReceivedFilter{Book: book, BatchEpoch: r.Epoch, Batch: r.Number, State: cashbook.ToPost, Limit: 1}
		if _, count, err := tx.ReceivedVouchers(filter); err != nil || count > 0 {
			return r.Received, err
		}
	}
	return time.Time{}, nil
}

package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
)

// making gives what the files of one use are made with; a poste signs with its
// own key, head office with that of the issuer, see sender.
func (s *Session) making(home directory.Home, by directory.Actor, now time.Time) (handover.Making, error) {
	m := handover.Making{
		By: by, Random: s.w.random, Now: now, Files: func() (ident.FileID, error) { return draw[ident.FileID](s.w) },
	}
	if home.Side == directory.HeadOffice {
		return m, nil
	}
	keys, err := s.w.posteKeys(home)
	m.Sender = exchange.Sender{Poste: home.Poste, Key: keys.Sign}
	return m, err
}

// CopyBook writes the sealed copy of a book for head office into a folder: what
// head office has not confirmed yet. It gives the paths, none when there is
// nothing to copy.
func (s *Session) CopyBook(ctx context.Context, book ident.BookID, dir string) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		return s.copyOf(tx, by, b, now)
	})
}

func (s *Session) copyOf(tx *storage.Tx, by directory.Actor, b cashbook.Book, now time.Time) ([]exchange.Outgoing, error) {
	home, err := registeredSite(tx, b)
	if err != nil {
		return nil, err
	}
	m, err := s.making(home, by, now)
	if err != nil {
		return nil, err
	}
	return handover.WriteCopies(tx, m, b)
}

// registeredSite refuses to copy a book anywhere but on a registered poste of a
// site: head office would copy to itself what it holds.
func registeredSite(tx *storage.Tx, b cashbook.Book) (directory.Home, error) {
	home, poste, err := homeAndPoste(tx)
	if err != nil {
		return home, err
	}
	if own, err := keptAtHeadOffice(tx, b); err != nil || own {
		return home, orElse(err, fault.New(fault.Invalid, "workspace.copy-own", fault.Args{"Book": b.Ref()}))
	}
	if home.Side == directory.HeadOffice || poste.Number == 0 {
		err = fault.New(fault.Invalid, "workspace.copy-here", fault.Args{"Book": b.Ref()})
	}
	return home, err
}

// homeAndPoste gives what this folder is, and the poste; of number 0 before it is
// registered.
func homeAndPoste(tx *storage.Tx) (home directory.Home, poste directory.Poste, err error) {
	if home, err = tx.Home(); err != nil {
		return home, poste, err
	}
	poste, err = homePoste(tx, home)
	return home, poste, err
}

// CopyDueBooks writes into the outbox the copies of all books that have entries in
// none. Before the day is over it does so only when closing, since the day's
// entries are to come.
func (s *Session) CopyDueBooks(ctx context.Context, closing bool) ([]string, error) {
	return s.ship(ctx, s.w.Outbox(), func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		home, err := tx.Home()
		if err != nil || home.Side == directory.HeadOffice {
			return nil, err
		}
		books, err := cashbook.DueCopies(tx, home.Poste)
		if err != nil {
			return nil, err
		}
		var files []exchange.Outgoing
		for _, b := range books {
			old, err := copiedBefore(tx, b, now)
			if err != nil {
				return nil, err
			}
			if !old && !closing {
				continue
			}
			more, err := s.copyOf(tx, by, b, now)
			if err != nil {
				return nil, err
			}
			files = append(files, more...)
		}
		return files, nil
	})
}

// copiedBefore tells whether a day has begun since the oldest entry that is in no
// copy.
func copiedBefore(tx *storage.Tx, b cashbook.Book, now time.Time) (bool, error) {
	state, err := tx.Copied(b.ID)
	if err != nil {
		return false, err
	}
	today, err := b.Today(now)
	if err != nil {
		return false, err
	}
	oldest := today
	err = tx.Chain(b.ID, state.Seq+1, func(v cashbook.Voucher) error {
		entered, err := b.Today(v.Entry.Recorded)
		oldest = min(oldest, entered)
		return err
	})
	if err != nil {
		return false, err
	}
	counted, err := uncopiedCounts(tx, b)
	return min(oldest, counted) < today, err
}

// ReturnBook gives a book back to head office: nothing more is entered in it here,
// and the last copy, which says so, is written into a folder; before it the last
// batch, where the book is sent in batches. Head office itself writes no copy.
func (s *Session) ReturnBook(ctx context.Context, book ident.BookID, dir string) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		home, err := tx.Home()
		if err != nil {
			return nil, err
		}
		files, err := s.lastBatches(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		b, err := cashbook.Return(tx, by, home.Poste, book, now)
		if err != nil || home.Side == directory.HeadOffice {
			return files, err
		}
		copies, err := s.copyOf(tx, by, b, now)
		return append(files, copies...), err
	})
}

// lastBatches makes the batches with what waits of a book that is given back, for
// whom the newest one was for.
func (s *Session) lastBatches(tx *storage.Tx, by directory.Actor, book ident.BookID, now time.Time) ([]exchange.Outgoing, error) {
	known, err := tx.Batches(book)
	if err != nil || len(known) == 0 {
		return nil, err
	}
	m, err := s.sender(tx, by, book, now)
	if err != nil {
		return nil, err
	}
	order := handover.Order{Book: book, To: known[len(known)-1].Recipient}
	_, files, err := handover.WriteBatches(tx, m, order, s.w.Cabinet())
	if errors.Is(err, fault.Denied) { // the accountant's poste is gone, or the person may not
		return nil, nil
	}
	return files, err
}

// WithdrawBook takes a book from a poste that is dead; the numbers up to the last
// printed one that head office does not hold are lost.
func (s *Session) WithdrawBook(ctx context.Context, book ident.BookID, lastPrinted int64, reason string) (ledger.Ownership, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (ledger.Ownership, error) {
		return cashbook.Withdraw(tx, by, book, lastPrinted, reason, now)
	})
}

// GrantBook gives a book to a poste and writes the entries that the poste needs
// for it into a folder; head office's own poste has them. The grant itself travels
// with the next user data.
func (s *Session) GrantBook(ctx context.Context, book ident.BookID, poste ident.PosteID, dir string) (paths []string, granted ledger.Ownership, err error) {
	paths, err = s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		if granted, err = cashbook.GrantOwnership(tx, by, book, poste, now); err != nil {
			return nil, err
		}
		return s.entriesOf(tx, by, book, now)
	})
	return paths, granted, err
}

// SendEntries writes the entries for the poste that keeps a book once more.
func (s *Session) SendEntries(ctx context.Context, book ident.BookID, dir string) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		b, err := tx.Book(book)
		if err != nil {
			return nil, err
		}
		if err := mayBook(tx, by, directory.RightBookGrant, b, now); err != nil {
			return nil, err
		}
		return s.entriesOf(tx, by, book, now)
	})
}

func (s *Session) entriesOf(tx *storage.Tx, by directory.Actor, book ident.BookID, now time.Time) ([]exchange.Outgoing, error) {
	b, err := tx.Book(book)
	if err != nil {
		return nil, err
	}
	if here, err := keptAtHeadOffice(tx, b); err != nil || here {
		return nil, err
	}
	issuer, err := s.issuer(tx)
	if err != nil {
		return nil, err
	}
	m, err := s.making(directory.Home{Side: directory.HeadOffice}, by, now)
	if err != nil {
		return nil, err
	}
	return handover.WriteEntries(tx, issuer, m, b)
}

// keptAtHeadOffice reports whether head office keeps the book itself.
func keptAtHeadOffice(tx *storage.Tx, b cashbook.Book) (bool, error) {
	home, err := tx.Home()
	if err != nil || home.Side != directory.HeadOffice {
		return false, err
	}
	owner, err := tx.Ownership(b.ID)
	return err == nil && owner.Poste == home.Poste, ignoreMissing(err)
}

// addEntries lays the entries of books beside the reply that grants them.
func (s *Session) addEntries(tx *storage.Tx, by directory.Actor, books []cashbook.Book, parcel *shipment, now time.Time) error {
	for _, b := range books {
		files, err := s.entriesOf(tx, by, b.ID, now)
		if err != nil {
			return err
		}
		for _, out := range files {
			if err := parcel.add(out); err != nil {
				return err
			}
		}
	}
	return nil
}

// ship writes the files that one transaction makes into a folder.
func (s *Session) ship(ctx context.Context, dir string, pack func(*storage.Tx, directory.Actor, time.Time) ([]exchange.Outgoing, error)) ([]string, error) {
	parcel := shipment{w: s.w, dir: dir}
	return parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		files, err := pack(tx, by, now)
		if err != nil {
			return err
		}
		for _, out := range files {
			if err := parcel.add(out); err != nil {
				return err
			}
		}
		return nil
	}))
}

// uncopiedCounts gives the day of the oldest cash count or signature that is in no
// copy, the end of time without any.
func uncopiedCounts(tx *storage.Tx, b cashbook.Book) (oldest calendar.Day, err error) {
	state, err := tx.CountsCopied(b.ID)
	if err != nil {
		return latest, err
	}
	counts, err := tx.Counts(b.ID, state.Counts+1)
	if err != nil {
		return latest, err
	}
	signatures, err := tx.CountSignatures(b.ID, state.Signed+1)
	oldest = latest
	for _, c := range counts {
		oldest = min(oldest, c.Day)
	}
	for _, g := range signatures {
		signed, err := b.Today(g.Recorded)
		if err != nil {
			return latest, err
		}
		oldest = min(oldest, signed)
	}
	return oldest, err
}

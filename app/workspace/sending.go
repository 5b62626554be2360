package workspace

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
)

// BatchCard is a batch that was written here, as lists show it.
type BatchCard struct {
	cashbook.Batch
	To     directory.Poste // of number 0 for head office
	Person string          // who wrote it
	Here   bool            // its file lies in the outbox
}

// BookBatches is what of a book was sent in batches, and what waits.
type BookBatches struct {
	Batches []BatchCard // newest first
	Waiting cashbook.Totals
	Postes  []directory.Poste // of accountants, to which batches can be sent
	Last    ident.PosteID     // to which the newest one went
}

// BookBatches gives the batches of a book that were written here.
func (s *Session) BookBatches(ctx context.Context, book ident.BookID) (list BookBatches, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		list, err = s.readBatches(tx, book)
		return err
	})
	return list, err
}

func (s *Session) readBatches(tx *storage.Tx, book ident.BookID) (list BookBatches, err error) {
	batches, err := tx.Batches(book)
	if err != nil {
		return list, err
	}
	last := int64(0)
	for _, b := range batches {
		card := BatchCard{Batch: b}
		if !b.Recipient.IsZero() {
			if card.To, err = tx.Poste(b.Recipient); ignoreMissing(err) != nil {
				return list, err
			}
		}
		if card.Person, err = nameOf(tx, b.By); err != nil {
			return list, err
		}
		_, missing := os.Lstat(filepath.Join(s.w.Outbox(), b.File))
		card.Here = b.File != "" && missing == nil
		list.Batches = append([]BatchCard{card}, list.Batches...)
		last, list.Last = b.Head.Seq, b.Recipient
	}
	home, err := tx.Home()
	if err != nil {
		return list, err
	}
	if list.Postes, err = cashbook.BatchAccountants(tx, home.Poste); err != nil {
		return list, err
	}
	var waiting []cashbook.Voucher
	err = tx.Chain(book, last+1, func(v cashbook.Voucher) error {
		waiting = append(waiting, v)
		return nil
	})
	list.Waiting = cashbook.TotalsOf(waiting)
	return list, err
}

// WriteBatches locks what is in no batch yet of a book, up to what was entered on
// the day until (none: all), and writes it with its documents into a folder, for
// head office (no poste) or the poste of an accountant. There is nothing where
// nothing waits, and no file where head office hands in a book of its own.
func (s *Session) WriteBatches(ctx context.Context, book ident.BookID, to ident.PosteID, until calendar.Day, dir string) (batches []cashbook.Batch, paths []string, err error) {
	paths, err = s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (files []exchange.Outgoing, err error) {
		m, err := s.sender(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		batches, files, err = handover.WriteBatches(tx, m, handover.Order{Book: book, To: to, Until: until}, s.w.Cabinet())
		return files, err
	})
	return batches, paths, err
}

// RewriteBatch writes a batch once more: its file was lost, or never written
// because the power went.
func (s *Session) RewriteBatch(ctx context.Context, book ident.BookID, number int64, dir string) (batch cashbook.Batch, path string, err error) {
	paths, err := s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		m, err := s.sender(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		known, err := tx.Batches(book)
		if err != nil {
			return nil, err
		}
		var file exchange.Outgoing
		batch, file, err = handover.RewriteBatch(tx, m, book, cashbook.NewestEpoch(known, number), number, s.w.Cabinet())
		return []exchange.Outgoing{file}, err
	})
	if err != nil {
		return batch, "", err
	}
	return batch, paths[0], nil
}

// sender gives what batches are made with on the poste that keeps a book, which
// signs them with its own key also at head office.
func (s *Session) sender(tx *storage.Tx, by directory.Actor, book ident.BookID, now time.Time) (handover.Making, error) {
	b, err := visibleBook(tx, by, book, now)
	if err != nil {
		return handover.Making{}, err
	}
	home, poste, err := homeAndPoste(tx)
	if err == nil && poste.Number == 0 {
		err = fault.New(fault.Invalid, "workspace.batch-here", fault.Args{"Book": b.Ref()})
	}
	if err != nil {
		return handover.Making{}, err
	}
	m, err := s.making(home, by, now)
	if err != nil || home.Side != directory.HeadOffice {
		return m, err
	}
	keys, err := s.w.registeredKeys(poste)
	m.Sender = exchange.Sender{Poste: home.Poste, Key: keys.Sign}
	return m, err
}

// receiptsDue writes the acknowledgements of what arrived into the outbox. That it
// is here does not depend on it: what could not be acknowledged is with the next.
func (w *Workspace) receiptsDue(ctx context.Context, by *Session) {
	if by == nil {
		return
	}
	if _, err := by.AcknowledgeBatches(ctx, w.Outbox()); err != nil {
		w.log.Error("batches are not acknowledged", "error", err)
	}
}

// AcknowledgeBatches writes the acknowledgements of the batches that arrived and
// were not acknowledged yet into a folder. It gives the paths.
func (s *Session) AcknowledgeBatches(ctx context.Context, dir string) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		home, err := tx.Home()
		if err != nil {
			return nil, err
		}
		m, err := s.making(home, by, now)
		if err != nil {
			return nil, err
		}
		if home.Side != directory.HeadOffice {
			return handover.WriteReceipts(tx, m, nil)
		}
		issuer, err := s.issuer(tx)
		if err != nil {
			return nil, err
		}
		return handover.WriteReceipts(tx, m, &issuer)
	})
}

// ReceivedCard is a batch that arrived here, as lists show it.
type ReceivedCard struct {
	cashbook.Received
	Book                     cashbook.Book
	Poste                    directory.Poste // that sent it
	Author                   string
	ToPost, Posted, Declined int // vouchers
}

// ReceivedBatches lists the batches that arrived here and that the person may see,
// newest first.
func (s *Session) ReceivedBatches(ctx context.Context) ([]ReceivedCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]ReceivedCard, error) {
		all, err := tx.ReceivedBatches(ident.BookID{})
		if err != nil {
			return nil, err
		}
		var cards []ReceivedCard
		for _, r := range all {
			card, visible, err := receivedCard(tx, by, r, now)
			if err != nil {
				return nil, err
			}
			if visible {
				cards = append([]ReceivedCard{card}, cards...)
			}
		}
		return cards, nil
	})
}

func receivedCard(tx *storage.Tx, by directory.Actor, r cashbook.Received, now time.Time) (card ReceivedCard, visible bool, err error) {
	card.Received = r
	if card.Book, err = tx.Book(r.Book); err != nil {
		return card, false, err
	}
	if !seesReceived(tx, by, card.Book, now) {
		return card, false, nil
	}
	if card.Poste, err = tx.Poste(r.Sender); ignoreMissing(err) != nil {
		return card, false, err
	}
	if card.Author, err = nameOf(tx, r.Author); err != nil {
		return card, false, err
	}
	for state, count := range map[cashbook.ReceivedState]*int{
		cashbook.ToPost: &card.ToPost, cashbook.Posted: &card.Posted, cashbook.Declined: &card.Declined,
	} {
		filter := cashbook.ReceivedFilter{Book: r.Book, BatchEpoch: r.Epoch, Batch: r.Number, State: state, Limit: 1}
		if _, *count, err = tx.ReceivedVouchers(filter); err != nil {
			return card, false, err
		}
	}
	return card, true, nil
}

// seesReceived tells whether somebody may look at what arrived of a book: who posts
// it, and who may see the book.
func seesReceived(tx *storage.Tx, by directory.Actor, b cashbook.Book, now time.Time) bool {
	return cashbook.MayPost(tx, by, b, now) == nil || mayView(tx, by, b, now) == nil
}

// ReceivedVouchers gives vouchers of a book that arrived in batches.
func (s *Session) ReceivedVouchers(ctx context.Context, filter cashbook.ReceivedFilter) (vouchers []cashbook.ReceivedVoucher, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		b, err := tx.Book(filter.Book)
		if err != nil {
			return err
		}
		if !seesReceived(tx, by, b, now) {
			return fault.Wrap(cashbook.MayPost(tx, by, b, now), fault.Denied, "workspace.batch-not-yours", fault.Args{"Book": b.Ref()})
		}
		vouchers, total, err = tx.ReceivedVouchers(filter)
		return err
	})
	return vouchers, total, err
}

// ReceivedCounts gives the cash counts that arrived with a batch, each with the
// signature that came with it or later.
func (s *Session) ReceivedCounts(ctx context.Context, r cashbook.Received) (cards []CountCard, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		b, err := tx.Book(r.Book)
		if err != nil {
			return err
		}
		if !seesReceived(tx, by, b, now) {
			return fault.Wrap(cashbook.MayPost(tx, by, b, now), fault.Denied, "workspace.batch-not-yours", fault.Args{"Book": b.Ref()})
		}
		cards, err = receivedCounts(tx, r)
		return err
	})
	return cards, err
}

func receivedCounts(tx *storage.Tx, r cashbook.Received) (cards []CountCard, err error) {
	counts, err := tx.ReceivedCounts(r.Book)
	if err != nil {
		return nil, err
	}
	people := nameBook{tx: tx, known: map[ident.UserID]string{}}
	for _, c := range counts {
		if c.BatchEpoch != r.Epoch || c.Batch != r.Number {
			continue
		}
		card := CountCard{Count: c.Count, AuthorName: people.of(c.Author), Signature: c.Signature}
		if card.PosteCard, err = tx.Poste(c.Poste); ignoreMissing(err) != nil {
			return nil, err
		}
		if c.Signature != nil {
			card.SignedBy, card.RecordedBy = people.of(c.Signature.Signatory), people.of(c.Signature.Recorder)
		}
		cards = append(cards, card)
	}
	return cards, people.err
}

// ReadReceived gives the bytes of a document that came with a batch of the book.
func (s *Session) ReadReceived(ctx context.Context, book ident.BookID, a cashbook.Attachment) ([]byte, error) {
	if _, _, err := s.ReceivedVouchers(ctx, cashbook.ReceivedFilter{Book: book, Limit: 1}); err != nil {
		return nil, err
	}
	data, err := s.w.Cabinet().Read(a.Hash, a.Size)
	return data, named(err, a.Name, 0)
}

package handover

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Making is what the files of one use are made with.
type Making struct {
	Sender exchange.Sender
	By     directory.Actor
	Random io.Reader
	Files  func() (ident.FileID, error) // draws an identifier for each file
	Now    time.Time
}

// WriteCopies makes the `.lot` files with what head office has not confirmed yet
// of a book, and remembers how far the book is copied. There are none when there
// is nothing to say.
func WriteCopies(s exchange.Store, m Making, book cashbook.Book) ([]exchange.Outgoing, error) {
	runs, err := cashbook.Copies(s, book.ID, m.Sender.Poste)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	today, err := book.Today(m.Now)
	if err != nil {
		return nil, err
	}
	poste, err := s.Poste(m.Sender.Poste)
	if err != nil {
		return nil, err
	}
	files := make([]exchange.Outgoing, 0, len(runs))
	for i, run := range runs {
		data, err := m.copyOf(s, run)
		if err != nil {
			return nil, err
		}
		files = append(files, exchange.Outgoing{Name: copyName(book, poste, today, i, len(runs)), Data: data})
	}
	if err := cashbook.SaveCopy(s, runs, today); err != nil {
		return nil, err
	}
	return files, directory.Note(s, m.By, ident.UserID{}, directory.VerbBookCopied, m.Now,
		directory.Detail{Name: "book", Value: book.Ref()},
		directory.Detail{Name: "number", Value: fmt.Sprint(runs[len(runs)-1].End().Number)})
}

func (m Making) copyOf(s exchange.Store, run cashbook.Copy) ([]byte, error) {
	previous, err := exchange.Previous(s, m.Sender.Poste)
	if err != nil {
		return nil, err
	}
	payload, err := usrfile.EncodeBatchData(usrfile.BatchData{
		Previous: previous, Purpose: usrfile.PurposeCopy, Returned: run.Returned, Run: toWire(run),
	})
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	file, err := m.Files()
	if err != nil {
		return nil, err
	}
	author := m.By.ID
	if author.IsZero() {
		author = lastAuthor(run)
	}
	data, _, err := m.Sender.Sign(s, usrfile.Message{
		Kind: usrfile.KindBatch, Mode: usrfile.Sealed, FileID: uuid.UUID(file), Subject: uuid.UUID(author), Payload: payload,
	}, m.Random, m.Now)
	return data, err
}

// lastAuthor gives who wrote what is last in a run.
func lastAuthor(run cashbook.Copy) ident.UserID {
	if n := len(run.Entries); n > 0 {
		return run.Entries[n-1].Entry.Author
	}
	if n := len(run.Counts); n > 0 {
		return run.Counts[n-1].Author
	}
	return run.Signatures[len(run.Signatures)-1].Recorder
}

// copyName gives "p01-1_poste-12_2026-11-21.lot", with a place where there are
// several.
func copyName(b cashbook.Book, poste directory.Poste, day calendar.Day, i, of int) string {
	name := fmt.Sprintf("%s-%d_poste-%d_%s", exchange.PlainName(b.ProjectCode), b.Number, poste.Number, day)
	if of > 1 {
		name += fmt.Sprintf("_%03d", i+1)
	}
	return name + usrfile.KindBatch.Extension()
}

// Opened is a copy that arrived at head office: genuine, and in order.
type Opened struct {
	Sent *exchange.Sent
	Copy cashbook.Copy
	Book cashbook.Book

	previous [32]byte
}

// Open takes a `.lot` through everything up to its entries: a copy, or a batch.
// Nothing is written. keeps says that this is head office, which holds the books.
func Open(s exchange.Store, file []byte, keys []usrfile.BoxKey, clock exchange.Clock, keeps bool) (*Opened, *OpenedBatch, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindBatch, keys, clock)
	if err != nil {
		return nil, nil, err
	}
	data, blobs, err := sent.Message.OpenBatch(sent.Payload)
	if err != nil {
		return nil, nil, exchange.AsFault(err)
	}
	if data.Purpose == usrfile.PurposeBatch {
		b, err := openBatch(s, sent, data, blobs, keeps)
		return nil, b, err
	}
	if !keeps {
		return nil, nil, fault.New(fault.Forged, "file.unknown-value", fault.Args{"Value": data.Purpose})
	}
	o, err := openCopy(s, sent, data)
	return o, nil, err
}

// openCopy judges a copy. Copies of one book are in order among themselves, so that
// those of another book may arrive before or after.
func openCopy(s exchange.Store, sent *exchange.Sent, data usrfile.BatchData) (*Opened, error) {
	if err := sent.Of(s, data.Book); err != nil {
		return nil, err
	}
	if err := sent.Check(s, data.Previous); err != nil {
		return nil, err
	}
	o := &Opened{Sent: sent, previous: data.Previous}
	var err error
	if o.Copy, err = fromWire(data.Run, sent.Poste.ID); err != nil {
		return nil, err
	}
	o.Copy.Returned = data.Returned
	o.Book, err = s.Book(o.Copy.Book)
	return o, err
}

// Apply adds the copy to what head office holds, with its marks and its line in
// the history.
func (o *Opened) Apply(s exchange.Store, by directory.Actor, now time.Time) (cashbook.Taken, error) {
	if o.Sent.Repeated {
		head, err := s.Head(o.Book.ID)
		return cashbook.Taken{Book: o.Book, Head: head}, err
	}
	taken, err := cashbook.TakeCopy(s, o.Copy, now)
	if err != nil {
		return cashbook.Taken{}, err
	}
	if err := o.Sent.SaveMarks(s, o.previous); err != nil {
		return cashbook.Taken{}, err
	}
	details := append(taken.Details(), directory.Detail{Name: "poste", Value: fmt.Sprint(o.Sent.Poste.Number)})
	return taken, directory.Note(s, by, ident.UserID{}, directory.VerbCopyTaken, now, details...)
}

// Copied tells a poste how far head office has the entries of the books that the
// poste keeps.
func Copied(s exchange.Store, poste ident.PosteID) ([]usrfile.Held, error) {
	books, err := s.Books(cashbook.BookFilter{})
	if err != nil {
		return nil, err
	}
	var list []usrfile.Held
	for _, b := range books {
		history, err := s.Ownerships(b.ID)
		if err != nil {
			return nil, err
		}
		if len(history) == 0 || history[len(history)-1].Poste != poste {
			continue
		}
		head, err := s.Head(b.ID)
		if err != nil {
			return nil, err
		}
		held := usrfile.Held{Known: usrfile.Known{Book: uuid.UUID(b.ID), Epoch: history[len(history)-1].Epoch, Seq: head.Seq}}
		if held.Counts, held.Signed, err = cashbook.CountsHeld(s, b.ID); err != nil {
			return nil, err
		}
		list = append(list, held)
	}
	return list, nil
}

// Confirm notes on a poste what head office says it has.
func Confirm(s exchange.Store, list []usrfile.Held) error {
	for _, k := range list {
		if err := cashbook.Acknowledge(s, ident.BookID(k.Book), k.Epoch, k.Seq); err != nil {
			return err
		}
		if err := cashbook.AcknowledgeCounts(s, ident.BookID(k.Book), k.Counts, k.Signed); err != nil {
			return err
		}
	}
	return nil
}

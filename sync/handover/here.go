package handover

import (
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
)

// staysHere tells whether a batch is for whom it is written by: head office, of a
// book that it keeps itself. Such a batch needs no file.
func (m Making) staysHere(s directory.Store, to ident.PosteID) (bool, error) {
	home, err := s.Home()
	return home.Side == directory.HeadOffice && to.IsZero(), err
}

// handIn locks a batch of a book that head office keeps and hands it to its own
// accountants at once: what was entered is here, and so are its documents.
func (m Making) handIn(s exchange.Store, p cashbook.Parcel) (cashbook.Batch, error) {
	b, err := s.Book(p.Book)
	if err != nil {
		return p.Batch, err
	}
	p.Acknowledged = m.Now.UTC().Truncate(time.Second)
	if err := s.SaveBatch(p.Batch); err != nil {
		return p.Batch, err
	}
	in := cashbook.Incoming{
		Since: p.Since, Entries: p.Entries, Counts: p.Counts, Signatures: p.Signatures, Keeps: true,
		Received: cashbook.Received{
			Book: p.Book, Epoch: p.Epoch, Number: p.Number, Sender: m.Sender.Poste, Author: m.By.ID, After: p.After, Head: p.Head,
			Totals: p.Totals, Documents: len(p.Documents), Issued: p.Acknowledged, Received: p.Acknowledged, By: m.By.ID,
		},
	}
	if _, err := cashbook.TakeBatch(s, in, m.Now); err != nil {
		return p.Batch, err
	}
	in.Answered = p.Acknowledged // to nobody but the person who reads this
	if err := s.SaveReceivedBatch(in.Received); err != nil {
		return p.Batch, err
	}
	if err := directory.Note(s, m.By, ident.UserID{}, directory.VerbBatchWritten, m.Now, p.Details(b)...); err != nil {
		return p.Batch, err
	}
	return p.Batch, directory.Note(s, m.By, ident.UserID{}, directory.VerbBatchTaken, m.Now, in.Details(b)...)
}

// handedIn refuses to write a file with a batch that was handed in here.
func handedIn(b cashbook.Book, number int64) error {
	return fault.New(fault.Conflict, "handover.batch-here", fault.Args{"Book": b.Ref(), "Batch": number})
}

package handover

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// OpenedBatch is a batch that arrived: genuine, in order, and following what is
// here.
type OpenedBatch struct {
	Sent  *exchange.Sent
	Book  cashbook.Book
	Batch cashbook.Incoming
	New   int // entries that did not arrive before

	previous [32]byte
	blobs    *usrfile.Blobs
}

// batchOrder names the sequence of the files with one batch: the order among
// batches is that of what they hold.
func batchOrder(book [16]byte, epoch, number int64) [16]byte {
	b := append([]byte("comptoir/batch\x00"), book[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(epoch))
	b = binary.BigEndian.AppendUint64(b, uint64(number))
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

func openBatch(s exchange.Store, sent *exchange.Sent, data usrfile.BatchData, blobs *usrfile.Blobs, keeps bool) (*OpenedBatch, error) {
	if err := sent.Of(s, batchOrder(data.Book, data.Epoch, data.Number)); err != nil {
		return nil, err
	}
	if err := sent.Check(s, data.Previous); err != nil {
		return nil, err
	}
	book, err := s.Book(ident.BookID(data.Book))
	if kind, _ := fault.KindOf(err); kind == fault.Missing {
		return nil, fault.New(fault.Conflict, "handover.unknown-book", fault.Args{"Poste": sent.Poste.Number})
	}
	if err != nil {
		return nil, err
	}
	run, err := fromWire(data.Run, sent.Poste.ID)
	if err != nil {
		return nil, err
	}
	o := &OpenedBatch{Sent: sent, Book: book, previous: data.Previous, blobs: blobs}
	o.Batch = cashbook.Incoming{
		Since: data.Since, Entries: run.Entries, Counts: run.Counts, Signatures: run.Signatures, Keeps: keeps,
		Received: cashbook.Received{
			Book: book.ID, Epoch: data.Epoch, Number: data.Number, Sender: sent.Poste.ID, Author: ident.UserID(sent.Message.Subject),
			After: run.After, Head: run.End(), Digest: sent.Message.Digest(), Totals: cashbook.TotalsOf(run.Entries),
			Documents: blobs.Len(), Issued: sent.Message.Issued,
		},
	}
	if sent.Repeated {
		return o, nil
	}
	fresh, err := cashbook.CheckBatch(s, o.Batch)
	o.New = len(fresh)
	return o, err
}

// EachDocument gives the documents behind the message, each with what a voucher
// says of it. One that no voucher of the book names is fault.Forged, as is damage.
func (o *OpenedBatch) EachDocument(s cashbook.Store, visit func(cashbook.Attachment, []byte) error) error {
	named := map[[32]byte]cashbook.Attachment{}
	note := func(v cashbook.Voucher) error {
		for _, a := range v.Attachments {
			named[a.Hash] = a
		}
		return nil
	}
	if err := s.ReceivedChain(o.Book.ID, 1, note); err != nil {
		return err
	}
	for _, v := range o.Batch.Entries {
		_ = note(v) // always nil
	}
	for i := range o.blobs.Len() {
		a, is := named[o.blobs.Listed(i).Content]
		if !is {
			return fault.New(fault.Forged, "handover.stray-document", fault.Args{"Book": o.Book.Ref(), "Batch": o.Batch.Number})
		}
		data, err := io.ReadAll(io.LimitReader(o.blobs.Open(i), a.Size+1))
		if err != nil {
			return exchange.AsFault(err)
		}
		if int64(len(data)) != a.Size {
			return fault.New(fault.Forged, "handover.stray-document", fault.Args{"Book": o.Book.Ref(), "Batch": o.Batch.Number})
		}
		if err := visit(a, data); err != nil {
			return err
		}
	}
	return nil
}

// Apply adds the batch to what is here, with its marks and its line in the
// history. keep stores a document; what it stored lasts before the vouchers do.
func (o *OpenedBatch) Apply(s exchange.Store, by directory.Actor, keep func(cashbook.Attachment, []byte) error, now time.Time) error {
	if o.Sent.Repeated {
		return nil
	}
	o.Batch.Received.Received, o.Batch.By = now.UTC().Truncate(time.Second), by.ID
	added, err := cashbook.TakeBatch(s, o.Batch, now)
	if err != nil {
		return err
	}
	if err := o.EachDocument(s, keep); err != nil {
		return err
	}
	o.New = added
	if err := o.Sent.SaveMarks(s, o.previous); err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbBatchTaken, now, o.Batch.Details(o.Book)...)
}

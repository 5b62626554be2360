package handover

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Documents is where the documents of vouchers lie, by their digest.
type Documents interface {
	// Check returns an error unless the document is there and what it should be.
	Check(hash [32]byte, size int64) error
	Open(hash [32]byte, size int64) (io.ReadCloser, error)
}

// roomIn says what fits into a file beside the longest message.
func roomIn(documents Documents) cashbook.Room {
	known := map[[32]byte]bool{}
	return cashbook.Room{
		Documents: usrfile.MaxBlobs, Bytes: usrfile.MaxBlobBytes, Stored: usrfile.StoredSize,
		Has: func(a cashbook.Attachment) bool {
			has, asked := known[a.Hash]
			if !asked {
				has = documents.Check(a.Hash, a.Size) == nil
				known[a.Hash] = has
			}
			return has
		},
	}
}

// Order is what a person wants to be sent of a book.
type Order struct {
	Book  ident.BookID
	To    ident.PosteID // zero for head office
	Until calendar.Day  // of entry; none for all there is
}

// WriteBatches makes the `.lot` files with what is in no batch yet of a book, and
// locks it. There are none when there is nothing, nor for what head office hands in
// to itself.
func WriteBatches(s exchange.Store, m Making, o Order, documents Documents) ([]cashbook.Batch, []exchange.Outgoing, error) {
	parcels, err := cashbook.PlanBatches(s, m.By, m.Sender.Poste, o.Book, o.To, o.Until, roomIn(documents), m.Now)
	if err != nil {
		return nil, nil, err
	}
	here, err := m.staysHere(s, o.To)
	if err != nil {
		return nil, nil, err
	}
	var batches []cashbook.Batch
	var files []exchange.Outgoing
	for _, p := range parcels {
		if here {
			batch, err := m.handIn(s, p)
			if err != nil {
				return nil, nil, err
			}
			batches = append(batches, batch)
			continue
		}
		batch, file, err := m.writeBatch(s, p, documents)
		if err != nil {
			return nil, nil, err
		}
		batches, files = append(batches, batch), append(files, file)
	}
	return batches, files, nil
}

// RewriteBatch makes another file with a batch that was written before.
func RewriteBatch(s exchange.Store, m Making, book ident.BookID, epoch, number int64, documents Documents) (cashbook.Batch, exchange.Outgoing, error) {
	p, err := cashbook.BatchAgain(s, m.By, book, epoch, number, m.Now)
	if err != nil {
		return cashbook.Batch{}, exchange.Outgoing{}, err
	}
	here, err := m.staysHere(s, p.Recipient)
	if err != nil {
		return cashbook.Batch{}, exchange.Outgoing{}, err
	}
	if here {
		b, err := s.Book(book)
		if err == nil {
			err = handedIn(b, number)
		}
		return cashbook.Batch{}, exchange.Outgoing{}, err
	}
	return m.writeBatch(s, p, documents)
}

func (m Making) writeBatch(s exchange.Store, p cashbook.Parcel, documents Documents) (cashbook.Batch, exchange.Outgoing, error) {
	b, err := s.Book(p.Book)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	sources, err := sourcesOf(s, &p, documents)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	list, err := usrfile.ListBlobs(sources, m.Random)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, exchange.AsFault(err)
	}
	data, digest, err := m.signBatch(s, p, list)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	poste, err := s.Poste(m.Sender.Poste)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	p.Digest, p.File = digest, batchName(b, p.Batch, poste)
	if err := s.SaveBatch(p.Batch); err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	facts, err := recipientFacts(s, p.Batch)
	if err != nil {
		return p.Batch, exchange.Outgoing{}, err
	}
	out := exchange.Outgoing{Name: p.File, Data: data, Tail: func(w io.Writer) error { return list.Write(w, sources) }}
	return p.Batch, out, directory.Note(s, m.By, ident.UserID{}, directory.VerbBatchWritten, m.Now, append(p.Details(b), facts...)...)
}

// recipientFacts name the poste that a batch is for.
func recipientFacts(s directory.Store, k cashbook.Batch) ([]directory.Detail, error) {
	if k.Recipient.IsZero() {
		return nil, nil
	}
	to, err := s.Poste(k.Recipient)
	return []directory.Detail{{Name: "recipient", Value: strconv.Itoa(to.Number)}}, err
}

func (m Making) signBatch(s exchange.Store, p cashbook.Parcel, list usrfile.BlobList) (data []byte, digest [32]byte, err error) {
	previous, err := exchange.Previous(s, m.Sender.Poste)
	if err != nil {
		return nil, digest, err
	}
	payload, err := usrfile.EncodeBatchData(usrfile.BatchData{
		Previous: previous, Purpose: usrfile.PurposeBatch, Number: p.Number, Since: p.Since, BlobList: list,
		Run: toWire(cashbook.Copy{Book: p.Book, Epoch: p.Epoch, After: p.After, Entries: p.Entries, Counts: p.Counts, Signatures: p.Signatures}),
	})
	if err != nil {
		return nil, digest, exchange.AsFault(err)
	}
	file, err := m.Files()
	if err != nil {
		return nil, digest, err
	}
	message := usrfile.Message{
		Kind: usrfile.KindBatch, Mode: usrfile.Sealed, FileID: uuid.UUID(file), Subject: uuid.UUID(m.By.ID), Payload: payload,
	}
	if !p.Recipient.IsZero() {
		to, err := s.Poste(p.Recipient)
		if err != nil {
			return nil, digest, err
		}
		message.Recipient = to.BoxKey
	}
	return m.Sender.Sign(s, message, m.Random, m.Now)
}

// sourcesOf gives the documents of a batch as they go behind its message. Those
// that are gone since it was planned are missing from now on.
func sourcesOf(s cashbook.Store, p *cashbook.Parcel, documents Documents) (sources []usrfile.BlobSource, err error) {
	named, err := attachmentsUpTo(s, p.Batch)
	if err != nil {
		return nil, err
	}
	p.Documents = slices.DeleteFunc(slices.Clone(p.Documents), func(hash [32]byte) bool {
		a := named[hash]
		gone := documents.Check(hash, a.Size) != nil
		if gone {
			p.Missing++
			return true
		}
		sources = append(sources, usrfile.BlobSource{
			Content: hash, Size: a.Size, Open: func() (io.ReadCloser, error) { return documents.Open(hash, a.Size) },
		})
		return false
	})
	return sources, nil
}

// attachmentsUpTo gives what a batch has to say of its documents: they belong to
// its entries or, where one voucher had too many for a file, to earlier ones.
func attachmentsUpTo(s cashbook.Store, k cashbook.Batch) (map[[32]byte]cashbook.Attachment, error) {
	wanted := len(k.Documents)
	named := map[[32]byte]cashbook.Attachment{}
	if wanted == 0 {
		return named, nil
	}
	err := s.Chain(k.Book, 1, func(v cashbook.Voucher) error {
		if v.Entry.Seq > k.Head.Seq {
			return errPast
		}
		for _, a := range v.Attachments {
			named[a.Hash] = a
		}
		return nil
	})
	if errors.Is(err, errPast) {
		err = nil
	}
	return named, err
}

// errPast ends a walk along a chain.
var errPast = errors.New("handover: past the batch")

// batchName gives "p01-1_lot-003_poste-12_2026-11-21.lot".
func batchName(b cashbook.Book, k cashbook.Batch, poste directory.Poste) string {
	return fmt.Sprintf("%s-%d_lot-%03d_poste-%d_%s%s", exchange.PlainName(b.ProjectCode), b.Number, k.Number, poste.Number,
		k.Written.Format("2006-01-02"), usrfile.KindBatch.Extension())
}

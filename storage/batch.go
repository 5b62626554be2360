package storage

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// Batches gives the batches of a book that were written here, by epoch and
// number.
func (t *Tx) Batches(book ident.BookID) ([]cashbook.Batch, error) {
	return list(t, readBatch, `
		SELECT book, epoch, number, after_seq, after_number, after_hash, head_seq, head_number, head_hash, since, last_day,
			recipient, vouchers, in_minor, out_minor, documents, missing, digest, file, written, written_by, acknowledged
		FROM batch WHERE book = $1 ORDER BY epoch, number`, id(book))
}

func readBatch(row scanner) (b cashbook.Batch, err error) {
	var documents string
	err = row.Scan(toID(&b.Book), &b.Epoch, &b.Number,
		&b.After.Seq, &b.After.Number, digestColumn{(*[32]byte)(&b.After.Hash)},
		&b.Head.Seq, &b.Head.Number, digestColumn{(*[32]byte)(&b.Head.Hash)}, &b.Since, dayColumn{&b.LastDay},
		toID(&b.Recipient), &b.Totals.Vouchers, &b.Totals.InMinor, &b.Totals.OutMinor, &documents, &b.Missing,
		digestColumn{&b.Digest}, &b.File, instantColumn{&b.Written}, toID(&b.By), instantColumn{&b.Acknowledged})
	if err == nil {
		b.Documents, err = readDigests(documents)
	}
	return b, err
}

// SaveBatch keeps a batch; of one that is known already, only the newest file with
// it and its acknowledgement change.
func (t *Tx) SaveBatch(b cashbook.Batch) error {
	return t.put(`
		INSERT INTO batch (book, epoch, number, after_seq, after_number, after_hash, head_seq, head_number, head_hash, since,
			last_day, recipient, vouchers, in_minor, out_minor, documents, missing, digest, file, written, written_by, acknowledged)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
		ON CONFLICT (book, epoch, number) DO UPDATE SET documents = excluded.documents, missing = excluded.missing,
			digest = excluded.digest, file = excluded.file, acknowledged = excluded.acknowledged`,
		id(b.Book), b.Epoch, b.Number, b.After.Seq, b.After.Number, digest(b.After.Hash),
		b.Head.Seq, b.Head.Number, digest(b.Head.Hash), b.Since, day(b.LastDay), id(b.Recipient),
		b.Totals.Vouchers, b.Totals.InMinor, b.Totals.OutMinor, writeDigests(b.Documents), b.Missing, digest(b.Digest), b.File,
		instant(b.Written), id(b.By), instant(b.Acknowledged))
}

// Locked gives the end of the newest batch of a book that was written here; zero
// for none.
func (t *Tx) Locked(book ident.BookID) (cashbook.Closing, error) {
	return recall(t, "locked", book, func() (cashbook.Closing, error) {
		return one(t, nil, func(row scanner) (c cashbook.Closing, err error) {
			err = row.Scan(&c.Seq, dayColumn{&c.Day})
			return c, err
		}, `SELECT head_seq, last_day FROM batch WHERE book = $1 ORDER BY epoch DESC, number DESC LIMIT 1`, id(book))
	})
}

// Sent tells what of a book was sent in batches, from here or to here.
func (t *Tx) Sent(book ident.BookID) (cashbook.Sent, error) {
	return list(t, func(row scanner) (s cashbook.Span, err error) {
		err = row.Scan(&s.From, &s.To, &s.Acknowledged)
		return s, err
	}, `SELECT after_seq + 1 AS first, head_seq AS last, acknowledged IS NOT NULL FROM batch WHERE book = $1
		UNION ALL
		SELECT after_seq + 1, head_seq, TRUE FROM received_batch WHERE book = $1
		ORDER BY first, last`, id(book))
}

func writeDigests(digests [][32]byte) string {
	words := make([]string, len(digests))
	for i, d := range digests {
		words[i] = hex.EncodeToString(d[:])
	}
	return strings.Join(words, " ")
}

func readDigests(text string) (digests [][32]byte, err error) {
	for _, word := range strings.Fields(text) {
		raw, err := hex.DecodeString(word)
		if err != nil || len(raw) != 32 {
			return nil, fmt.Errorf("storage: %q is no digest", word)
		}
		digests = append(digests, [32]byte(raw))
	}
	return digests, nil
}

// BookEvents gives what people did about a book, in its order.
func (t *Tx) BookEvents(book ident.BookID) ([]cashbook.Event, error) {
	return list(t, func(row scanner) (e cashbook.Event, err error) {
		err = row.Scan(toID(&e.Book), &e.Kind, &e.Epoch, toID(&e.Poste), toID(&e.Person), instantColumn{&e.At}, &e.Reason)
		return e, err
	}, `SELECT book, kind, epoch, poste, person, at, reason FROM book_event WHERE book = $1 ORDER BY place`, id(book))
}

// SaveBookEvent keeps what somebody did about a book after what was done before.
func (t *Tx) SaveBookEvent(e cashbook.Event) error {
	return t.put(`
		INSERT INTO book_event (book, place, kind, epoch, poste, person, at, reason)
		VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM book_event WHERE book = $1), $2, $3, $4, $5, $6, $7)`,
		id(e.Book), e.Kind, e.Epoch, id(e.Poste), id(e.Person), instant(e.At), e.Reason)
}

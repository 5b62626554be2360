package storage

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Counts and signatures are written once: no statement of this package changes
// them or deletes one.

const (
	countColumns = `book, number, epoch, day, counted, head_seq, head_number, head_hash, lines, counted_minor,
		balance_minor, remark, author, poste, prev, hash`
	selectCount      = `SELECT ` + countColumns + ` FROM cash_count WHERE book = $1 `
	signatureColumns = `book, number, count_hash, way, signatory, recorder, day, recorded, epoch, poste,
		head_seq, head_number, head_hash, hash`
)

func readCount(row scanner) (c cashbook.Count, err error) {
	var lines []byte
	err = row.Scan(toID(&c.Book), &c.Number, &c.Epoch, dayColumn{&c.Day}, instantColumn{&c.Counted},
		&c.Head.Seq, &c.Head.Number, digestColumn{(*[32]byte)(&c.Head.Hash)}, &lines, &c.CountedMinor, &c.BalanceMinor,
		&c.Remark, toID(&c.Author), toID(&c.Poste), digestColumn{(*[32]byte)(&c.Prev)}, digestColumn{(*[32]byte)(&c.Hash)})
	if err == nil {
		err = c.ReadLines(lines)
	}
	return c, err
}

// noCount is the error for a count that is not there.
func noCount() error { return fault.New(fault.Missing, "storage.count", nil) }

// Counts gives the cash counts of a book from a number on.
func (t *Tx) Counts(book ident.BookID, from int64) ([]cashbook.Count, error) {
	return list(t, readCount, selectCount+`AND number >= $2 ORDER BY number`, id(book), from)
}

// Count gives a cash count by its number.
func (t *Tx) Count(book ident.BookID, number int64) (cashbook.Count, error) {
	return one(t, noCount(), readCount, selectCount+`AND number = $2`, id(book), number)
}

// LastCount gives the newest cash count of a book.
func (t *Tx) LastCount(book ident.BookID) (cashbook.Count, error) {
	return one(t, noCount(), readCount, selectCount+`ORDER BY number DESC LIMIT 1`, id(book))
}

// LastSignedCount gives the newest cash count of a book that is signed.
func (t *Tx) LastSignedCount(book ident.BookID) (cashbook.Count, error) {
	return recallCopied(t, "signed count", book, func(c cashbook.Count) cashbook.Count {
		c.Lines = slices.Clone(c.Lines)
		return c
	}, func() (cashbook.Count, error) {
		return one(t, noCount(), readCount, selectCount+`
			AND number = (SELECT MAX(number) FROM count_signature WHERE book = $1)`, id(book))
	})
}

// AppendCount keeps the next count of a book; any other is fault.Conflict.
func (t *Tx) AppendCount(c cashbook.Count) error {
	last, err := t.LastCount(c.Book)
	if kind, _ := fault.KindOf(err); err != nil && kind != fault.Missing {
		return err
	}
	if c.Number != last.Number+1 || c.Prev != last.Hash {
		return fault.New(fault.Conflict, "storage.count-chain", fault.Args{"Number": c.Number})
	}
	return t.put(`
		INSERT INTO cash_count (`+countColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`, countValues(c)...)
}

// countValues are those of countColumns.
func countValues(c cashbook.Count) []any {
	var lines any
	if b := c.AppendLines(nil); len(b) > 0 {
		lines = b
	}
	return []any{
		id(c.Book), c.Number, c.Epoch, day(c.Day), instant(c.Counted), c.Head.Seq, c.Head.Number, digest(c.Head.Hash), lines,
		c.CountedMinor, c.BalanceMinor, c.Remark, id(c.Author), id(c.Poste), digest(c.Prev), digest(c.Hash),
	}
}

// CountSignatures gives the signatures of the counts from a number on.
func (t *Tx) CountSignatures(book ident.BookID, from int64) ([]cashbook.CountSignature, error) {
	return list(t, readSignature, `SELECT `+signatureColumns+`
		FROM count_signature WHERE book = $1 AND number >= $2 ORDER BY number`, id(book), from)
}

func readSignature(row scanner) (g cashbook.CountSignature, err error) {
	err = row.Scan(toID(&g.Book), &g.Number, digestColumn{(*[32]byte)(&g.Count)}, &g.Way, toID(&g.Signatory), toID(&g.Recorder),
		dayColumn{&g.Day}, instantColumn{&g.Recorded}, &g.Epoch, toID(&g.Poste),
		&g.Head.Seq, &g.Head.Number, digestColumn{(*[32]byte)(&g.Head.Hash)}, digestColumn{(*[32]byte)(&g.Hash)})
	return g, err
}

// AppendCountSignature keeps the signature of a count.
func (t *Tx) AppendCountSignature(g cashbook.CountSignature) error {
	return t.put(`
		INSERT INTO count_signature (`+signatureColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, signatureValues(g)...)
}

// signatureValues are those of signatureColumns.
func signatureValues(g cashbook.CountSignature) []any {
	return []any{
		id(g.Book), g.Number, digest(g.Count), string(g.Way), id(g.Signatory), id(g.Recorder), day(g.Day), instant(g.Recorded),
		g.Epoch, id(g.Poste), g.Head.Seq, g.Head.Number, digest(g.Head.Hash), digest(g.Hash),
	}
}

// Differences gives the vouchers that book the difference of a count and have not
// been reversed, by number.
func (t *Tx) Differences(book ident.BookID) ([]cashbook.Voucher, error) {
	return list(t, readVoucher, `
		SELECT `+entryColumns+` FROM voucher v JOIN entry e ON e.book = v.book AND e.seq = v.seq
		WHERE v.book = $1 AND v.kind = 'difference' AND v.kind <> ''
			AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.number)
		ORDER BY v.number`, id(book))
}

// CountsCopied gives how far the counts of a book have been copied.
func (t *Tx) CountsCopied(book ident.BookID) (cashbook.CountCopy, error) {
	return one(t, nil, func(row scanner) (c cashbook.CountCopy, err error) {
		err = row.Scan(toID(&c.Book), &c.Counts, &c.Signed, &c.AckCounts, &c.AckSigned)
		return c, err
	}, `SELECT book, counts, signed, ack_counts, ack_signed FROM count_copy WHERE book = $1`, id(book))
}

// SaveCountsCopied keeps how far the counts of a book have been copied.
func (t *Tx) SaveCountsCopied(c cashbook.CountCopy) error {
	return t.put(`
		INSERT INTO count_copy (book, counts, signed, ack_counts, ack_signed) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (book) DO UPDATE SET counts = excluded.counts, signed = excluded.signed,
			ack_counts = excluded.ack_counts, ack_signed = excluded.ack_signed`,
		id(c.Book), c.Counts, c.Signed, c.AckCounts, c.AckSigned)
}

// HashBefore gives the hash of the last entry of a book that was recorded before
// an instant. Entries are recorded in their order, so it halves the chain.
func (t *Tx) HashBefore(book ident.BookID, at time.Time) (hash ledger.Hash, err error) {
	head, err := t.Head(book)
	if err != nil {
		return hash, err
	}
	low, high := int64(0), head.Seq // the last one before is in (low, high], or there is none
	for low < high {
		middle := low + (high-low+1)/2
		recorded, found, err := t.recordedAt(book, middle)
		if err != nil {
			return hash, err
		}
		if recorded.Before(at) {
			low, hash = middle, found
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		err = fault.New(fault.Missing, "storage.no-entry", nil)
	}
	return hash, err
}

func (t *Tx) recordedAt(book ident.BookID, seq int64) (recorded time.Time, hash ledger.Hash, err error) {
	_, err = one(t, nil, func(row scanner) (none struct{}, err error) {
		return none, row.Scan(instantColumn{&recorded}, digestColumn{(*[32]byte)(&hash)})
	}, `SELECT recorded, hash FROM entry WHERE book = $1 AND seq = $2`, id(book), seq)
	return recorded, hash, err
}

// FirstDay gives the earliest day for which a book has a voucher; no day for a
// book without entries.
func (t *Tx) FirstDay(book ident.BookID) (calendar.Day, error) {
	first, err := one(t, nil, readDay, selectDay+`WHERE book = $1 ORDER BY day LIMIT 1`, id(book))
	return first.day, err
}

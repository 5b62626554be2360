package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// The chain is written once: this file inserts into the table entry and reads
// it, and no statement of this package changes or deletes from it.

const entryColumns = `e.book, e.seq, e.number, e.revision, e.reverses, e.epoch, e.day, e.recorded, e.author, e.poste,
	e.prev, e.hash, e.amount_minor, e.text, e.account, e.recipient, e.partner_number, e.details`

func readVoucher(row scanner) (v cashbook.Voucher, err error) {
	e := &v.Entry
	var details []byte
	err = row.Scan(toID(&e.Book), &e.Seq, &e.Number, &e.Revision, positiveColumn{&e.Reverses}, &e.Epoch,
		dayColumn{&e.Day}, instantColumn{&e.Recorded}, toID(&e.Author), toID(&e.Poste),
		digestColumn{(*[32]byte)(&e.Prev)}, digestColumn{(*[32]byte)(&e.Hash)},
		&v.AmountMinor, &v.Text, &v.Account, &v.Recipient, &v.PartnerNumber, &details)
	if err == nil {
		err = v.ReadDetails(details)
	}
	return v, err
}

func (t *Tx) insertEntry(v cashbook.Voucher) error {
	e := v.Entry
	return t.put(`
		INSERT INTO entry (book, seq, number, revision, reverses, epoch, day, recorded, author, poste, prev, hash,
			amount_minor, text, account, recipient, partner_number, details)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		id(e.Book), e.Seq, e.Number, e.Revision, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(),
		id(e.Author), id(e.Poste), digest(e.Prev), digest(e.Hash),
		v.AmountMinor, v.Text, v.Account, v.Recipient, v.PartnerNumber, details(v.Content))
}

// details gives the bytes of what few vouchers say, or NULL.
func details(c cashbook.Content) any {
	if b := c.AppendDetails(nil); len(b) > 0 {
		return b
	}
	return nil
}

// Head gives the end of a book's chain; zero for a book without entries.
func (t *Tx) Head(book ident.BookID) (ledger.Head, error) {
	end, err := t.End(book)
	return end.Head, err
}

// End gives the end of a book's chain and the epoch in which it was written; zero
// for a book without entries.
func (t *Tx) End(book ident.BookID) (ledger.End, error) {
	return recall(t, "book end", book, func() (ledger.End, error) {
		return one(t, nil, func(row scanner) (end ledger.End, err error) {
			err = row.Scan(&end.Seq, digestColumn{(*[32]byte)(&end.Hash)}, &end.Epoch, &end.Number)
			return end, err
		}, `SELECT e.seq, e.hash, e.epoch, (SELECT COALESCE(MAX(number), 0) FROM voucher WHERE book = $1)
			FROM entry e WHERE e.book = $1 ORDER BY e.seq DESC LIMIT 1`, id(book))
	})
}

// Chain visits the entries of a book from a place in its sequence on, every
// revision in the order of the chain, without holding more than one. The visitor
// must not use the transaction.
func (t *Tx) Chain(book ident.BookID, fromSeq int64, visit func(cashbook.Voucher) error) error {
	return each(t, readVoucher, visit,
		`SELECT `+entryColumns+` FROM entry e WHERE e.book = $1 AND e.seq >= $2 ORDER BY e.seq`, id(book), fromSeq)
}

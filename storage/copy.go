package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// Copied tells how far a book has been copied; zero for one that never was.
func (t *Tx) Copied(book ident.BookID) (cashbook.CopyState, error) {
	return recall(t, "copied", book, func() (cashbook.CopyState, error) {
		return one(t, nil, func(row scanner) (c cashbook.CopyState, err error) {
			err = row.Scan(toID(&c.Book), &c.Epoch, &c.Seq, &c.Acknowledged, dayColumn{&c.Day}, &c.Returned)
			return c, err
		}, `SELECT book, epoch, seq, acknowledged, day, returned FROM book_copy WHERE book = $1`, id(book))
	})
}

// SaveCopied remembers how far a book has been copied.
func (t *Tx) SaveCopied(c cashbook.CopyState) error {
	return t.put(`
		INSERT INTO book_copy (book, epoch, seq, acknowledged, day, returned) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (book) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq,
			acknowledged = excluded.acknowledged, day = excluded.day, returned = excluded.returned`,
		id(c.Book), c.Epoch, c.Seq, c.Acknowledged, day(c.Day), c.Returned)
}

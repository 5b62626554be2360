package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// bookTotal is the end of a book's chain and the sum of its page; zero for a
// book without entries.
type bookTotal struct {
	head         ledger.Head
	vouchers     int64
	balanceMinor int64
}

// after gives the total once v has replaced the line before, or has come new.
func (b bookTotal) after(before pageLine, v cashbook.Voucher) bookTotal {
	b.head = b.head.After(v.Entry)
	b.balanceMinor += v.AmountMinor - before.amountMinor
	if !before.there {
		b.vouchers++
	}
	return b
}

// total gives the stored total of a book.
func (t *Tx) total(book ident.BookID) (bookTotal, error) {
	return one(t, nil, func(row scanner) (b bookTotal, err error) {
		err = row.Scan(&b.head.Seq, &b.head.Number, digestColumn{(*[32]byte)(&b.head.Hash)}, &b.vouchers, &b.balanceMinor)
		return b, err
	}, `SELECT seq, number, hash, vouchers, balance_minor FROM book_total WHERE book = $1`, id(book))
}

func (t *Tx) saveTotal(book ident.BookID, b bookTotal) error {
	return t.put(`
		INSERT INTO book_total (book, seq, number, hash, vouchers, balance_minor)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (book) DO UPDATE SET seq = excluded.seq, number = excluded.number, hash = excluded.hash,
			vouchers = excluded.vouchers, balance_minor = excluded.balance_minor`,
		id(book), b.head.Seq, b.head.Number, digest(b.head.Hash), b.vouchers, b.balanceMinor)
}

// Head gives the end of a book's chain; zero for a book without entries.
func (t *Tx) Head(book ident.BookID) (ledger.Head, error) {
	total, err := t.total(book)
	return total.head, err
}

// BalanceMinor gives the sum of all vouchers of a book.
func (t *Tx) BalanceMinor(book ident.BookID) (int64, error) {
	total, err := t.total(book)
	return total.balanceMinor, err
}

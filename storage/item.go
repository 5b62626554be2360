package storage

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// uncancelled is the condition of a voucher v that no other cancels.
const uncancelled = `NOT EXISTS (SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.number)`

// Opening gives the opening balance of a book in force, or fault.Missing. That a
// kind is not empty must be said, and an order asked for, or SQLite would not use
// the index of those and read the whole book.
func (t *Tx) Opening(book ident.BookID) (cashbook.Voucher, error) {
	return one(t, fault.New(fault.Missing, "storage.voucher", fault.Args{"Number": int64(0)}), readVoucher,
		selectVoucher+`WHERE v.book = $1 AND v.kind = 'opening' AND v.kind <> '' AND `+uncancelled+` ORDER BY v.number LIMIT 1`, id(book))
}

// OnlyOpenings reports whether a book has nothing but opening balances and what
// cancels them.
func (t *Tx) OnlyOpenings(book ident.BookID) (bool, error) {
	var others bool
	err := t.value(&others, `
		SELECT EXISTS (SELECT 1 FROM voucher WHERE book = $1 AND kind <> 'opening' AND reverses IS NULL)`, id(book))
	return !others, err
}

// opens is the condition of a voucher v of the book b that opens an item.
const opens = `v.settles IS NULL AND (v.kind = 'item' OR b.type = 'receivable' AND v.kind IN ('opening', 'transfer') AND v.amount_minor > 0)`

// Movements gives what has opened, settled and cancelled the item of a number, or
// all items for 0, to the end of a day, in the order of the page. What opened and
// settled is found first and joined crosswise, or SQLite would begin with all days
// of the book.
func (t *Tx) Movements(book ident.BookID, item int64, until calendar.Day) ([]cashbook.Movement, error) {
	if item == 0 {
		return list(t, readMovement, `
			WITH moved AS MATERIALIZED (
				SELECT CASE WHEN `+opens+` THEN v.number ELSE v.settles END AS item, v.number AS number
				FROM voucher v CROSS JOIN book b
				WHERE v.book = $1 AND b.id = $1 AND v.kind IN ('item', 'settlement', 'opening', 'transfer') AND v.kind <> ''
					AND (v.settles IS NOT NULL OR `+opens+`))`+movements, id(book), day(until))
	}
	return list(t, readMovement, `
		WITH moved AS MATERIALIZED (
			SELECT v.number AS item, v.number AS number FROM voucher v CROSS JOIN book b
			WHERE v.book = $1 AND v.number = $3 AND b.id = $1 AND `+opens+`
			UNION ALL SELECT settles, number FROM voucher WHERE book = $1 AND settles = $3)`+movements, id(book), day(until), item)
}

// movements follows a table moved of vouchers and their items.
const movements = `, touched AS MATERIALIZED (
		SELECT item, number FROM moved
		UNION ALL SELECT moved.item, r.number FROM moved CROSS JOIN voucher r WHERE r.book = $1 AND r.reverses = moved.number)
	SELECT n.item, m.day, m.number, m.amount_minor, m.reverses FROM touched n CROSS JOIN voucher m
	WHERE m.book = $1 AND m.number = n.number AND m.day <= $2 ORDER BY m.day, m.number`

func readMovement(row scanner) (m cashbook.Movement, err error) {
	err = row.Scan(&m.Item, dayColumn{&m.At.Day}, &m.At.Number, &m.AmountMinor, positiveColumn{&m.Reverses})
	return m, err
}

// Legs gives the legs of a transfer in all books, reversed ones too.
func (t *Tx) Legs(transfer ident.TransferID) ([]cashbook.Voucher, error) {
	return list(t, readVoucher, selectVoucher+`WHERE v.transfer = $1 ORDER BY v.amount_minor, v.number`, id(transfer))
}

// LoneLegs gives the legs in force of which no other leg in force is known here,
// by day; at most limit.
func (t *Tx) LoneLegs(limit int) ([]cashbook.Voucher, error) {
	return list(t, readVoucher, selectVoucher+`WHERE v.transfer IS NOT NULL AND `+uncancelled+` AND NOT EXISTS (
			SELECT 1 FROM voucher o WHERE o.transfer = v.transfer AND o.book <> v.book
				AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.book = o.book AND r.reverses = o.number))
		ORDER BY v.day, v.book, v.number LIMIT $1`, limit)
}

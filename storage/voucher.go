package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

const selectVoucher = `SELECT ` + entryColumns + `
	FROM voucher v JOIN entry e ON e.book = v.book AND e.seq = v.seq `

// Voucher gives the latest revision of a number, or fault.Missing.
func (t *Tx) Voucher(book ident.BookID, number int64) (cashbook.Voucher, error) {
	return one(t, fault.New(fault.Missing, "storage.voucher", fault.Args{"Number": number}), readVoucher,
		selectVoucher+`WHERE v.book = $1 AND v.number = $2`, id(book), number)
}

// ReversalOf gives the voucher that cancels a number, or fault.Missing.
func (t *Tx) ReversalOf(book ident.BookID, number int64) (cashbook.Voucher, error) {
	return one(t, fault.New(fault.Missing, "storage.reversal", fault.Args{"Number": number}), readVoucher,
		selectVoucher+`WHERE v.book = $1 AND v.reverses = $2`, id(book), number)
}

// AppendVoucher adds the next link to a book's chain, and what follows from it
// to its page and totals. An entry that does not continue the chain, a revision
// that does not continue its voucher and a second reversal of one voucher are a
// fault.Conflict. The first entry of a book here may begin anywhere, since a
// book that is handed over goes on after the head of its grant.
func (t *Tx) AppendVoucher(v cashbook.Voucher) error {
	head, err := t.Head(v.Entry.Book)
	if err != nil {
		return err
	}
	follows, err := t.follows(head, v.Entry)
	if err != nil {
		return err
	}
	if !follows {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": v.Entry.Number})
	}
	if err := t.insertEntry(v); err != nil {
		return err
	}
	return t.derive(v)
}

// follows tells whether the entry is the next link. A later revision must find
// its voucher; takeOff sees to that.
func (t *Tx) follows(head ledger.Head, e ledger.Entry) (bool, error) {
	switch {
	case head.Seq == 0:
		return e.Revision == 0, nil
	case e.Seq != head.Seq+1 || e.Prev != head.Hash:
		return false, nil
	case e.Revision > 0 || e.Number == head.Number+1:
		return true, nil
	}
	return t.skips(head, e)
}

// skips tells whether the numbers between the head and the entry are lost: the
// grant under which it was entered begins with its number.
func (t *Tx) skips(head ledger.Head, e ledger.Entry) (bool, error) {
	var grants int64
	err := t.value(&grants, `
		SELECT COUNT(*) FROM ownership WHERE book = $1 AND epoch = $2 AND first_number = $3 AND head_number = $4`,
		id(e.Book), e.Epoch, e.Number, head.Number)
	return grants > 0, err
}

// derive brings the page and its days in line with the next entry of a book.
func (t *Tx) derive(v cashbook.Voucher) error {
	before, err := t.turnPage(v)
	if err != nil {
		return err
	}
	return t.moveDays(before, v)
}

// pageLine is what the page of a book is ordered and summed by.
type pageLine struct {
	at          cashbook.Position
	amountMinor int64
	there       bool
}

// turnPage puts the entry on the page in the place of the revision before it,
// which it gives back.
func (t *Tx) turnPage(v cashbook.Voucher) (before pageLine, err error) {
	e := v.Entry
	if e.Revision > 0 {
		if before, err = t.takeOff(e); err != nil {
			return before, err
		}
	}
	err = t.put(`
		INSERT INTO voucher (book, day, number, seq, revision, reverses, amount_minor, kind, settles, transfer)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		id(e.Book), day(e.Day), e.Number, e.Seq, e.Revision, positive(e.Reverses), v.AmountMinor,
		string(v.Kind), positive(v.Settles), id(v.Transfer.ID))
	if err != nil {
		return before, err
	}
	if before.there && before.at.Day != e.Day {
		if err := t.putFindable(e.Book, before.at, nil); err != nil {
			return before, err
		}
	}
	return before, t.putFindable(e.Book, cashbook.Position{Day: e.Day, Number: e.Number}, findable(v.Content))
}

// takeOff removes the revision before e from the page.
func (t *Tx) takeOff(e ledger.Entry) (pageLine, error) {
	absent := fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	before, err := one(t, absent, readPageLine, `
		SELECT day, number, amount_minor FROM voucher WHERE book = $1 AND number = $2 AND revision = $3 - 1`,
		id(e.Book), e.Number, e.Revision)
	if err != nil {
		return before, err
	}
	return before, t.put(`DELETE FROM voucher WHERE book = $1 AND number = $2`, id(e.Book), e.Number)
}

func readPageLine(row scanner) (l pageLine, err error) {
	err = row.Scan(dayColumn{&l.at.Day}, &l.at.Number, &l.amountMinor)
	l.there = err == nil
	return l, err
}

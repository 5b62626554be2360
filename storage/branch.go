package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// BranchHead gives the end of the branch that was entered under an epoch; zero
// for none.
func (t *Tx) BranchHead(book ident.BookID, epoch int64) (ledger.Head, error) {
	return one(t, nil, func(row scanner) (h ledger.Head, err error) {
		err = row.Scan(&h.Seq, &h.Number, digestColumn{(*[32]byte)(&h.Hash)})
		return h, err
	}, `SELECT end_seq, end_number, end_hash FROM book_branch WHERE book = $1 AND epoch = $2`, id(book), epoch)
}

// AppendBranch adds the link after a head to a branch: after its end, or after the
// place where it leaves the book.
func (t *Tx) AppendBranch(after ledger.Head, v cashbook.Voucher, received time.Time) error {
	e := v.Entry
	held, err := t.BranchHead(e.Book, e.Epoch)
	if err != nil {
		return err
	}
	if held.Seq > 0 && held != after || e.Seq != after.Seq+1 || e.Prev != after.Hash {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	err = t.put(`
		INSERT INTO branch_entry (book, seq, number, revision, reverses, epoch, day, recorded, author, poste, prev, hash,
			amount_minor, text, account, recipient, partner_number, details)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		id(e.Book), e.Seq, e.Number, e.Revision, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(),
		id(e.Author), id(e.Poste), digest(e.Prev), digest(e.Hash),
		v.AmountMinor, v.Text, v.Account, v.Recipient, v.PartnerNumber, details(v.Content))
	if err != nil {
		return err
	}
	end := after.After(e)
	return t.put(`
		INSERT INTO book_branch (book, epoch, poste, end_seq, end_number, end_hash, received) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (book, epoch) DO UPDATE SET end_seq = excluded.end_seq, end_number = excluded.end_number,
			end_hash = excluded.end_hash, received = excluded.received`,
		id(e.Book), e.Epoch, id(e.Poste), end.Seq, end.Number, digest(end.Hash), instant(received))
}

// BranchChain visits the entries of a branch from a place in its sequence on.
func (t *Tx) BranchChain(book ident.BookID, epoch, fromSeq int64, visit func(cashbook.Voucher) error) error {
	return each(t, readVoucher, visit, `SELECT `+entryColumns+`
		FROM branch_entry e WHERE e.book = $1 AND e.epoch = $2 AND e.seq >= $3 ORDER BY e.seq`, id(book), epoch, fromSeq)
}

// Branches lists the branches of a book by epoch. Entries without a branch are one
// that ends nowhere, which the verification finds.
func (t *Tx) Branches(book ident.BookID) ([]cashbook.Branch, error) {
	return list(t, func(row scanner) (b cashbook.Branch, err error) {
		b.Book = book
		err = row.Scan(&b.Epoch, toID(&b.Poste), &b.End.Seq, &b.End.Number, digestColumn{(*[32]byte)(&b.End.Hash)},
			instantColumn{&b.Received}, &b.Entries, &b.From, &b.To)
		return b, err
	}, `SELECT x.epoch, b.poste, COALESCE(b.end_seq, 0), COALESCE(b.end_number, 0), b.end_hash, b.received,
			COUNT(e.seq), COALESCE(MIN(e.number), 0), COALESCE(MAX(e.number), 0)
		FROM (SELECT epoch FROM book_branch WHERE book = $1 UNION SELECT epoch FROM branch_entry WHERE book = $1) x
		LEFT JOIN book_branch b ON b.book = $1 AND b.epoch = x.epoch
		LEFT JOIN branch_entry e ON e.book = $1 AND e.epoch = x.epoch
		GROUP BY x.epoch, b.poste, b.end_seq, b.end_number, b.end_hash, b.received ORDER BY x.epoch`, id(book))
}

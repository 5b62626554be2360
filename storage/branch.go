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
		err = row.Scan(&h.Seq, digestColumn{(*[32]byte)(&h.Hash)}, &h.Number)
		return h, err
	}, `SELECT e.seq, e.hash, (SELECT MAX(number) FROM branch_entry WHERE book = $1 AND epoch = $2)
		FROM branch_entry e WHERE e.book = $1 AND e.epoch = $2 ORDER BY e.seq DESC LIMIT 1`, id(book), epoch)
}

// AppendBranch adds the next link to a branch; its first one may begin anywhere.
func (t *Tx) AppendBranch(v cashbook.Voucher, received time.Time) error {
	e := v.Entry
	head, err := t.BranchHead(e.Book, e.Epoch)
	if err != nil {
		return err
	}
	if head.Seq > 0 && (e.Seq != head.Seq+1 || e.Prev != head.Hash) {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	return t.put(`
		INSERT INTO branch_entry (book, seq, number, revision, reverses, epoch, day, recorded, author, poste, prev, hash,
			amount_minor, text, account, recipient, partner_number, details, received)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		id(e.Book), e.Seq, e.Number, e.Revision, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(),
		id(e.Author), id(e.Poste), digest(e.Prev), digest(e.Hash),
		v.AmountMinor, v.Text, v.Account, v.Recipient, v.PartnerNumber, details(v.Content), instant(received))
}

// BranchChain visits the entries of a branch from a place in its sequence on.
func (t *Tx) BranchChain(book ident.BookID, epoch, fromSeq int64, visit func(cashbook.Voucher) error) error {
	return each(t, readVoucher, visit, `SELECT `+entryColumns+`
		FROM branch_entry e WHERE e.book = $1 AND e.epoch = $2 AND e.seq >= $3 ORDER BY e.seq`, id(book), epoch, fromSeq)
}

// Branches lists the branches of a book by epoch.
func (t *Tx) Branches(book ident.BookID) ([]cashbook.Branch, error) {
	return list(t, func(row scanner) (b cashbook.Branch, err error) {
		err = row.Scan(toID(&b.Book), &b.Epoch, toID(&b.Poste), &b.Entries, &b.From, &b.To, instantColumn{&b.Received})
		return b, err
	}, `SELECT book, epoch, poste, COUNT(*), MIN(number), MAX(number), MAX(received)
		FROM branch_entry WHERE book = $1 GROUP BY book, epoch, poste ORDER BY epoch`, id(book))
}

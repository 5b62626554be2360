package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// ReceivedBatches gives the batches that arrived here, of one book or, for none,
// of all, in the order of their arrival.
func (t *Tx) ReceivedBatches(book ident.BookID) ([]cashbook.Received, error) {
	where := &conditions{}
	if !book.IsZero() {
		where.add("book = %s", id(book))
	}
	return list(t, readReceivedBatch, `
		SELECT book, epoch, number, sender, author, after_seq, head_seq, head_number, head_hash, digest,
			vouchers, in_minor, out_minor, documents, issued, received, received_by, answered
		FROM received_batch`+where.clause()+` ORDER BY received, book, epoch, number`, where.args...)
}

func readReceivedBatch(row scanner) (r cashbook.Received, err error) {
	err = row.Scan(toID(&r.Book), &r.Epoch, &r.Number, toID(&r.Sender), toID(&r.Author),
		&r.After.Seq, &r.Head.Seq, &r.Head.Number, digestColumn{(*[32]byte)(&r.Head.Hash)}, digestColumn{&r.Digest},
		&r.Totals.Vouchers, &r.Totals.InMinor, &r.Totals.OutMinor, &r.Documents,
		instantColumn{&r.Issued}, instantColumn{&r.Received}, toID(&r.By), instantColumn{&r.Answered})
	return r, err
}

// SaveReceivedBatch keeps a batch that arrived; of one that is known already, only
// the newest file with it, its documents and the acknowledgement change.
func (t *Tx) SaveReceivedBatch(r cashbook.Received) error {
	return t.put(`
		INSERT INTO received_batch (book, epoch, number, sender, author, after_seq, head_seq, head_number, head_hash, digest,
			vouchers, in_minor, out_minor, documents, issued, received, received_by, answered)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
		ON CONFLICT (book, epoch, number) DO UPDATE SET digest = excluded.digest, documents = excluded.documents,
			answered = excluded.answered`,
		id(r.Book), r.Epoch, r.Number, id(r.Sender), id(r.Author), r.After.Seq, r.Head.Seq, r.Head.Number, digest(r.Head.Hash),
		digest(r.Digest), r.Totals.Vouchers, r.Totals.InMinor, r.Totals.OutMinor, r.Documents,
		instant(r.Issued), instant(r.Received), id(r.By), instant(r.Answered))
}

// ReceivedHead gives the newest entry of a book that arrived with a batch; zero
// for none.
func (t *Tx) ReceivedHead(book ident.BookID) (ledger.Head, error) {
	return one(t, nil, func(row scanner) (h ledger.Head, err error) {
		err = row.Scan(&h.Seq, digestColumn{(*[32]byte)(&h.Hash)}, &h.Number)
		return h, err
	}, `SELECT e.seq, e.hash, (SELECT MAX(number) FROM received_entry WHERE book = $1)
		FROM received_entry e WHERE e.book = $1 ORDER BY e.seq DESC LIMIT 1`, id(book))
}

// ReceivedChain visits the entries of a book that arrived with batches from a
// place in its sequence on.
func (t *Tx) ReceivedChain(book ident.BookID, fromSeq int64, visit func(cashbook.Voucher) error) error {
	return each(t, readVoucher, visit, `SELECT `+entryColumns+`
		FROM received_entry e WHERE e.book = $1 AND e.seq >= $2 ORDER BY e.seq`, id(book), fromSeq)
}

// AppendReceived adds an entry that arrived with a batch.
func (t *Tx) AppendReceived(r cashbook.ReceivedVoucher) error {
	e, v := r.Entry, r.Voucher
	return t.put(`
		INSERT INTO received_entry (book, seq, number, revision, reverses, epoch, day, recorded, author, poste, prev, hash,
			amount_minor, text, account, recipient, partner_number, details, batch_epoch, batch, state, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		id(e.Book), e.Seq, e.Number, e.Revision, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(),
		id(e.Author), id(e.Poste), digest(e.Prev), digest(e.Hash),
		v.AmountMinor, v.Text, v.Account, v.Recipient, v.PartnerNumber, details(v.Content), r.BatchEpoch, r.Batch, r.State, r.Reason)
}

// stateOf is what has become of a received entry: one that waits counts as posted
// while a posting names it, unless somebody has reversed that. A posting that
// another voucher has cancelled stays its posting.
const stateOf = `CASE WHEN e.state = 'to-post' AND EXISTS (
		SELECT 1 FROM posting p WHERE p.source_book = e.book AND p.source_seq = e.seq AND NOT EXISTS (
			SELECT 1 FROM posting r WHERE r.journal = p.journal AND r.reverses = p.number AND r.source_book IS NULL))
	THEN 'posted' ELSE e.state END`

const receivedColumns = entryColumns + `, e.batch_epoch, e.batch, ` + stateOf + `, e.reason`

// ReceivedVoucher gives an entry that arrived, or fault.Missing.
func (t *Tx) ReceivedVoucher(book ident.BookID, seq int64) (cashbook.ReceivedVoucher, error) {
	return one(t, fault.New(fault.Missing, "storage.received", nil), readReceivedVoucher,
		`SELECT `+receivedColumns+` FROM received_entry e WHERE e.book = $1 AND e.seq = $2`, id(book), seq)
}

// ReceivedVouchers gives the entries that a filter selects, by book and sequence,
// and how many there are in all.
func (t *Tx) ReceivedVouchers(f cashbook.ReceivedFilter) (vouchers []cashbook.ReceivedVoucher, total int, err error) {
	where := &conditions{}
	if !f.Book.IsZero() {
		where.add("e.book = %s", id(f.Book))
	}
	if f.Batch != 0 {
		where.add("e.batch_epoch = %s AND e.batch = %s", f.BatchEpoch, f.Batch)
	}
	if f.Number != 0 {
		where.add("e.number = %s", f.Number)
	}
	if f.State != "" {
		where.add(stateOf+" = %s", f.State)
	}
	if f.Counting {
		where.add("e.state <> 'superseded'")
	}
	if err := t.value(&total, `SELECT COUNT(*) FROM received_entry e`+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := `SELECT ` + receivedColumns + ` FROM received_entry e` +
		where.clause() + ` ORDER BY e.book, e.seq` + where.page(f.Offset, f.Limit)
	vouchers, err = list(t, readReceivedVoucher, query, where.args...)
	return vouchers, total, err
}

// readReceivedVoucher reads what readVoucher reads, and what follows it.
func readReceivedVoucher(row scanner) (r cashbook.ReceivedVoucher, err error) {
	r.Voucher, err = readVoucher(followed{row, []any{&r.BatchEpoch, &r.Batch, &r.State, &r.Reason}})
	return r, err
}

// followed is a row with more columns than its reader knows.
type followed struct {
	row  scanner
	more []any
}

// Scan reads the columns of the reader and those that follow.
func (f followed) Scan(dest ...any) error { return f.row.Scan(append(dest, f.more...)...) }

// SetReceivedState says what has become of an entry that arrived.
func (t *Tx) SetReceivedState(book ident.BookID, seq int64, state cashbook.ReceivedState, reason string) error {
	return t.put(`UPDATE received_entry SET state = $1, reason = $2 WHERE book = $3 AND seq = $4`, state, reason, id(book), seq)
}

// Decision gives what has become of a voucher that was sent in a batch from here.
func (t *Tx) Decision(book ident.BookID, seq int64) (d cashbook.Decision, known bool, err error) {
	d, err = one(t, nil, func(row scanner) (d cashbook.Decision, err error) {
		err = row.Scan(toID(&d.Book), &d.Seq, &d.Posted, &d.Reason)
		return d, err
	}, `SELECT book, seq, posted, reason FROM voucher_decision WHERE book = $1 AND seq = $2`, id(book), seq)
	return d, d.Seq != 0, err
}

// SaveDecision keeps what has become of a voucher; what was said before is replaced.
func (t *Tx) SaveDecision(d cashbook.Decision) error {
	return t.put(`
		INSERT INTO voucher_decision (book, seq, posted, reason) VALUES ($1, $2, $3, $4)
		ON CONFLICT (book, seq) DO UPDATE SET posted = excluded.posted, reason = excluded.reason`,
		id(d.Book), d.Seq, d.Posted, d.Reason)
}

package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectClosing = `
	SELECT journal, number, epoch, kind, until, closed, head_seq, head_number, head_hash, postings, debit_minor, author, poste,
		prev, hash, state, digest, parts, after_seq, after_number, after_hash, received,
		decided, decided_by, decider, reason, document_hash, document_size, document_media, document_name, by_code
	FROM closing `

func readClosing(row scanner) (c accounting.Closing, err error) {
	d := &c.Decision
	err = row.Scan(toID(&c.Journal), &c.Number, &c.Epoch, &c.Kind, dayColumn{&c.Until}, instantColumn{&c.Closed},
		&c.Head.Seq, &c.Head.Number, digestColumn{(*[32]byte)(&c.Head.Hash)}, &c.Postings, &c.DebitMinor,
		toID(&c.Author), toID(&c.Poste), digestColumn{(*[32]byte)(&c.Prev)}, digestColumn{(*[32]byte)(&c.Hash)}, &c.State,
		digestColumn{&c.Digest}, &c.Parts, &c.After.Seq, &c.After.Number, digestColumn{(*[32]byte)(&c.After.Hash)},
		instantColumn{&c.Received}, instantColumn{&d.At}, toID(&d.By), &d.ByName, &d.Reason,
		digestColumn{&d.Document.Hash}, &d.Document.Size, &d.Document.Media, &d.Document.Name, &d.ByCode)
	return c, err
}

// Closings gives the closings of a journal, by number.
func (t *Tx) Closings(journal ident.BookID) ([]accounting.Closing, error) {
	return recallCopied(t, "closings", journal, slices.Clone[[]accounting.Closing], func() ([]accounting.Closing, error) {
		return list(t, readClosing, selectClosing+`WHERE journal = $1 ORDER BY number`, id(journal))
	})
}

// PendingClosings gives the closings of all journals that wait for a decision, the
// oldest first.
func (t *Tx) PendingClosings() ([]accounting.Closing, error) {
	return list(t, readClosing, selectClosing+`WHERE state = 'sent' ORDER BY closed, journal, number`)
}

// ClosingByDigest gives the closing that a message has brought, or fault.Missing.
func (t *Tx) ClosingByDigest(message [32]byte) (accounting.Closing, error) {
	return one(t, fault.New(fault.Missing, "storage.closing", nil), readClosing, selectClosing+`WHERE digest = $1`, digest(message))
}

// SaveClosing adds a closing, or changes its state and what was decided. Another
// closing of the same number is a fault.Conflict.
func (t *Tx) SaveClosing(c accounting.Closing) error {
	d := c.Decision
	changed, err := t.exec(`
		INSERT INTO closing (journal, number, epoch, kind, until, closed, head_seq, head_number, head_hash, postings, debit_minor,
			author, poste, prev, hash, state, digest, parts, after_seq, after_number, after_hash, received,
			decided, decided_by, decider, reason, document_hash, document_size, document_media, document_name, by_code)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
			$23, $24, $25, $26, $27, $28, $29, $30, $31)
		ON CONFLICT (journal, number) DO UPDATE SET state = excluded.state, digest = excluded.digest, parts = excluded.parts,
			decided = excluded.decided, decided_by = excluded.decided_by, decider = excluded.decider, reason = excluded.reason,
			document_hash = excluded.document_hash, document_size = excluded.document_size,
			document_media = excluded.document_media, document_name = excluded.document_name, by_code = excluded.by_code
		WHERE closing.hash = excluded.hash`,
		id(c.Journal), c.Number, c.Epoch, c.Kind, day(c.Until), instant(c.Closed), c.Head.Seq, c.Head.Number, digest(c.Head.Hash),
		c.Postings, c.DebitMinor, id(c.Author), id(c.Poste), digest(c.Prev), digest(c.Hash), c.State, digest(c.Digest), c.Parts,
		c.After.Seq, c.After.Number, digest(c.After.Hash), instant(c.Received),
		instant(d.At), id(d.By), d.ByName, d.Reason, digest(d.Document.Hash), d.Document.Size, d.Document.Media, d.Document.Name, d.ByCode)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.closing-other", fault.Args{"Number": c.Number})
	}
	return err
}

// ClosingFiles gives the files of a closing, by part.
func (t *Tx) ClosingFiles(journal ident.BookID, number int64) ([]accounting.ClosingFile, error) {
	return list(t, func(row scanner) (f accounting.ClosingFile, err error) {
		return f, row.Scan(toID(&f.Journal), &f.Number, &f.Part, digestColumn{&f.Digest}, &f.Name, &f.Data, &f.Blobs)
	}, `SELECT journal, closing, part, digest, name, data, blobs FROM closing_file
		WHERE journal = $1 AND closing = $2 ORDER BY part`, id(journal), number)
}

// SaveClosingFile keeps a file of a closing; another one in its place is a
// fault.Conflict.
func (t *Tx) SaveClosingFile(f accounting.ClosingFile) error {
	changed, err := t.exec(`
		INSERT INTO closing_file (journal, closing, part, digest, name, data, blobs) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (journal, closing, part) DO UPDATE SET name = excluded.name WHERE closing_file.digest = excluded.digest`,
		id(f.Journal), f.Number, f.Part, digest(f.Digest), f.Name, f.Data, f.Blobs)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.closing-other", fault.Args{"Number": f.Number})
	}
	return err
}

// PostingChecks gives the marks that head office has left in a journal between two
// sequence numbers.
func (t *Tx) PostingChecks(journal ident.BookID, fromSeq, toSeq int64) ([]accounting.PostingCheck, error) {
	return list(t, func(row scanner) (c accounting.PostingCheck, err error) {
		return c, row.Scan(toID(&c.Journal), &c.Seq, &c.Number, toID(&c.By), &c.ByName, instantColumn{&c.At}, &c.Remark)
	}, `SELECT journal, seq, number, person, name, at, remark FROM posting_check
		WHERE journal = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq`, id(journal), fromSeq, toSeq)
}

// SavePostingCheck marks a posting, or marks it anew.
func (t *Tx) SavePostingCheck(c accounting.PostingCheck) error {
	return t.put(`
		INSERT INTO posting_check (journal, seq, number, person, name, at, remark) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (journal, seq) DO UPDATE SET person = excluded.person, name = excluded.name, at = excluded.at,
			remark = excluded.remark`,
		id(c.Journal), c.Seq, c.Number, id(c.By), c.ByName, instant(c.At), c.Remark)
}

// DeletePostingCheck takes the mark of a posting away, if it has one.
func (t *Tx) DeletePostingCheck(journal ident.BookID, number int64) error {
	return t.put(`DELETE FROM posting_check WHERE journal = $1 AND number = $2`, id(journal), number)
}

package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/receipt"
)

// Standing gives how a poste stood when it reported last, or fault.Missing.
func (t *Tx) Standing(poste ident.PosteID) (receipt.Standing, error) {
	return one(t, fault.New(fault.Missing, "storage.standing", nil), func(row scanner) (s receipt.Standing, err error) {
		err = row.Scan(toID(&s.Poste), digestColumn{&s.Digest}, &s.Seq, &s.LastSeq, &s.Application, &s.Schema, &s.ChainVersion,
			instantColumn{&s.System}, instantColumn{&s.Trusted}, &s.Late, &s.Jumped, instantColumn{&s.Received})
		return s, err
	}, `SELECT poste, digest, seq, last_seq, application, schema, chain_version, system, trusted, late, jumped, received
		FROM standing WHERE poste = $1`, id(poste))
}

// SaveStanding replaces what a poste reported before.
func (t *Tx) SaveStanding(s receipt.Standing) error {
	return t.put(`
		INSERT INTO standing (poste, digest, seq, last_seq, application, schema, chain_version, system, trusted, late, jumped, received)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (poste) DO UPDATE SET digest = excluded.digest, seq = excluded.seq, last_seq = excluded.last_seq,
			application = excluded.application, schema = excluded.schema, chain_version = excluded.chain_version,
			system = excluded.system, trusted = excluded.trusted, late = excluded.late, jumped = excluded.jumped,
			received = excluded.received`,
		id(s.Poste), digest(s.Digest), s.Seq, s.LastSeq, s.Application, s.Schema, s.ChainVersion,
		instant(s.System), instant(s.Trusted), s.Late, s.Jumped, instant(s.Received))
}

// ReportedFiles gives the newest user data about a person that each poste has
// reported.
func (t *Tx) ReportedFiles(user ident.UserID) ([]receipt.Applied, error) {
	return recallCopied(t, "reported files", user, slices.Clone[[]receipt.Applied], func() ([]receipt.Applied, error) {
		return list(t, readReported, selectReported+` WHERE person = $1 ORDER BY poste`, id(user))
	})
}

const selectReported = `SELECT poste, person, epoch, serial, digest, received FROM reported_file`

func readReported(row scanner) (a receipt.Applied, err error) {
	err = row.Scan(toID(&a.Poste), toID(&a.User), &a.Order.Epoch, &a.Order.Serial, digestColumn{&a.Order.Digest},
		instantColumn{&a.Received})
	return a, err
}

// SaveReportedFile replaces what a poste reported about a person before.
func (t *Tx) SaveReportedFile(a receipt.Applied) error {
	return t.put(`
		INSERT INTO reported_file (person, poste, epoch, serial, digest, received) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (person, poste) DO UPDATE SET epoch = excluded.epoch, serial = excluded.serial,
			digest = excluded.digest, received = excluded.received`,
		id(a.User), id(a.Poste), a.Order.Epoch, int64(a.Order.Serial), digest(a.Order.Digest), instant(a.Received))
}

// ReportedHeads gives how far a poste has reported its books.
func (t *Tx) ReportedHeads(poste ident.PosteID) ([]receipt.Head, error) {
	return list(t, func(row scanner) (h receipt.Head, err error) {
		err = row.Scan(toID(&h.Poste), toID(&h.Book), &h.Epoch, &h.Head.Seq, &h.Head.Number,
			digestColumn{(*[32]byte)(&h.Head.Hash)}, instantColumn{&h.Received})
		return h, err
	}, `SELECT poste, book, epoch, seq, number, hash, received FROM reported_head WHERE poste = $1 ORDER BY book, epoch`, id(poste))
}

// SaveReportedHead moves the head of a book under one ownership.
func (t *Tx) SaveReportedHead(h receipt.Head) error {
	return t.put(`
		INSERT INTO reported_head (poste, book, epoch, seq, number, hash, received) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (poste, book, epoch) DO UPDATE SET seq = excluded.seq, number = excluded.number, hash = excluded.hash,
			received = excluded.received`,
		id(h.Poste), id(h.Book), h.Epoch, h.Head.Seq, h.Head.Number, digest(h.Head.Hash), instant(h.Received))
}

// ReportedAct gives a line of a poste's history by its number there, or
// fault.Missing.
func (t *Tx) ReportedAct(poste ident.PosteID, seq int64) (directory.Act, error) {
	return one(t, fault.New(fault.Missing, "storage.reported-act", nil), readAct,
		selectAct+` WHERE o.poste = $1 AND o.seq = $2`, id(poste), seq)
}

// AppendReported adds a line of a poste's history to this one. A number that the
// poste has reported before is a fault.Conflict. Of people who were deleted here
// nothing comes back.
func (t *Tx) AppendReported(a directory.Act, seq int64) error {
	act, err := t.appendAct(a, seq)
	if err != nil {
		return err
	}
	return t.put(`INSERT INTO act_origin (act, poste, seq, received) VALUES ($1, $2, $3, $4)`,
		act, id(a.Origin), seq, instant(a.Received))
}

// ActsAfter gives lines of the history in their order.
func (t *Tx) ActsAfter(seq int64, limit int) ([]directory.Act, error) {
	return list(t, readAct, selectAct+` WHERE a.seq > $1 ORDER BY a.seq LIMIT $2`, seq, limit)
}

// LastAct gives the number of the newest line of the history, 0 before the first.
func (t *Tx) LastAct() (seq int64, err error) {
	err = t.value(&seq, `SELECT COALESCE(MAX(seq), 0) FROM act`)
	return seq, err
}

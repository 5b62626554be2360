package storage

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/receipt"
)

// Acknowledged gives what head office has from this poste; the zero value before
// its first answer.
func (t *Tx) Acknowledged() (receipt.Acknowledged, error) {
	a, err := one(t, nil, func(row scanner) (a receipt.Acknowledged, err error) {
		err = row.Scan(digestColumn{&a.Digest}, &a.Seq, instantColumn{&a.Received})
		return a, err
	}, `SELECT digest, seq, received FROM acknowledgement`)
	if err != nil {
		return a, err
	}
	a.Heads, err = list(t, func(row scanner) (k receipt.Known, err error) {
		err = row.Scan(toID(&k.Book), &k.Epoch, &k.Seq)
		return k, err
	}, `SELECT book, epoch, seq FROM acknowledged_head ORDER BY book`)
	return a, err
}

// SaveAcknowledged replaces what head office answered before.
func (t *Tx) SaveAcknowledged(a receipt.Acknowledged) error {
	err := t.put(`
		INSERT INTO acknowledgement (singleton, digest, seq, received) VALUES (1, $1, $2, $3)
		ON CONFLICT (singleton) DO UPDATE SET digest = excluded.digest, seq = excluded.seq, received = excluded.received`,
		digest(a.Digest), a.Seq, instant(a.Received))
	if err != nil {
		return err
	}
	if err := t.put(`DELETE FROM acknowledged_head`); err != nil {
		return err
	}
	for _, k := range a.Heads {
		if err := t.put(`INSERT INTO acknowledged_head (book, epoch, seq) VALUES ($1, $2, $3)`, id(k.Book), k.Epoch, k.Seq); err != nil {
			return err
		}
	}
	return nil
}

const selectMadeRecord = `SELECT digest, after, seq, applied, contents, made FROM made_record`

func readMadeRecord(row scanner) (s receipt.Made, err error) {
	err = row.Scan(digestColumn{&s.Digest}, &s.After, &s.Seq, &s.Applied, digestColumn{&s.Contents}, instantColumn{&s.At})
	return s, err
}

// Made gives a record that was made here, or fault.Missing.
func (t *Tx) Made(of [32]byte) (receipt.Made, error) {
	return one(t, fault.New(fault.Missing, "storage.made-record", nil), readMadeRecord, selectMadeRecord+` WHERE digest = $1`, of[:])
}

// LastMade gives the newest record that was made here, or fault.Missing.
func (t *Tx) LastMade() (receipt.Made, error) {
	return one(t, fault.New(fault.Missing, "storage.made-record", nil), readMadeRecord,
		selectMadeRecord+` ORDER BY made DESC, seq DESC LIMIT 1`)
}

// SaveMade remembers a record that was made.
func (t *Tx) SaveMade(s receipt.Made) error {
	return t.put(`INSERT INTO made_record (digest, after, seq, applied, contents, made) VALUES ($1, $2, $3, $4, $5, $6)`,
		digest(s.Digest), s.After, s.Seq, s.Applied, digest(s.Contents), instant(s.At))
}

package storage

import (
	"bytes"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
)

// Times gives the marks of trusted time, zero in a new folder.
func (t *Tx) Times() (mark.Times, error) {
	return recall(t, "times", nil, func() (mark.Times, error) {
		return one(t, nil, func(row scanner) (m mark.Times, err error) {
			err = row.Scan(instantColumn{&m.Signed}, instantColumn{&m.Observed})
			return m, err
		}, `SELECT signed, observed FROM mark_time`)
	})
}

// SaveTimes moves the marks of trusted time.
func (t *Tx) SaveTimes(m mark.Times) error {
	return t.put(`
		INSERT INTO mark_time (singleton, signed, observed) VALUES (1, $1, $2)
		ON CONFLICT (singleton) DO UPDATE SET signed = excluded.signed, observed = excluded.observed`,
		instant(m.Signed), instant(m.Observed))
}

// Order gives the newest place applied in a stream; seen is false for a stream
// of which nothing was applied.
func (t *Tx) Order(s mark.Stream) (last mark.Order, seen bool, err error) {
	last, err = one(t, nil, func(row scanner) (o mark.Order, err error) {
		err = row.Scan(&o.Epoch, &o.Serial, digestColumn{&o.Digest})
		seen = err == nil
		return o, err
	}, `SELECT epoch, serial, digest FROM mark_order
		WHERE direction = $1 AND name = $2 AND subject = $3 AND poste = $4`,
		s.Direction, s.Name, s.Subject[:], s.Poste[:])
	return last, seen, err
}

// ReceivedOrders visits the newest place applied in every stream of these names that is
// received.
func (t *Tx) ReceivedOrders(visit func(mark.Stream, mark.Order), names ...string) error {
	where := &conditions{}
	where.add("direction = %s AND poste = %s", mark.Received, make([]byte, 16))
	where.addIn("name", words(names))
	var name, subject sql.RawBytes
	var o mark.Order
	columns := []any{&name, &subject, &o.Epoch, &o.Serial, digestColumn{&o.Digest}}
	return each(t, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(columns...)
	}, func(struct{}) error {
		known := slices.IndexFunc(names, func(n string) bool { return n == string(name) })
		visit(mark.Stream{Direction: mark.Received, Name: names[known], Subject: [16]byte(subject)}, o)
		return nil
	}, `SELECT name, subject, epoch, serial, digest FROM mark_order`+where.clause(), where.args...)
}

// SaveOrder moves the mark of a stream. Whether it may move is for mark.Judge.
func (t *Tx) SaveOrder(s mark.Stream, o mark.Order) error {
	if o.Serial > math.MaxInt64 {
		return fmt.Errorf("storage: serial %d is out of range", o.Serial)
	}
	return t.put(`
		INSERT INTO mark_order (direction, name, subject, poste, epoch, serial, digest)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (direction, name, subject, poste) DO UPDATE SET
			epoch = excluded.epoch, serial = excluded.serial, digest = excluded.digest`,
		s.Direction, s.Name, s.Subject[:], s.Poste[:], o.Epoch, int64(o.Serial), o.Digest[:])
}

// IssuedSerials gives the serial of the last file of a name that was issued about
// each subject.
func (t *Tx) IssuedSerials(name string) (map[[16]byte]uint64, error) {
	type last struct {
		subject []byte
		serial  int64
	}
	serials := map[[16]byte]uint64{}
	err := each(t, func(row scanner) (l last, err error) {
		err = row.Scan(&l.subject, &l.serial)
		return l, err
	}, func(l last) error {
		serials[[16]byte(l.subject)] = uint64(l.serial)
		return nil
	}, `SELECT subject, MAX(serial) FROM mark_order WHERE direction = $1 AND name = $2 GROUP BY subject`, mark.Issued, name)
	return serials, err
}

// AppliedOrders gives the newest user data that was applied here, by person.
func (t *Tx) AppliedOrders() ([]receipt.Applied, error) {
	return list(t, func(row scanner) (a receipt.Applied, err error) {
		err = row.Scan(toID(&a.User), &a.Order.Epoch, &a.Order.Serial, digestColumn{&a.Order.Digest})
		return a, err
	}, `SELECT subject, epoch, serial, digest FROM mark_order WHERE direction = 'received' AND name = 'usr' ORDER BY subject`)
}

// TrustChain gives the pinned chain, nil when nothing is pinned.
func (t *Tx) TrustChain() ([]byte, error) {
	return recallCopied(t, "trust chain", nil, bytes.Clone, func() ([]byte, error) {
		return one(t, nil, readBytes, `SELECT chain FROM mark_trust_chain`)
	})
}

// SaveTrustChain pins a chain.
func (t *Tx) SaveTrustChain(chain []byte) error {
	return t.put(`
		INSERT INTO mark_trust_chain (singleton, chain) VALUES (1, $1)
		ON CONFLICT (singleton) DO UPDATE SET chain = excluded.chain`, chain)
}

// ActivationSpent tells whether an activation was used on this folder.
func (t *Tx) ActivationSpent(activation ident.ActivationID) (spent bool, err error) {
	err = t.value(&spent, `SELECT EXISTS (SELECT 1 FROM mark_activation WHERE activation = $1)`, id(activation))
	return spent, err
}

// SpendActivation marks an activation as used; a second time is a
// fault.Conflict.
func (t *Tx) SpendActivation(activation ident.ActivationID, at time.Time) error {
	return t.put(`INSERT INTO mark_activation (activation, spent) VALUES ($1, $2)`, id(activation), instant(at))
}

func readBytes(row scanner) (content []byte, err error) {
	err = row.Scan(&content)
	return content, err
}

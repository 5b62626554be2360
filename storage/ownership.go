package storage

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Ownership gives the newest grant of a book, or fault.Missing.
func (t *Tx) Ownership(book ident.BookID) (ledger.Ownership, error) {
	return recall(t, "ownership", book, func() (ledger.Ownership, error) {
		return one(t, fault.New(fault.Missing, "storage.ownership", nil), readOwnership,
			selectOwnership+`WHERE book = $1 ORDER BY epoch DESC LIMIT 1`, id(book))
	})
}

// Ownerships gives the grants of a book and their ends, by epoch.
func (t *Tx) Ownerships(book ident.BookID) ([]ledger.Ownership, error) {
	return list(t, readOwnership, selectOwnership+`WHERE book = $1 ORDER BY epoch`, id(book))
}

const selectOwnership = `
	SELECT book, epoch, poste, first_number, head_seq, head_number, head_hash, granted, reason FROM ownership `

func readOwnership(row scanner) (o ledger.Ownership, err error) {
	err = row.Scan(toID(&o.Book), &o.Epoch, toID(&o.Poste), &o.FirstNumber,
		&o.Head.Seq, &o.Head.Number, digestColumn{(*[32]byte)(&o.Head.Hash)}, instantColumn{&o.Granted}, &o.Reason)
	return o, err
}

// SaveOwnership keeps a grant, or the end of one, beside the earlier ones. The same grant again is
// nothing new; another one of the same epoch is a fault.Conflict.
func (t *Tx) SaveOwnership(o ledger.Ownership) error {
	added, err := t.exec(`
		INSERT INTO ownership (book, epoch, poste, first_number, head_seq, head_number, head_hash, granted, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (book, epoch) DO NOTHING`,
		id(o.Book), o.Epoch, id(o.Poste), o.FirstNumber, o.Head.Seq, o.Head.Number, digest(o.Head.Hash), instant(o.Granted), o.Reason)
	if err != nil || added > 0 {
		return err
	}
	known, err := one(t, nil, readOwnership, selectOwnership+`WHERE book = $1 AND epoch = $2`, id(o.Book), o.Epoch)
	if err == nil && !sameGrant(known, o) {
		return fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": fmt.Sprint(o.Epoch)})
	}
	return err
}

// sameGrant compares with the precision of the database, whole seconds.
func sameGrant(a, b ledger.Ownership) bool {
	sameTime := a.Granted.Unix() == b.Granted.Unix()
	a.Granted, b.Granted = time.Time{}, time.Time{}
	return sameTime && a == b
}

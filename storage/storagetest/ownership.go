package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var ownershipTests = []test{
	{"the newest grant of a book counts", keepOwnership},
	{"a grant is never rewritten", fixedOwnership},
}

func sampleOwnership(epoch int64) ledger.Ownership {
	return ledger.Ownership{
		Book: bookID("P011"), Epoch: epoch, Poste: poste("laptop"), FirstNumber: 8,
		Head: ledger.Head{Seq: 9, Number: 7, Hash: hashed("head")}, Granted: instant(30), Reason: "Portable volé",
	}
}

func keepOwnership(t *testing.T, s *storage.Store) {
	first, second := sampleOwnership(1), sampleOwnership(2)
	whole(t, first)
	first.Head = ledger.Head{}
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	for _, c := range []struct{ save, want ledger.Ownership }{{first, first}, {second, second}, {first, second}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveOwnership(c.save) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Ownership(c.want.Book)
			same(t, "ownership", got, c.want)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Ownerships(first.Book)
		same(t, "ownerships", got, []ledger.Ownership{first, second})
		return err
	})
}

func fixedOwnership(t *testing.T, s *storage.Store) {
	grant := sampleOwnership(1)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return tx.SaveOwnership(grant)
	})
	for _, change := range []func(*ledger.Ownership){
		func(o *ledger.Ownership) { o.Poste = poste("other") },
		func(o *ledger.Ownership) { o.FirstNumber++ },
		func(o *ledger.Ownership) { o.Head.Hash = hashed("other") },
		func(o *ledger.Ownership) { o.Granted = instant(31) },
		func(o *ledger.Ownership) { o.Reason = "" },
	} {
		changed := grant
		change(&changed)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveOwnership(changed) })
	}
}

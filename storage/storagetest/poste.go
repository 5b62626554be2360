package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var posteTests = []test{
	{"postes are kept and listed by number", keepPostes},
	{"numbers of postes are unique and never given twice", posteNumbers},
}

func samplePoste(name string, number int) directory.Poste {
	return directory.Poste{
		ID: poste(name), Number: number, Label: "Portable " + name, Location: "Kolda",
		Modules: []directory.Module{directory.ModuleAccounting, directory.ModuleCashbook}, User: user("awa"),
		SignKey: hashed("sign" + name), BoxKey: hashed("box" + name), Registered: instant(6), By: user("admin"),
		LastHeard: instant(7), Status: directory.PosteActive,
	}
}

func keepPostes(t *testing.T, s *storage.Store) {
	first, second := samplePoste("first", 2), samplePoste("second", 1)
	whole(t, first)
	bare := directory.Poste{ID: poste("bare"), Number: 3, Status: directory.PosteRevoked}
	update(t, s, func(tx *storage.Tx) error {
		for _, p := range []directory.Poste{samplePoste("second", 9), first, bare} {
			if err := tx.SavePoste(p); err != nil {
				return err
			}
		}
		second.Modules, second.LastHeard, second.Status = second.Modules[:1], instant(70), directory.PosteRevoked
		return tx.SavePoste(second)
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.Postes()
		same(t, "postes", all, []directory.Poste{second, first, bare})
		if err != nil {
			return err
		}
		got, err := tx.Poste(first.ID)
		same(t, "poste", got, first)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Poste(poste("none")); return err })
}

func posteNumbers(t *testing.T, s *storage.Store) {
	next := func(want int) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.NextPosteNumber()
			same(t, "next number", got, want)
			return err
		})
	}
	next(1)
	update(t, s, func(tx *storage.Tx) error { return tx.SavePoste(samplePoste("first", 4)) })
	next(5)
	revoked := samplePoste("first", 4)
	revoked.Status = directory.PosteRevoked
	update(t, s, func(tx *storage.Tx) error { return tx.SavePoste(revoked) })
	next(5)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SavePoste(samplePoste("second", 4)) })
}

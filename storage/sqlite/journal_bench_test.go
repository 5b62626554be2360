package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// benchActs is how many acts the benchmarks of the journal work on.
const benchActs = 100_000

func benchAct(i int) directory.Act {
	person := ident.UserID{1, byte(i), byte(i >> 8)}
	return directory.Act{
		At: time.Unix(1_750_000_000+int64(i)*60, 0), By: ident.UserID{1}, ByName: "Ndèye Fall", Subject: person, Poste: i % 40,
		Verb: directory.Verb(fmt.Sprint("verb-", i%50)),
		Details: []directory.Detail{
			{Name: "name", Value: fmt.Sprint("Awa Diop ", i%977)}, {Name: "role", Value: "cashier"}, {Name: "reason", Value: "Remplacement à Kolda"},
		},
	}
}

func BenchmarkJournal(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "comptoir.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := 0
	add := func(tx *storage.Tx) error {
		n++
		return tx.AppendAct(benchAct(n))
	}
	err = s.Update(b.Context(), func(tx *storage.Tx) error {
		for range benchActs {
			if err := add(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("append", func(b *testing.B) {
		err := s.Update(b.Context(), func(tx *storage.Tx) error {
			for b.Loop() {
				if err := add(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	})
	reading := func(name string, read func(*storage.Tx) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := s.View(b.Context(), read); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	reading("verify", func(tx *storage.Tx) error {
		r, err := directory.VerifyJournal(tx)
		if err == nil && !r.Intact() {
			err = fmt.Errorf("damages: %v", r.Damages)
		}
		return err
	})
	for name, f := range map[string]directory.HistoryFilter{
		"all": {}, "person": {Person: ident.UserID{1, 7, 7}}, "everything by one": {Person: ident.UserID{1}}, "verb": {Verb: "verb-7"},
		"day": {From: time.Unix(1_751_000_000, 0), Until: time.Unix(1_751_086_400, 0)}, "text": {Search: "diop 97"},
		"text and verbs": {Search: "xyz", Verbs: []directory.Verb{"verb-7", "verb-8"}}, "poste": {Poste: 7}, "far": {Offset: 60_000},
	} {
		f.Limit = 50
		reading("page of "+name, func(tx *storage.Tx) error { _, _, err := tx.Acts(f); return err })
	}
	reading("verbs", func(tx *storage.Tx) error { _, err := tx.ActVerbs(); return err })
}

package bench

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// importOneRow takes one typical file in, as the window does once a person has
// decided: everything is checked again and what changes is durable. The reference
// opens the signature and commits, to the same tables and as durably, the rows that
// came of the same file in another folder, in statements that are prepared: no import
// can do with less. It knows beforehand what is to be written and looks at nothing that
// is there. Each file is of another person, new to the folder; the figures are of one.
// Both sides take one after the other, with nothing between them.
var importOneRow = row{
	name: "import-one", job: "import one .usr, durably",
	reference: "sign.Open and a durable commit of the same rows", target: 2, rounds: 5,
	prepare: func(b *testing.B) sides {
		const people = 20
		o := office(b)
		site, twin, public := newSite(b, o), newSite(b, o), o.Issuer.Public()
		path := emptyDatabase(b)
		before := rowsOf(b, twin.Dir())
		if err := load(path, before); err != nil {
			b.Fatal(err)
		}
		bare := must[*sql.DB](b)(bareDatabase(path))
		b.Cleanup(func() { _ = bare.Close() })
		inserts := prepareInserts(b, bare, before)
		var brought [][]table
		next := 0
		return sides{
			ours: func(b *testing.B) time.Duration {
				brought = nil
				var arrivals []*workspace.Arrival
				for range people {
					next++
					file := person(o, next)
					if err := apply(b, twin, examine(b, twin, file)); err != nil {
						b.Fatal(err)
					}
					after := rowsOf(b, twin.Dir())
					brought = append(brought, newRows(before, after))
					before = after
					arrivals = append(arrivals, examine(b, site, file))
				}
				runtime.GC()
				return timed(b, func() error {
					for _, a := range arrivals {
						if err := apply(b, site, a); err != nil {
							return err
						}
					}
					return nil
				}) / people
			},
			reference: func(b *testing.B) time.Duration {
				file := person(o, 1)
				return timed(b, func() error {
					for _, rows := range brought {
						if _, err := genuine(file, public); err != nil {
							return err
						}
						if err := commit(bare, inserts, rows); err != nil {
							return err
						}
					}
					return nil
				}) / people
			},
		}
	},
}

// examine looks at a file on a stick.
func examine(b *testing.B, w *workspace.Workspace, file []byte) *workspace.Arrival {
	stick := b.TempDir()
	put(b, stick, "one.usr", file)
	return must[*workspace.Arrival](b)(w.Examine(b.Context(), nil, filepath.Join(stick, "one.usr")))
}

// apply takes in what was examined.
func apply(b *testing.B, w *workspace.Workspace, a *workspace.Arrival) error {
	return w.Apply(b.Context(), nil, a, a.Fingerprint)
}

// newRows gives the rows that were not there before.
func newRows(before, after []table) (brought []table) {
	known := map[string]bool{}
	for _, t := range before {
		for _, row := range t.rows {
			known[fmt.Sprint(t.name, row)] = true
		}
	}
	for _, t := range after {
		isKnown := func(row []any) bool { return known[fmt.Sprint(t.name, row)] }
		if t.rows = slices.DeleteFunc(slices.Clone(t.rows), isKnown); len(t.rows) > 0 {
			brought = append(brought, t)
		}
	}
	return brought
}

func commit(db *sql.DB, inserts map[string]*sql.Stmt, tables []table) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := t.insert(tx.Stmt(inserts[t.name])); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// newSite is a data folder that took one file of the organisation in.
func newSite(b *testing.B, o *synctest.Office) *workspace.Workspace {
	w := openFolder(b, b.TempDir())
	stick := b.TempDir()
	put(b, stick, "first.usr", person(o, 0))
	put(b, stick, "eau.key", o.KeyFile())
	first := must[*workspace.Arrival](b)(w.Examine(b.Context(), nil, filepath.Join(stick, "first.usr")))
	if err := w.Apply(b.Context(), nil, first, first.Fingerprint); err != nil {
		b.Fatal(err)
	}
	return w
}

// openFolder opens a data folder whose keys lie in it.
func openFolder(b *testing.B, dir string) *workspace.Workspace {
	w := must[*workspace.Workspace](b)(workspace.Open(b.Context(), dir, workspace.Options{Keys: vault.FileKeyStore(dir), Effort: access.FloorEffort}))
	b.Cleanup(func() { _ = w.Close() })
	return w
}

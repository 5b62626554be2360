package bench

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
)

// postRow enters a transaction of two lines, durably, with its place in the chain,
// its totals and every question of rights. The reference commits two rows of a line
// durably, in a prepared statement. The figures are of one; the last line of this
// row is the slowest of a hundred.
var postRow = row{
	name: "post", job: "post an entry of two lines, durably",
	reference: "bare durable commit of two rows", target: 1.5, rounds: 5,
	prepare: func(b *testing.B) sides {
		const entries = 100
		k := newBooks(b)
		path := filepath.Join(b.TempDir(), "bare.db")
		bare := must[*sql.DB](b)(bareDatabase(path))
		b.Cleanup(func() { _ = bare.Close() })
		bare.SetMaxOpenConns(1)
		if _, err := bare.Exec(`CREATE TABLE line (number BIGINT, place BIGINT, account TEXT, minor BIGINT, PRIMARY KEY (number, place)) WITHOUT ROWID`); err != nil {
			b.Fatal(err)
		}
		insert := must[*sql.Stmt](b)(bare.Prepare(`INSERT INTO line VALUES (?, ?, ?, ?)`))
		number := 0
		var all []time.Duration
		return sides{
			ours: func(b *testing.B) (total time.Duration) {
				for range entries {
					took := timed(b, func() error {
						_, err := k.s.Post(b.Context(), k.journal.ID, twoLines())
						return err
					})
					all = append(all, took)
					total += took
				}
				return total / entries
			},
			reference: func(b *testing.B) time.Duration {
				return timed(b, func() error {
					for range entries {
						number++
						if err := commitTwo(bare, insert, number); err != nil {
							return err
						}
					}
					return nil
				}) / entries
			},
			limits: func() []limit {
				slices.Sort(all)
				return []limit{{"99 of a hundred take at most", milliseconds(all[len(all)*99/100]), "ms", 30}}
			},
		}
	},
}

func twoLines() accounting.Entry {
	return accounting.Entry{Content: accounting.Content{
		Mask: accounting.MaskCost, Text: "Carburant",
		Lines: []accounting.Line{{Account: "6042", AmountMinor: 12_500}, {Account: "5211", AmountMinor: -12_500}},
	}}
}

func commitTwo(db *sql.DB, insert *sql.Stmt, number int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for place := range 2 {
		if _, err := tx.Stmt(insert).Exec(number, place, fmt.Sprint(6042+place), 12_500); err != nil {
			return err
		}
	}
	return tx.Commit()
}

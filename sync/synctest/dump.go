package synctest

import (
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/storage/sqlite"
)

// Dump gives every row of every table of a database, so that a test can tell
// that nothing has changed.
func Dump(t testing.TB, path string) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+sqlite.VFS)
	want(t, db, err)
	defer db.Close()
	tables := map[string][]string{}
	for _, name := range column(t, db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`) {
		tables[name] = rows(t, db, name)
	}
	return tables
}

func column(t testing.TB, db *sql.DB, query string) (values []string) {
	t.Helper()
	found, err := db.Query(query)
	want(t, found, err)
	defer found.Close()
	for found.Next() {
		var value string
		if err := found.Scan(&value); err != nil {
			t.Fatal(err)
		}
		values = append(values, value)
	}
	return values
}

func rows(t testing.TB, db *sql.DB, table string) (lines []string) {
	t.Helper()
	found, err := db.Query("SELECT * FROM " + table)
	want(t, found, err)
	defer found.Close()
	names, err := found.Columns()
	want(t, names, err)
	for found.Next() {
		values, targets := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := found.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(values...))
	}
	slices.Sort(lines)
	return lines
}

// Changed names the tables that differ between two dumps.
func Changed(before, after map[string][]string) (tables []string) {
	for name := range after {
		if !slices.Equal(before[name], after[name]) {
			tables = append(tables, name)
		}
	}
	slices.Sort(tables)
	return tables
}

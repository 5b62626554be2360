package synctest

import (
	"database/sql"
	"testing"

	"github.com/comptoir/comptoir/storage/sqlite"
)

// Edit changes a database behind the back of the program, as somebody may who
// administers the poste: triggers and references are no obstacle.
func Edit(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+sqlite.VFS+"&_pragma=foreign_keys(0)")
	want(t, db, err)
	defer db.Close()
	for _, statement := range statements {
		done, err := db.Exec(statement)
		want(t, done, err)
	}
}

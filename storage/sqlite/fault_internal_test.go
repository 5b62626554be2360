package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage/schema"
)

// Errors that the database itself makes, each with the fault it must become.
func TestDriverErrorsBecomeFaults(t *testing.T) {
	db := pools(t, filepath.Join(t.TempDir(), "comptoir.db"), hasty())
	mustExec(t, db, "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT UNIQUE CHECK (b <> ''))",
		"CREATE TABLE c (a BIGINT REFERENCES a (id))", "INSERT INTO a VALUES (1, 'x')")
	for _, c := range []struct{ statement, want string }{
		{"INSERT INTO a VALUES (1, 'y')", "storage.exists"},
		{"INSERT INTO a VALUES (2, 'x')", "storage.exists"},
		{"INSERT INTO c VALUES (2)", "storage.linked"},
		{"INSERT INTO a VALUES (2, '')", ""}, // a defect of ours, nobody else can mend it
		{"SELECT", ""},
		{"PRAGMA max_page_count = 4; INSERT INTO a VALUES (2, hex(zeroblob(20000)))", "storage.full"},
		{"PRAGMA query_only = 1; INSERT INTO a VALUES (3, 'z')", "storage.read-only"},
	} {
		_, err := db.Exec(c.statement)
		checkFault(t, c.statement, toFault(err), err, c.want)
	}
}

func TestBusyIsAFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	tx, err := pools(t, path, writing()).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	_, err = pools(t, path, hasty()).Begin()
	checkFault(t, "a second writer", toFault(err), err, "storage.busy")
}

func TestAFileThatCannotBeOpenedIsAFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "comptoir.db")
	_, err := connect(t.Context(), path, reading(), 1)
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != "storage.not-opened" {
		t.Errorf("a file in no folder gives %v, want storage.not-opened", err)
	}
}

// Codes that a test can not provoke are looked up as they are.
func TestCodes(t *testing.T) {
	cause := errors.New("cause")
	for code, want := range map[int]string{
		sqlite3.SQLITE_BUSY_SNAPSHOT: "storage.busy", sqlite3.SQLITE_LOCKED: "storage.busy",
		sqlite3.SQLITE_FULL: "storage.full", sqlite3.SQLITE_READONLY_DIRECTORY: "storage.read-only",
		sqlite3.SQLITE_CANTOPEN_ISDIR: "storage.not-opened", sqlite3.SQLITE_PERM: "storage.not-opened",
		sqlite3.SQLITE_IOERR_WRITE: "storage.disk", sqlite3.SQLITE_IOERR_READ: "storage.unread", sqlite3.SQLITE_IOERR_FSYNC: "storage.uncertain", sqlite3.SQLITE_IOERR_SHMSIZE: "storage.beside",
		sqlite3.SQLITE_CORRUPT_INDEX: "storage.corrupt",
		sqlite3.SQLITE_NOTADB:        "storage.not-a-database", sqlite3.SQLITE_MISUSE: "", sqlite3.SQLITE_NOMEM: "",
	} {
		checkFault(t, fmt.Sprint("code ", code), ofCode(cause, code), cause, want)
	}
}

func TestFaultsAndOtherErrorsStayAsTheyAre(t *testing.T) {
	for _, err := range []error{nil, sql.ErrNoRows, fault.New(fault.Missing, "storage.book", nil)} {
		if got := toFault(err); got != err {
			t.Errorf("toFault(%v) = %v", err, got)
		}
	}
	newer := newerFault(&schema.NewerError{Found: 9, Known: 4})
	if !errors.Is(newer, fault.Conflict) {
		t.Errorf("a newer schema gives %v", newer)
	}
}

// checkFault wants a fault of the key that keeps its cause; no key, the cause.
func checkFault(t *testing.T, what string, got, cause error, want string) {
	t.Helper()
	var f *fault.Error
	switch {
	case cause == nil:
		t.Errorf("%s is no error", what)
	case want == "" && got != cause:
		t.Errorf("%s gives %v, want the error itself", what, got)
	case want != "" && (!errors.As(got, &f) || f.Key != want || !errors.Is(got, cause)):
		t.Errorf("%s gives %v, want %s", what, got, want)
	}
}

func mustExec(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

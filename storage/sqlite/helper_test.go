package sqlite_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"testing"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

func save(value string) func(*storage.Tx) error {
	return func(tx *storage.Tx) error { return tx.SaveSecret("name", []byte(value)) }
}

func expect(t *testing.T, s *storage.Store, want string) {
	t.Helper()
	expectSecret(t, s, "name", []byte(want))
}

func expectSecret(t *testing.T, s *storage.Store, name string, want []byte) {
	t.Helper()
	err := s.View(t.Context(), func(tx *storage.Tx) error {
		got, err := tx.Secret(name)
		if !bytes.Equal(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// made makes a database and closes it, so that all of it is in the file.
func made(t *testing.T, path string) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err == nil {
		err = errors.Join(s.Update(t.Context(), save("x")), s.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// dsn names a database of ours with its sums.
func dsn(path string) string { return "file:" + path + "?vfs=" + sqlite.VFS }

// edit runs statements on a file the way somebody would who has our program.
func edit(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// foreign makes a database the way another program would.
func foreign(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func damage(t *testing.T, path string, at int, with []byte) {
	t.Helper()
	content := read(t, path)
	copy(content[at:], with)
	write(t, path, content)
}

func open(t *testing.T, path string) *storage.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// editRows edits a file as edit does, also against references, and gives how many
// rows changed.
func editRows(t *testing.T, path, statement string) int64 {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path)+"&_pragma=foreign_keys(0)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	done, err := db.Exec(statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	changed, err := done.RowsAffected()
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// allColumns fails when a table has columns that are not listed, or the other way
// round.
func allColumns[V any](t *testing.T, path, table string, listed map[string]V) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT name FROM pragma_table_info('" + table + "')")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	count := 0
	for ; rows.Next(); count++ {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if _, is := listed[name]; !is {
			t.Errorf("%s.%s is changed by no test", table, name)
		}
	}
	if err := rows.Err(); err != nil || count != len(listed) {
		t.Errorf("%s has %d columns, listed are %d: %v", table, count, len(listed), err)
	}
}

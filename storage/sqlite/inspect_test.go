package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// What is not ours is refused as it is: byte for byte the same afterwards.
func TestOpenRefusesAndLeavesUntouched(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want fault.Kind
	}{
		{"text", func(t *testing.T, path string) {
			write(t, path, []byte("Not a database, but long enough to be looked at."))
		}, fault.Forged},
		{"nothing", func(t *testing.T, path string) { write(t, path, nil) }, fault.Forged},
		{"zeros", func(t *testing.T, path string) { write(t, path, make([]byte, 8192)) }, fault.Forged},
		{"another program's", func(t *testing.T, path string) { foreign(t, path, "CREATE TABLE theirs (x)") }, fault.Invalid},
		{"another program's, marked", func(t *testing.T, path string) { foreign(t, path, "PRAGMA application_id = 7") }, fault.Invalid},
		{"a newer program's", func(t *testing.T, path string) {
			made(t, path)
			edit(t, path, "INSERT INTO schema_migration VALUES (99, 'later', 0)")
		}, fault.Conflict},
		{"damaged in the schema", func(t *testing.T, path string) {
			made(t, path)
			damage(t, path, 100, bytes.Repeat([]byte{0xff}, 2000))
		}, fault.Forged},
		{"header only", func(t *testing.T, path string) {
			made(t, path)
			if err := os.Truncate(path, 100); err != nil {
				t.Fatal(err)
			}
		}, fault.Forged},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "comptoir.db")
			c.make(t, path)
			before := read(t, path)
			for range 2 {
				_, err := sqlite.Open(t.Context(), path)
				if kind, _ := fault.KindOf(err); kind != c.want {
					t.Errorf("Open gives %v, want a fault of kind %s", err, c.want)
				}
			}
			if !bytes.Equal(before, read(t, path)) {
				t.Error("the file has been changed")
			}
		})
	}
}

func TestDamageInsideIsAFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	made(t, path)
	content := read(t, path)
	damage(t, path, 4096, bytes.Repeat([]byte{0xff}, len(content)-4096))
	s, err := sqlite.Open(t.Context(), path)
	if err == nil {
		defer s.Close()
		err = s.View(t.Context(), func(tx *storage.Tx) error { _, err := tx.Secret("name"); return err })
	}
	if !errors.Is(err, fault.Forged) {
		t.Errorf("reading damaged pages gives %v, want a fault of kind forged", err)
	}
}

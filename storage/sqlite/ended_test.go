package sqlite_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// longValue needs many pages of its own.
var longValue = bytes.Repeat([]byte("damaged soon "), 4000)

// withLongValue gives the path and the bytes of a database with a long value.
func withLongValue(t *testing.T) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "comptoir.db")
	s := open(t, path)
	mustBe(t, s.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveSecret("long", longValue) }))
	mustBe(t, s.Close())
	return path, read(t, path)
}

// What does not fit into the page of its row lies in pages of its own, from which
// SQLite would fetch it past their sums where it may read parts of pages.
func TestDamageWithinALongValueIsNoticed(t *testing.T) {
	path, content := withLongValue(t)
	pages := 0
	for page := 1; page < len(content)/pageSize; page++ {
		within := content[page*pageSize : (page+1)*pageSize]
		at := bytes.Index(within, longValue[:16])
		if at < 0 {
			continue
		}
		pages++
		within[at] ^= 1
		write(t, path, content)
		within[at] ^= 1
		s := open(t, path)
		err := s.View(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.Secret("long")
			return err
		})
		if mustBe(t, s.Close()); !errors.Is(err, fault.Forged) {
			t.Errorf("page %d: %v, want a fault of kind forged", page+1, err)
		}
	}
	if pages < 10 {
		t.Errorf("the value lies in %d pages only", pages)
	}
}

// A page that can not be read has SQLite end the transaction by itself; what is written
// after it would be there for good, statement by statement. Whoever takes the error for
// that of one thing among many, and goes on, must write nothing.
func TestNothingIsWrittenAfterTheDatabaseEndedTheTransaction(t *testing.T) {
	path, content := withLongValue(t)
	content[bytes.LastIndex(content, longValue[:16])] ^= 1
	write(t, path, content)
	s := open(t, path)
	err := s.Update(t.Context(), func(tx *storage.Tx) error {
		if _, err := tx.Secret("long"); !errors.Is(err, fault.Forged) {
			t.Errorf("the damaged page gives %v", err)
		}
		return tx.SaveProject(directory.Project{ID: ident.ProjectID{1}, Code: "P01", Name: "Puits", Country: "SN"})
	})
	if !errors.Is(err, fault.Forged) {
		t.Errorf("the transaction ends with %v, want the fault of kind forged", err)
	}
	mustBe(t, s.View(t.Context(), func(tx *storage.Tx) error {
		projects, err := tx.Projects()
		if len(projects) > 0 {
			t.Errorf("written without a transaction: %+v", projects)
		}
		return err
	}))
}

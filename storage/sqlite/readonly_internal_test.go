package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/storage"
)

func TestFrozenReadsWithoutFilesBeside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "comptoir.db")
	closed(t, path)
	s, err := openReadOnly(t.Context(), path, frozen())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	readSecret(t, s)
	if beside, err := os.ReadDir(dir); err != nil || len(beside) != 1 {
		t.Errorf("beside the database: %v, %v", beside, err)
	}
}

func TestReadOnlyInAProtectedFolder(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("an administrator, and anyone on Windows, may write into the folder all the same")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "comptoir.db")
	closed(t, path)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	s, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	readSecret(t, s)
}

func TestIsWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	for _, c := range []struct {
		log  []byte
		want bool
	}{{nil, true}, {[]byte{}, true}, {[]byte{1}, false}} {
		if c.log != nil {
			if err := os.WriteFile(path+"-wal", c.log, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := isWhole(path); got != c.want {
			t.Errorf("isWhole with a log of %v = %v", c.log, got)
		}
	}
}

// closed makes a database with a secret and closes it.
func closed(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveSecret("name", []byte("x")) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func readSecret(t *testing.T, s *storage.Store) {
	t.Helper()
	err := s.View(t.Context(), func(tx *storage.Tx) error { _, err := tx.Secret("name"); return err })
	if err != nil {
		t.Error(err)
	}
}

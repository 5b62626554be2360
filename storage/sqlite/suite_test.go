package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/storage/storagetest"
)

func TestSuite(t *testing.T) {
	storagetest.Run(t, func(t *testing.T) *storage.Store {
		return open(t, filepath.Join(t.TempDir(), "comptoir.db"))
	})
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

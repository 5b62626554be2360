package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/storagetest"
)

func TestSuite(t *testing.T) {
	storagetest.Run(t, func(t *testing.T) *storage.Store {
		return open(t, filepath.Join(t.TempDir(), "comptoir.db"))
	})
}

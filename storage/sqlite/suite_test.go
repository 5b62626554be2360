package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/storagetest"
)

// What connections remember is compared with what is stored, each time.
func TestSuite(t *testing.T) {
	compared := doubting(t)
	storagetest.Run(t, func(t *testing.T) *storage.Store {
		return open(t, filepath.Join(t.TempDir(), "comptoir.db"))
	})
	if *compared == 0 {
		t.Error("nothing was remembered")
	}
}

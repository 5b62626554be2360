package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// A backup of the whole folder brings the end of a journal back that somebody has
// cut off, and nothing else of it.
func TestRestoreBringsBackWhatWasCutOffAJournal(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "comptoir.db"), filepath.Join(dir, "backup.db")
	s := journalStore(t, path)
	edit(t, path, `VACUUM INTO '`+backup+`'`)
	for _, cut := range []string{"seq >= 7", "seq >= 6"} { // the last one, then the marker of a restore too
		edit(t, path, `DELETE FROM posting WHERE `+cut, `DELETE FROM closing WHERE number > 1`)
		if err := s.View(t.Context(), verifyKept); err == nil {
			t.Fatal("the cut is not found")
		}
		if err := sqlite.Restore(t.Context(), path, backup, sqlite.Tails, func(*storage.Tx) error { return nil }); err != nil {
			t.Fatalf("%s: %v", cut, err)
		}
		if err := s.View(t.Context(), verifyKept); err != nil {
			t.Errorf("%s: %v", cut, err)
		}
	}
}

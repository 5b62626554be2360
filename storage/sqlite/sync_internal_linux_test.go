package sqlite

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Every commit waits for the disk, and one for which the disk fails is not told as done.
func TestEveryCommitIsFlushed(t *testing.T) {
	flushed, answer := 0, error(nil)
	fdatasync = func(int) error {
		flushed++
		return answer
	}
	t.Cleanup(func() { fdatasync = syscall.Fdatasync })
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "comptoir.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	save := func(name string) error {
		return s.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.SaveProject(directory.Project{ID: ident.ProjectID{1}, Code: "P01", Name: name, Country: "SN"})
		})
	}
	for _, name := range []string{"A", "B", "C"} {
		before := flushed
		if err := save(name); err != nil || flushed != before+1 {
			t.Errorf("%s: flushed %d times: %v", name, flushed-before, err)
		}
	}
	answer = syscall.EIO
	if err := save("D"); !errors.Is(err, fault.Conflict) {
		t.Errorf("a disk that fails gives %v", err)
	}
	answer = nil
	if err := save("E"); err != nil {
		t.Error(err)
	}
}

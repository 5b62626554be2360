package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// A pipe in the place of a file of the data folder would have the program wait for
// ever, before there is a window that could say so.
func TestAPipeInTheDataFolderKeepsNobodyWaiting(t *testing.T) {
	o := found(t)
	o.shut(t)
	made := special(t, t.TempDir(), ".pipe")
	if len(made) == 0 {
		t.Skip("this system has no pipes in folders")
	}
	for _, name := range []string{"open.mark", "comptoir.db-wal", "comptoir.db-shm"} {
		path := filepath.Join(o.dir, name)
		check(t, os.Rename(made[0], path))
		ended := make(chan error, 1)
		go func() {
			_, err := workspace.Open(context.Background(), o.dir, workspace.Options{})
			ended <- err
		}()
		select {
		case err := <-ended:
			synctest.Refused(t, err, fault.Denied, "storage.not-opened")
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: it waits", name)
		}
		check(t, os.Rename(path, made[0]))
	}
	o.reopen(t)
}

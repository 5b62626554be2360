//go:build unix

package inbox_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/comptoir/comptoir/sync/inbox"
)

// Row 15: what is no file is named, but neither opened nor followed.
func TestThreat15PipesAndLinksAreNotOpened(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, filepath.Join(elsewhere, "secret.usr"), "x")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.usr"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"link.usr": filepath.Join(elsewhere, "secret.usr"), "folder": elsewhere, "loop": dir} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan []string, 1)
	go func() { done <- rest(t, &inbox.Looker{Extensions: extensions}, dir) }()
	select {
	case got := <-done:
		want(t, got, "link.usr", "pipe.usr")
	case <-time.After(10 * time.Second):
		t.Fatal("the look hangs")
	}
}

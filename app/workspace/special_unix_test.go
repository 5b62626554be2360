//go:build unix

package workspace_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// special lays a pipe and links into a folder.
func special(t *testing.T, dir, extension string) []string {
	t.Helper()
	pipe := filepath.Join(dir, "pipe"+extension)
	check(t, syscall.Mkfifo(pipe, 0o600))
	loop := filepath.Join(dir, "loop"+extension)
	check(t, os.Symlink(loop, loop))
	device := filepath.Join(dir, "device"+extension)
	check(t, os.Symlink("/dev/zero", device))
	return []string{pipe, loop, device}
}

package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/comptoir/comptoir/app/disk"
)

func TestReplaceGivesTheContentAndLeavesNothingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "keys")
	for _, content := range []string{"one", "two, longer", ""} {
		if err := disk.Replace(path, ".keys-*", []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("it holds %q, %v; want %q", got, err, content)
		}
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %v, %v", info.Mode(), err)
	}
	wantNames(t, dir, "keys")
}

func TestReplaceThatFailsLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "folder")
	if err := os.MkdirAll(filepath.Join(path, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := disk.Replace(path, ".folder-*", []byte("x")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	wantNames(t, dir, "folder")
}

func TestNoFolder(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	if err := disk.Replace(filepath.Join(none, "file"), ".file-*", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file in no folder: %v", err)
	}
	if err := disk.SyncFolder(none); runtime.GOOS != "windows" && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder flushed: %v", err)
	}
}

func wantNames(t *testing.T, dir string, want string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != want {
		t.Errorf("the folder holds %v, %v; want %s alone", entries, err, want)
	}
}

package usrfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// Both ways to rename leave alone what has the name already.
func TestRenameTakesFreeNamesOnly(t *testing.T) {
	for way, rename := range map[string]func(from, to string) error{"in one step": usrfile.RenameFree, "in two": usrfile.ReserveAndRename} {
		t.Run(way, func(t *testing.T) {
			dir := t.TempDir()
			from, to := filepath.Join(dir, ".a.tmp"), filepath.Join(dir, "a.usr")
			for _, path := range []string{from, to} {
				if err := os.WriteFile(path, []byte(path), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := rename(from, to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("onto a file: %v", err)
			}
			for _, path := range []string{from, to} {
				if content, err := os.ReadFile(path); string(content) != path {
					t.Errorf("%s holds %q, %v", path, content, err)
				}
			}
			if err := os.Remove(to); err != nil {
				t.Fatal(err)
			}
			if err := rename(from, to); err != nil {
				t.Error(err)
			}
			if content, err := os.ReadFile(to); string(content) != from || len(names(t, dir)) != 1 {
				t.Errorf("afterwards %v with %q, %v", names(t, dir), content, err)
			}
			if err := rename(from, to+"2"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("of nothing: %v", err)
			}
			if left := names(t, dir); len(left) != 1 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

package usrfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWriteFileNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"awa.usr", "awa-2.usr", "awa-3.usr"} {
		path, err := usrfile.WriteFile(dir, "awa.usr", []byte{byte(i)})
		if err != nil || path != filepath.Join(dir, want) {
			t.Fatalf("got %s, %v, want %s", path, err, want)
		}
	}
	for i, name := range []string{"awa.usr", "awa-2.usr", "awa-3.usr"} {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || len(b) != 1 || b[0] != byte(i) {
			t.Errorf("%s holds %v, %v", name, b, err)
		}
	}
	if got := names(t, dir); len(got) != 3 {
		t.Errorf("left behind: %v", got)
	}
}

// A folder or link in the way is not replaced either.
func TestWriteFileLeavesWhatIsInTheWay(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "a.key"), 0o700); err != nil {
		t.Fatal(err)
	}
	path, err := usrfile.WriteFile(dir, "a.key", []byte("x"))
	if err != nil || filepath.Base(path) != "a-2.key" {
		t.Errorf("got %s, %v", path, err)
	}
}

func TestWriteFileFromManyWritersAtOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			if _, err := usrfile.WriteFile(dir, "a.usr", []byte(strconv.Itoa(i))); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	seen := make(map[string]bool)
	for _, name := range names(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		must(t, b, err)
		seen[string(b)] = true
	}
	if got := names(t, dir); len(got) != 20 || len(seen) != 20 {
		t.Errorf("%d contents in %v, want 20 in 20 files", len(seen), got)
	}
}

func TestWriteFileStaysInItsFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"", ".", "..", "../a.usr", "a/b.usr", `a\b.usr`, "/a.usr", ".hidden.usr", "C:a.usr", "a.usr:stream"} {
		_, err := usrfile.WriteFile(dir, name, []byte("x"))
		refused(t, err, usrfile.ErrName)
	}
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("wrote %v", got)
	}
}

func TestWriteFileSaysWhenTheFolderIsMissing(t *testing.T) {
	_, err := usrfile.WriteFile(filepath.Join(t.TempDir(), "none"), "a.usr", []byte("x"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestWriteFileGivesUpWhenAllNamesAreTaken(t *testing.T) {
	dir := t.TempDir()
	for n := 1; n <= 1000; n++ {
		name := "a.usr"
		if n > 1 {
			name = "a-" + strconv.Itoa(n) + ".usr"
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := usrfile.WriteFile(dir, "a.usr", []byte("x"))
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	if got := names(t, dir); slices.ContainsFunc(got, func(name string) bool { return filepath.Ext(name) == ".tmp" }) {
		t.Errorf("a temporary file was left behind among %d", len(got))
	}
}

func TestStagedFileHasNoNameUntilItIsPublished(t *testing.T) {
	dir := t.TempDir()
	staged, err := usrfile.StageFile(dir, "awa.usr", []byte("whole"))
	if err != nil {
		t.Fatal(err)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "[^.]*")); len(found) > 0 {
		t.Errorf("before: %v", found)
	}
	path, err := staged.Publish()
	if err != nil || path != filepath.Join(dir, "awa.usr") {
		t.Fatalf("%s, %v", path, err)
	}
	if content, err := os.ReadFile(path); string(content) != "whole" {
		t.Errorf("%q, %v", content, err)
	}
	another, err := usrfile.StageFile(dir, "awa.usr", []byte("never"))
	if err != nil {
		t.Fatal(err)
	}
	if err := another.Discard(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("afterwards: %v", entries)
	}
}

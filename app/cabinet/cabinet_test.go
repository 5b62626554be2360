package cabinet_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cabinet"
	"github.com/comptoir/comptoir/app/fault"
)

func put(t *testing.T, c cabinet.Cabinet, data []byte) [32]byte {
	t.Helper()
	hash, err := c.Put(data)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestWhatIsPutIsRead(t *testing.T) {
	dir := t.TempDir()
	c := cabinet.In(dir)
	data := []byte("%PDF-1.4 …")
	hash := put(t, c, data)
	if hash != sha256.Sum256(data) {
		t.Error("another name")
	}
	got, err := c.Read(hash, int64(len(data)))
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("%q, %v", got, err)
	}
	if put(t, c, data) != hash || files(t, dir) != 1 {
		t.Errorf("put twice there are %d files", files(t, dir))
	}
	info, err := os.Stat(c.Path(hash))
	if err != nil || info.Mode().Perm() != 0o600 && os.PathSeparator == '/' {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}

func files(t *testing.T, dir string) (n int) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	hidden, err2 := filepath.Glob(filepath.Join(dir, "*", ".*"))
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return len(found) + len(hidden)
}

func TestWhatIsNotThereOrNotGenuineIsNamed(t *testing.T) {
	c := cabinet.In(t.TempDir())
	data := []byte("receipt")
	size := int64(len(data))
	hash := put(t, c, data)
	for name, c2 := range map[string]struct {
		spoil func(path string) error
		kind  fault.Kind
		key   string
	}{
		"gone":     {os.Remove, fault.Missing, "cabinet.missing"},
		"changed":  {func(p string) error { return os.WriteFile(p, []byte("Receipt"), 0o600) }, fault.Forged, "cabinet.altered"},
		"cut":      {func(p string) error { return os.Truncate(p, size-1) }, fault.Forged, "cabinet.altered"},
		"emptied":  {func(p string) error { return os.Truncate(p, 0) }, fault.Forged, "cabinet.altered"},
		"longer":   {func(p string) error { return os.WriteFile(p, []byte("receipts"), 0o600) }, fault.Forged, "cabinet.altered"},
		"a folder": {func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }, fault.Forged, "cabinet.altered"},
	} {
		t.Run(name, func(t *testing.T) {
			path := c.Path(hash)
			if err := c2.spoil(path); err != nil {
				t.Fatal(err)
			}
			got, err := c.Read(hash, size)
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != c2.kind || f.Key != c2.key || got != nil {
				t.Errorf("%q, %v", got, err)
			}
			if err := c.Check(hash, size); !errors.Is(err, c2.kind) || cabinet.Whole(path) {
				t.Errorf("checked: %v", err)
			}
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
			if put(t, c, data); c.Check(hash, size) != nil || !cabinet.Whole(path) {
				t.Error("put again it is not right")
			}
		})
	}
	if err := c.Check(hash, size+1); !errors.Is(err, fault.Forged) {
		t.Errorf("of another size: %v", err)
	}
}

func TestOpenGivesTheBytesToWhoComparesThem(t *testing.T) {
	c := cabinet.In(t.TempDir())
	hash := put(t, c, []byte("receipt"))
	f, err := c.Open(hash, 7)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil || string(got) != "receipt" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAFullOrLockedFolderIsSaid(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	if _, err := cabinet.In(dir).Put([]byte("a")); !errors.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
}

func TestSweepTakesWhatNobodyNames(t *testing.T) {
	dir := t.TempDir()
	c := cabinet.In(dir)
	named, old, fresh := put(t, c, []byte("named")), put(t, c, []byte("old")), put(t, c, []byte("fresh"))
	yesterday := time.Now().Add(-48 * time.Hour)
	left := filepath.Join(filepath.Dir(c.Path(old)), ".123.tmp")
	foreign := filepath.Join(dir, "README.txt")
	for _, path := range []string{left, foreign} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{c.Path(named), c.Path(old), left, foreign} {
		if err := os.Chtimes(path, yesterday, yesterday); err != nil {
			t.Fatal(err)
		}
	}
	keep := func(hash [32]byte) bool { return hash == named }
	removed, err := c.Sweep(keep, time.Now().Add(-24*time.Hour))
	if err != nil || removed != 1 {
		t.Errorf("removed %d, %v", removed, err)
	}
	for path, stays := range map[string]bool{c.Path(named): true, c.Path(old): false, c.Path(fresh): true, left: false, foreign: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := os.Chtimes(c.Path(fresh), yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if err := c.Touch(fresh, 5); err != nil { // somebody is about to name it
		t.Fatal(err)
	}
	if removed, err := c.Sweep(keep, time.Now().Add(-24*time.Hour)); err != nil || removed != 0 {
		t.Errorf("removed %d, %v", removed, err)
	}
}

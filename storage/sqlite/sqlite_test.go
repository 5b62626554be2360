package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// markOurs writes the four letters CPTR into the header of a file.
const markOurs = "PRAGMA application_id = 0x43505452"

func TestOpenMakesAFileForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	s := open(t, path)
	if err := s.Update(t.Context(), save("value")); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		return // access there follows the folder
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o, want 600", filepath.Base(name), mode)
		}
	}
}

func TestWhatWasWrittenIsThereAfterOpeningAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	for _, value := range []string{"first", "second"} {
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Update(t.Context(), save(value)); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		expect(t, open(t, path), value)
	}
}

// A path is a name, whatever its characters mean in a URI.
func TestOpenTakesAnyPath(t *testing.T) {
	names := []string{"à côté", "a b+c", "100%25", "q#r", "semi;colon&x=1", "[é]"}
	if runtime.GOOS != "windows" {
		names = append(names, "what?mode=memory", `back\slash`, ":memory:", "file:x")
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, name+".db")
			if err := open(t, path).Update(t.Context(), save(name)); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Errorf("the file itself: %v, %v", info, err)
			}
			expect(t, open(t, path), name)
		})
	}
}

func TestOpenTakesARelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := open(t, "comptoir.db").Update(t.Context(), save("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("comptoir.db"); err != nil {
		t.Error(err)
	}
}

// Two programs may have one file open; here they are two stores.
func TestTwoStoresOnOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	first, second := open(t, path), open(t, path)
	done := make(chan error, 40)
	for i := range cap(done) {
		s := []*storage.Store{first, second}[i%2]
		go func() {
			done <- s.Update(context.Background(), func(tx *storage.Tx) error {
				sealed, err := tx.Secret("count")
				if err != nil && !errors.Is(err, fault.Missing) {
					return err
				}
				return tx.SaveSecret("count", append(sealed, 1))
			})
		}()
	}
	for range cap(done) {
		if err := <-done; err != nil {
			t.Errorf("one of two writers: %v", err)
		}
	}
	expectSecret(t, first, "count", bytes.Repeat([]byte{1}, cap(done)))
}

// Programs that start at the same moment in an empty folder all get in.
func TestStoresThatMakeOneFile(t *testing.T) {
	for range 10 {
		path := filepath.Join(t.TempDir(), "comptoir.db")
		done := make(chan error, 4)
		for range cap(done) {
			go func() {
				s, err := sqlite.Open(context.Background(), path)
				if err == nil {
					err = s.Close()
				}
				done <- err
			}()
		}
		for range cap(done) {
			if err := <-done; err != nil {
				t.Errorf("Open: %v", err)
			}
		}
	}
}

func TestOpenExisting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	for name, opener := range map[string]func(context.Context, string) (*storage.Store, error){
		"OpenExisting": sqlite.OpenExisting, "OpenReadOnly": sqlite.OpenReadOnly,
	} {
		if _, err := opener(t.Context(), path); !errors.Is(err, fault.Missing) {
			t.Errorf("%s without a file gives %v, want a fault of kind missing", name, err)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file has been made: %v", err)
	}
	if err := open(t, path).Update(t.Context(), save("x")); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.OpenExisting(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, s, "x")
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestOpenInAMissingFolder(t *testing.T) {
	_, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "none", "comptoir.db"))
	if !errors.Is(err, fault.Denied) {
		t.Errorf("Open gives %v, want a fault of kind denied", err)
	}
}

func TestAFolderIsNoDatabase(t *testing.T) {
	for name, opener := range map[string]func(context.Context, string) (*storage.Store, error){
		"Open": sqlite.Open, "OpenExisting": sqlite.OpenExisting, "OpenReadOnly": sqlite.OpenReadOnly,
	} {
		if _, err := opener(t.Context(), t.TempDir()); !errors.Is(err, fault.Denied) {
			t.Errorf("%s of a folder gives %v, want a fault of kind denied", name, err)
		}
	}
}

// A start that was cut short leaves a file without tables, or one that is marked only.
func TestOpenFinishesWhatWasBegun(t *testing.T) {
	for name, begin := range map[string]func(t *testing.T, path string){
		"empty":  func(*testing.T, string) {},
		"marked": func(t *testing.T, path string) { edit(t, path, markOurs) },
		"without its last migration": func(t *testing.T, path string) {
			edit(t, path, markOurs, "CREATE TABLE schema_migration (version BIGINT, name TEXT, applied BIGINT)")
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "comptoir.db")
			if err := sqlite.Create(path); err != nil {
				t.Fatal(err)
			}
			begin(t, path)
			s := open(t, path)
			if err := s.Update(t.Context(), save("x")); err != nil {
				t.Fatal(err)
			}
			expect(t, s, "x")
		})
	}
}

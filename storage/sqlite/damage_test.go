package sqlite_test

import (
	"bytes"
	"database/sql"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/storage/sqlite"
)

const pageSize = 4096

// rounds is how often each page meets each kind of damage in the long run of `make
// faults ROUNDS=…`. In every run of the tests, which is 0, each page meets one kind.
func rounds() int { return (faultrun.Asked() + 99) / 100 }

// pageDamage is what a disk, a stick or a copy does to a page.
var pageDamage = []struct {
	name string
	do   func(file []byte, page int) []byte
}{
	{"bit flipped", func(file []byte, page int) []byte {
		file[page*pageSize+rand.IntN(pageSize)] ^= 1 << rand.IntN(8)
		return file
	}},
	{"zeroed", func(file []byte, page int) []byte { clear(file[page*pageSize : (page+1)*pageSize]); return file }},
	{"half zeroed", func(file []byte, page int) []byte {
		clear(file[page*pageSize+pageSize/2 : (page+1)*pageSize])
		return file
	}},
	{"noise", func(file []byte, page int) []byte {
		for i := range 16 {
			file[page*pageSize+rand.IntN(pageSize/16)*16+i] = byte(rand.Uint32())
		}
		return file
	}},
	{"in the wrong place", func(file []byte, page int) []byte {
		copy(file[page*pageSize:(page+1)*pageSize], file[(page+1)%(len(file)/pageSize)*pageSize:])
		return file
	}},
	{"cut off before", func(file []byte, page int) []byte { return file[:page*pageSize] }},
	{"cut off within", func(file []byte, page int) []byte { return file[:page*pageSize+1+rand.IntN(pageSize-1)] }},
}

// Every page of a database is damaged in every way. Opening it or verifying it finds
// that, and neither changes a byte.
func TestFaultOnEveryPage(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	journalStore(t, whole)
	mustBe(t, checkpointed(whole))
	content := read(t, whole)
	unused := freeLeaves(t, whole)
	path := filepath.Join(dir, "comptoir.db")
	for kind, d := range pageDamage {
		count, atOpen := 0, 0
		for page := range len(content) / pageSize {
			if unused[page+1] || rounds() == 0 && page%len(pageDamage) != kind {
				continue // what nobody will read may be anything
			}
			for range max(1, rounds()) {
				damaged := d.do(bytes.Clone(content), page)
				if bytes.Equal(damaged, content) {
					continue
				}
				write(t, path, damaged)
				count++
				opened, err := refused(t, path)
				if opened {
					atOpen++
				}
				if !errors.Is(err, fault.Forged) {
					t.Errorf("%s, page %d: %v, want a fault of kind forged", d.name, page+1, err)
				}
				if !bytes.Equal(read(t, path), damaged) {
					t.Fatalf("%s, page %d: the file was changed", d.name, page+1)
				}
			}
		}
		faultrun.Counted(t, "page of a database "+d.name, count, "%d found at open, the others by verify", atOpen)
	}
}

// refused opens a damaged file to read and verifies it, and reports whether opening
// found it.
func refused(t *testing.T, path string) (atOpen bool, err error) {
	t.Helper()
	s, err := sqlite.OpenReadOnly(t.Context(), path)
	if err != nil {
		return true, err
	}
	defer s.Close()
	return false, sqlite.Check(t.Context(), path)
}

// checkpointed brings all of a database into its file.
func checkpointed(path string) error {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return err
	}
	_, err = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return errors.Join(err, db.Close())
}

// freeLeaves names the pages that hold nothing: SQLite does not read them.
func freeLeaves(t *testing.T, path string) map[int]bool {
	t.Helper()
	free := map[int]bool{}
	content := read(t, path)
	word := func(at int) int {
		return int(content[at])<<24 | int(content[at+1])<<16 | int(content[at+2])<<8 | int(content[at+3])
	}
	for trunk := word(32); trunk != 0; {
		at := (trunk - 1) * pageSize
		for n := range word(at + 4) {
			free[word(at+8+4*n)] = true
		}
		trunk = word(at)
	}
	return free
}

func mustBe(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

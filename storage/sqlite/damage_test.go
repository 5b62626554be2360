package sqlite_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/storage"
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

// stopped makes a database of which the last commits are in the log only, as a
// program that was killed leaves it: the database, its log and the index of it.
func stopped(t *testing.T, dir string, commits int) (files [3][]byte) {
	t.Helper()
	path := filepath.Join(dir, "comptoir.db")
	made(t, path)
	s, err := sqlite.Open(t.Context(), path)
	mustBe(t, err)
	defer func() { mustBe(t, s.Close()) }()
	for n := range commits {
		mustBe(t, s.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.SaveSecret(fmt.Sprintf("name %d", n), bytes.Repeat([]byte{byte(n)}, 900))
		}))
	}
	for i, ending := range endings {
		files[i] = read(t, path+ending)
	}
	return files
}

var endings = [3]string{"", "-wal", "-shm"}

// A log is damaged in every frame and in its header, with and without the index
// that a killed program leaves. What was committed and can not be read is noticed;
// a log that is taken to be in order gives everything.
func TestFaultInTheLog(t *testing.T) {
	const commits = 12
	files := stopped(t, t.TempDir(), commits)
	path := filepath.Join(t.TempDir(), "comptoir.db")
	const frame = 24 + pageSize
	frames := (len(files[1]) - 32) / frame
	for _, withIndex := range []bool{true, false} {
		count, harmless := 0, 0
		try := func(what string, log []byte, certain bool) {
			count++
			write(t, path, files[0])
			write(t, path+"-shm", nil)
			if withIndex {
				write(t, path+"-shm", files[2])
			}
			mustBe(t, os.RemoveAll(path+"-wal"))
			if log != nil {
				write(t, path+"-wal", log)
			}
			err := sqlite.CheckLog(path)
			switch {
			case errors.Is(err, fault.Forged):
				if !bytes.Equal(read(t, path), files[0]) {
					t.Fatal("the database was changed")
				}
			case err != nil:
				t.Errorf("%s: %v", what, err)
			case certain || withIndex:
				t.Errorf("%s: the damage was not noticed", what)
			default:
				harmless++
			}
		}
		for range max(1, rounds()) {
			for n := range frames {
				at := 32 + n*frame
				flipped := bytes.Clone(files[1])
				flipped[at+rand.IntN(frame)] ^= 1 << rand.IntN(8)
				// Without the index, the last transaction may have been cut short by a stop of
				// the computer as well: then nobody was told that it was recorded.
				// So it is with the frame before, from which the sums of that transaction go on.
				last := n+1 >= frames-lastTransaction(files[1])
				try(fmt.Sprintf("bit flipped in frame %d of %d", n+1, frames), flipped, !last)
				zeroed := bytes.Clone(files[1])
				clear(zeroed[at : at+frame])
				try(fmt.Sprintf("frame %d of %d zeroed", n+1, frames), zeroed, n+2 < frames-lastTransaction(files[1]))
				try(fmt.Sprintf("cut off before frame %d", n+1), files[1][:at], false)
				try(fmt.Sprintf("cut off within frame %d", n+1), files[1][:at+1+rand.IntN(frame-1)], false)
			}
			flipped := bytes.Clone(files[1])
			flipped[rand.IntN(32)] ^= 1 << rand.IntN(8)
			try("bit flipped in the header", flipped, true)
			try("all zeroed", make([]byte, len(files[1])), true)
			try("gone", nil, false)
		}
		faultrun.Counted(t, "log damaged, "+map[bool]string{true: "with its index", false: "without its index"}[withIndex], count, "%d not to be told from a stop of the computer, the others found", harmless)
	}
	write(t, path, files[0])
	write(t, path+"-wal", files[1])
	write(t, path+"-shm", files[2])
	mustBe(t, sqlite.CheckLog(path))
	s := open(t, path)
	for n := range commits {
		expectSecret(t, s, fmt.Sprintf("name %d", n), bytes.Repeat([]byte{byte(n)}, 900))
	}
}

// lastTransaction gives of how many frames the last transaction in a log is.
func lastTransaction(log []byte) (frames int) {
	const frame = 24 + pageSize
	for at := len(log) - frame; at >= 32; at -= frame {
		if commit := !bytes.Equal(log[at+4:at+8], make([]byte, 4)); commit && frames > 0 {
			return frames
		}
		frames++
	}
	return frames
}

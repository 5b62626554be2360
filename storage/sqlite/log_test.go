package sqlite_test

import (
	"bytes"
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
				try(fmt.Sprintf("bit flipped in frame %d of %d", n+1, frames), flipped, true)
				// Without the index, the last transaction may have been cut short by a stop of
				// the computer as well: then nobody was told that it was recorded. So it is where
				// nothing is left of the frame from which the sums of that transaction go on.
				last := frames - lastTransaction(files[1])
				spoilt := bytes.Clone(files[1])
				clear(spoilt[at+24 : at+24+512])
				try(fmt.Sprintf("sector in frame %d of %d zeroed", n+1, frames), spoilt, n < last)
				zeroed := bytes.Clone(files[1])
				clear(zeroed[at : at+frame])
				try(fmt.Sprintf("frame %d of %d zeroed", n+1, frames), zeroed, n+2 < last)
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

// The computer stops while the last transaction is written: of each of its sectors the
// new content is on the disk, that of an earlier run of the log, or nothing. That is no
// damage, since nobody was told of that transaction.
func TestFaultAStopOfTheComputerIsNoDamage(t *testing.T) {
	const frame, sector = 24 + pageSize, 512
	files, earlier := stopped(t, t.TempDir(), 12), stopped(t, t.TempDir(), 14)
	path := filepath.Join(t.TempDir(), "comptoir.db")
	write(t, path, files[0])
	start := len(files[1]) - frame*lastTransaction(files[1])
	count := 200 * max(1, rounds())
	for range count {
		log := bytes.Clone(files[1])
		for at := start; at < len(log); at = (at/sector + 1) * sector {
			switch end := min(len(log), (at/sector+1)*sector); rand.IntN(4) {
			case 0:
				copy(log[at:end], earlier[1][at:])
			case 1:
				clear(log[at:end])
			}
		}
		write(t, path+"-wal", log)
		if err := sqlite.CheckLog(path); err != nil {
			t.Fatalf("a stop is taken for damage: %v", err)
		}
	}
	faultrun.Counted(t, "log torn by a stop of the computer", count, "none taken for damage")
}

// A program is killed between the two copies that the index has of its header, or one
// of them is damaged: the other one still knows what was committed.
func TestFaultOneCopyOfTheIndexIsEnough(t *testing.T) {
	files := stopped(t, t.TempDir(), 12)
	path := filepath.Join(t.TempDir(), "comptoir.db")
	write(t, path, files[0])
	const header = 48
	for _, damaged := range []int{0, header} {
		index := bytes.Clone(files[2])
		index[damaged+rand.IntN(header)] ^= 1
		write(t, path+"-shm", index)
		write(t, path+"-wal", files[1])
		mustBe(t, sqlite.CheckLog(path))
		write(t, path+"-wal", files[1][:len(files[1])-1])
		if err := sqlite.CheckLog(path); !errors.Is(err, fault.Forged) {
			t.Errorf("the copy at %d is damaged, and the end of the log is not missed: %v", damaged, err)
		}
	}
}

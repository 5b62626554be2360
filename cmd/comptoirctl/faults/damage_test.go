package faults

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

const pageSize = 4096

// damages are what happens to a database that nobody has open.
var damages = []struct {
	name string
	do   func(file []byte) []byte
}{
	{"bit flipped", func(file []byte) []byte { file[rand.IntN(len(file))] ^= 1 << rand.IntN(8); return file }},
	{"page zeroed", func(file []byte) []byte {
		at := rand.IntN(len(file)/pageSize) * pageSize
		clear(file[at : at+pageSize])
		return file
	}},
	{"cut off", func(file []byte) []byte { return file[:rand.IntN(len(file))] }},
	{"emptied", func([]byte) []byte { return nil }},
	{"gone", nil},
}

// The database of a folder is damaged in every way. The program says so, at open or
// when it verifies, and what to do; the folder is repaired from its files without a
// loss, or from its backup, and what was damaged is kept as it was.
func TestFaultDamagedFoldersAreRepaired(t *testing.T) {
	s := newScene(t)
	s.must(t, admin, "backup", "create", "--passphrase-file", "phrase")
	backup := strings.TrimSpace(s.must(t, admin, "backup", "list", "--json"))
	path := find(t, `"path":\s*"([^"]+)"`, backup)
	fingerprint := find(t, `(\S+)`, s.must(t, admin, "org", "fingerprint"))
	acts := len(s.must(t, admin, "history", "list", "--json"))
	whole, err := os.ReadFile(s.path("hq", "comptoir.db"))
	check(t, err)
	each := max(1, rounds(0)/3) // of many commands
	for _, d := range some(damages, rounds(2)) {
		atOpen, byVerify, unused, fromFiles, fromBackup := 0, 0, 0, 0, 0
		for range each {
			c := s.copy(t)
			database := c.path("hq", "comptoir.db")
			check(t, os.Remove(database))
			var damaged []byte
			if d.do != nil {
				damaged = d.do(bytes.Clone(whole))
				check(t, os.WriteFile(database, damaged, 0o600))
			}
			r := c.run(t, admin, "verify")
			if r.status == 0 { // a page that holds nothing
				unused++
				c.remove(t)
				continue
			}
			r.wantClear(t)
			if opened := c.run(t, admin, "org", "show"); opened.status != 0 {
				opened.wantClear(t)
				atOpen++
			} else {
				byVerify++
			}
			if look := c.run(t, person{data: "hq"}, "repair", "look"); look.status != 3 || !strings.Contains(look.stdout, filepath.Base(path)) {
				t.Errorf("%s: repair look gives %d\n%s\n%s", d.name, look.status, look.stdout, look.stderr)
			}
			if r := c.run(t, person{data: "hq"}, "repair", "files"); r.status == 0 {
				fromFiles++
				if got := len(c.must(t, admin, "history", "list", "--json")); got < acts {
					t.Errorf("%s: the history is shorter", d.name)
				}
			} else {
				fromBackup++
				c.must(t, person{data: "hq"}, "repair", "backup", path, "--passphrase-file", "phrase", "--trust", fingerprint)
			}
			c.wantIntact(t, admin)
			wantKept(t, c, d.name, damaged)
			c.remove(t)
		}
		faultrun.Counted(t, "database "+d.name, each, "%d found at open, %d by verify, %d in pages that hold nothing; %d repaired from the files, %d from the backup",
			atOpen, byVerify, unused, fromFiles, fromBackup)
	}
}

// wantKept wants a damaged file to lie beside the backups as it was.
func wantKept(t *testing.T, s scene, name string, damaged []byte) {
	t.Helper()
	kept, err := filepath.Glob(s.path("hq", "backups", "endommage_*", "comptoir.db"))
	check(t, err)
	if damaged == nil && len(kept) == 0 {
		return
	}
	if len(kept) != 1 {
		t.Fatalf("%s: %v is kept", name, kept)
	}
	content, err := os.ReadFile(kept[0])
	check(t, err)
	if len(content) != len(damaged) {
		t.Errorf("%s: %d bytes of %d are kept", name, len(content), len(damaged))
	}
}

// A backup is damaged at any byte: it is refused, and the data folder stays as it
// is.
func TestFaultDamagedBackupsAreRefused(t *testing.T) {
	s := newScene(t)
	s.must(t, admin, "backup", "create", "--passphrase-file", "phrase", "--out", "stick")
	found, err := filepath.Glob(s.path("stick", "sauvegarde_*.age"))
	check(t, err)
	whole, err := os.ReadFile(found[0])
	check(t, err)
	before := s.must(t, admin, "user", "list", "--json")
	count := 0
	for range rounds(2) {
		for _, d := range damages[:3] {
			check(t, os.WriteFile(found[0], d.do(bytes.Clone(whole)), 0o600))
			r := s.run(t, admin, "backup", "verify", found[0], "--passphrase-file", "phrase")
			if r.wantClear(t); r.status == 0 {
				t.Errorf("%s: the backup passes", d.name)
			}
			count++
		}
	}
	if after := s.must(t, admin, "user", "list", "--json"); after != before {
		t.Errorf("the people are %s, they were %s", after, before)
	}
	s.wantIntact(t, admin)
	faultrun.Counted(t, "backup damaged", count, "all refused")
}

// Many programs post in one journal at the same time. Each waits for the others or
// says clearly that it could not; numbers have no gap and none is given twice.
func TestFaultManyProgramsPostAtOnce(t *testing.T) {
	s := newScene(t)
	before := strings.Count(s.must(t, awa, "posting", "list", "P01/OD", "--json"), `"number":`)
	programs, each := 4, rounds(3)
	if each > 25 {
		each = 25 // hundreds in all
		programs = 16
	}
	var wg sync.WaitGroup
	ends := make(chan ran, programs*each)
	for n := range programs {
		wg.Go(func() {
			for m := range each {
				cmd := s.command(awa, "post", "P01/OD", "--debit", "6053=10", "--credit", "5211=10", "--text", "Thé "+strconv.Itoa(n*each+m), "--date", "30.9.26")
				var out, errs bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &errs
				err := cmd.Run()
				if _, is := err.(*exec.ExitError); err != nil && !is {
					errs.WriteString(err.Error())
				}
				ends <- ran{cmd.Args[1:], out.String(), errs.String(), cmd.ProcessState.ExitCode()}
			}
		})
	}
	wg.Wait()
	close(ends)
	done, waited := 0, 0
	for r := range ends {
		if r.status == 0 {
			done++
			continue
		}
		waited++
		r.wantClear(t)
	}
	if after := strings.Count(s.must(t, awa, "posting", "list", "P01/OD", "--json"), `"number":`); after != before+done {
		t.Errorf("%d postings, want %d", after, before+done)
	}
	s.wantIntact(t, awa)
	faultrun.Counted(t, "posting by "+strconv.Itoa(programs)+" programs at once", programs*each, "%d done, %d told to try again", done, waited)
}

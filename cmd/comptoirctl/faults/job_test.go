package faults

import (
	"archive/zip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// job is one piece of work that a fault meets.
type job struct {
	name   string
	who    person
	line   string // a command line, in which a tilde stands for a space inside a word
	before []step // what is done already when the work begins
	// counted tells how much of such work is done: it prints the pattern once for
	// each piece. Without words, the pattern is one of the names of files.
	counted step
	pattern string
	brings  string                      // the name of the file that the work brings onto the stick; empty for none
	again   string                      // what makes up for a file that could not be written when the work was done already
	checked func(t *testing.T, s scene) // what else has to hold after each round; nil for nothing
}

// step is a command line of somebody.
type step struct {
	who  person
	line string
}

// jobs is all work that writes, each with the fewest words.
var jobs = []job{
	{
		name: "post", who: awa, line: "post P01/OD --debit 6053=300 --credit 5211=300 --text Thé --date 30.9.26 --attach stick/facture2.pdf",
		counted: step{awa, "posting list P01/OD --json"}, pattern: `"number":\d+`,
	},
	{
		name: "enter", who: awa, line: "voucher add P01/1 --out 700 --text Thé --attach stick/facture2.pdf",
		counted: step{awa, "voucher list P01/1 --json"}, pattern: `"number":\d+`,
	},
	{
		name: "count", who: awa, line: "count add P01/1 10000x23 5000x1 c500x5",
		counted: step{awa, "count list P01/1 --json"}, pattern: `"number":\d+`,
	},
	{
		name: "import", who: site, line: "import stick/awa*_poste-1.usr",
		before:  []step{{admin, "user edit awa@eauvive.example --job Comptable"}, {admin, "usr export --user awa@eauvive.example --out stick"}},
		counted: step{awa, "account show --json"}, pattern: `"job":"Comptable"`,
	},
	{
		name: "import-ledger", who: awa, line: "import-ledger stick/2026.journal --journal P01/OD",
		counted: step{awa, "posting list P01/OD --json"}, pattern: `"number":\d+`,
	},
	{
		name: "export", who: admin, line: "usr export --user awa@eauvive.example --out stick", again: "usr export --user awa@eauvive.example --out stick", brings: "awa*_poste-1*.usr",
		counted: step{admin, "history list --verb data-exported --json"}, pattern: `"verb":"data-exported"`, checked: stickIsWhole,
	},
	{
		name: "export-all", who: admin, line: "usr export --all --out stick", again: "usr export --all --out stick", brings: "awa*_poste-1*.usr",
		counted: step{admin, "history list --verb data-exported --json"}, pattern: `"verb":"data-exported"`, checked: stickIsWhole,
	},
	{
		name: "batch", who: awa, line: "batch export P01/1 --out stick", again: "batch export P01/1 --again 1 --out stick", brings: "*.lot",
		counted: step{awa, "batch list P01/1 --json"}, pattern: `"number":\d+`, checked: stickIsWhole,
	},
	{
		name: "close-day", who: awa, line: "close day P01/OD --until 10.9.26", again: "backup journal create P01/OD",
		counted: step{awa, "close list P01/OD --json"}, pattern: `"number":\d+`,
	},
	{
		name: "close-month", who: awa, line: "close month P01/OD --until 30.9.26 --out stick", again: "close again P01/OD 1 --out stick", brings: "*.clo",
		counted: step{awa, "close list P01/OD --json"}, pattern: `"number":\d+`, checked: stickIsWhole,
	},
	{
		name: "backup", who: admin, line: "backup create --passphrase-file phrase --out stick",
		counted: step{admin, "backup list stick --json"}, pattern: `"path":`, checked: stickIsWhole,
	},
	{
		name: "backup-journal", who: awa, line: "backup journal create P01/OD",
		counted: step{awa, "backup journal list P01/OD --json"}, pattern: `"path":`,
	},
	{
		name: "restore", who: admin, line: "backup restore stick/*.age --passphrase-file phrase",
		before:  []step{{admin, "backup create --passphrase-file phrase --out stick"}, {admin, "user edit awa@eauvive.example --job Comptable"}},
		counted: step{admin, "user show awa@eauvive.example --json"}, pattern: `"job":"Caissière"`,
	},
	{
		name: "restore-journal", who: awa, line: "restore journal site/backups/P01_OD*.age --reason Doublon",
		before:  []step{{awa, "backup journal create P01/OD"}, {awa, "post P01/OD --debit 6053=9 --credit 5211=9 --text Piles --date 30.9.26"}},
		counted: step{awa, "restore branches P01/OD --json"}, pattern: `"branch":\d+`,
	},
	{
		name: "found", who: person{"new", "pw", "chef@eauvive.example"}, line: "org create --name Puits --country SN --currency XOF --admin chef@eauvive.example",
		counted: step{person{data: "new"}, "org show --json"}, pattern: `"name":"Puits"`,
	},
	{
		name: "join", who: person{data: "new"}, line: "import stick/awa_*[0-9].usr --trust @fingerprint",
		counted: step{person{data: "new"}, "org show --json"}, pattern: `"side":"site"`,
	},
	{
		name: "take-batch", who: admin, line: "import stick/*.lot", before: []step{{awa, "batch export P01/1 --out stick"}},
		counted: step{admin, "batch received --json"}, pattern: `"number":\d+`,
	},
	{
		name: "take-closing", who: fatou, line: "import stick/*.clo", before: []step{{awa, "close month P01/OD --until 30.9.26 --out stick"}},
		counted: step{fatou, "close pending --json"}, pattern: `"number":\d+`,
	},
	{
		name: "password", who: awa, line: "account password --new-password-file pw4",
		counted: step{person{"site", "pw4", awa.name}, "account show --json"}, pattern: `"email"`,
	},
	{
		name: "user", who: admin, line: "user add --login ibou --first-name Ibou --last-name Sarr",
		counted: step{admin, "user list --json"}, pattern: `"login":"ibou"`,
	},
	{
		name: "report", who: awa, line: "report journal P01/OD --format xlsx --out stick/journal.xlsx", pattern: "stick/journal.xlsx", checked: sheetIsWhole,
	},
	{
		name: "fec", who: awa, line: "fec export --project P01 --year 2026 --siren 123456789 --bar --out stick", pattern: "stick/*FEC*.txt",
	},
	{
		name: "key", who: admin, line: "key export 1 --passphrase-file phrase --out stick",
		counted: step{admin, "key list --json"}, pattern: `"roots":\[\{[^}]*"exported":"2`,
	},
}

// words gives the words of a command line: a pattern of file names stands for the
// files that it finds, @name for what is in a file.
func (s scene) words(t *testing.T, line string) []string {
	t.Helper()
	var args []string
	for _, word := range strings.Fields(line) {
		word = strings.ReplaceAll(word, "~", " ")
		if name, is := strings.CutPrefix(word, "@"); is {
			content, err := os.ReadFile(s.path(name))
			check(t, err)
			word = string(content)
		}
		if !strings.Contains(word, "*") {
			args = append(args, word)
			continue
		}
		found, err := filepath.Glob(s.path(word))
		check(t, err)
		args = append(args, found...)
	}
	return args
}

// done tells how many pieces of the work are done.
func (j job) done(t *testing.T, s scene) int {
	t.Helper()
	if j.counted.line == "" {
		found, err := filepath.Glob(s.path(j.pattern))
		check(t, err)
		return len(found)
	}
	r := s.run(t, j.counted.who, s.words(t, j.counted.line)...)
	const denied, missing = 5, 7 // a password that is not that one yet, a folder that is not there yet
	if r.status != 0 && r.status != denied && r.status != missing {
		t.Fatalf("%s: status %d\n%s", j.counted.line, r.status, r.stderr)
	}
	return len(regexp.MustCompile(j.pattern).FindAllString(r.stdout, -1))
}

// prepare makes a scene in which the work can begin.
func (j job) prepare(t *testing.T) scene {
	t.Helper()
	s := newScene(t)
	for _, b := range j.before {
		s.must(t, b.who, s.words(t, b.line)...)
	}
	return s
}

// stickIsWhole wants what bears the name of a signed file or a backup on the stick
// and was not there before to be one: something unfinished has another name.
func stickIsWhole(t *testing.T, s scene) {
	t.Helper()
	entries, err := os.ReadDir(s.path("stick"))
	check(t, err)
	for _, entry := range entries {
		if _, err := os.Lstat(filepath.Join(sceneDir, "stick", entry.Name())); err == nil {
			continue
		}
		switch name := entry.Name(); filepath.Ext(name) {
		case ".age":
			s.must(t, admin, "backup", "verify", filepath.Join("stick", name), "--passphrase-file", "phrase")
		case ".usr", ".lot", ".clo", ".key", ".rec", ".rep", ".req":
			s.must(t, person{data: "none"}, "usr", "inspect", filepath.Join("stick", name))
		}
	}
}

// sheetIsWhole wants a report that is there to be one that opens.
func sheetIsWhole(t *testing.T, s scene) {
	t.Helper()
	opened, err := zip.OpenReader(s.path("stick", "journal.xlsx"))
	check(t, err)
	check(t, opened.Close())
}

package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// journalActs are acts with every column set, one of them of a poste, and one by
// the program itself.
func journalActs() []directory.Act {
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	details := []directory.Detail{{Name: "name", Value: "Awa"}, {Name: "role", Value: "cashier"}}
	return []directory.Act{
		{At: at, By: ident.UserID{1}, ByName: "Fatou Sarr", Subject: ident.UserID{2}, Poste: 1, Verb: "first", Details: details},
		{At: at, Poste: 2, Verb: "second", Details: details[1:]},
		{At: at, By: ident.UserID{2}, ByName: "Awa", Subject: ident.UserID{2}, Poste: 3, Verb: "third", Origin: ident.PosteID{5}, Received: at},
		{At: at, By: ident.UserID{1}, ByName: "Fatou Sarr", Subject: ident.UserID{2}, Poste: 1, Verb: "fourth", Details: details},
	}
}

func makeJournal(t *testing.T, path string) directory.JournalAnchor {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.Update(t.Context(), func(tx *storage.Tx) error {
		for i, a := range journalActs() {
			appended := tx.AppendAct
			if !a.Origin.IsZero() {
				appended = func(a directory.Act) error { return tx.AppendReported(a, int64(70+i)) }
			}
			if err := appended(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return checkJournal(t, path).Head.Anchor()
}

func checkJournal(t *testing.T, path string, anchors ...directory.JournalAnchor) (r directory.JournalReport) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.View(t.Context(), func(tx *storage.Tx) error {
		r, err = directory.VerifyJournal(tx, anchors...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// edits are what somebody writes into each column of the journal. Every column
// must be here.
var edits = map[string][]string{
	"seq":     {"seq + 100"},
	"acted":   {"acted + 1", "NULL"},
	"person":  {"x'99999999999999999999999999999999'", "NULL"},
	"by_name": {"by_name || 'x'", "''", "upper(by_name)"},
	"by_salt": {"x'99999999999999999999999999999999'", "NULL"},
	"by_sum":  {"randomblob(32)", "NULL"},
	"subject": {"x'99999999999999999999999999999999'", "NULL"},
	"poste":   {"poste + 1"},
	"verb":    {"verb || 'x'"},
	"details": {
		"'[]'", "'null'", "'x'", "details || ' '", "replace(details, 'cashier', 'controller')", "replace(details, 'Awa', 'Eva')",
		"replace(details, 'role', 'rule')", "replace(details, '[\"role\"', '[\"name\"')", "replace(details, '[\"name\"', '[\"nom\"')",
		"replace(details, '\",\"', '\" ,\"')", "'[[\"role\"]]'", "'[[\"name\",\"Awa\"]]'",
	},
	"search": {"search || 'x'", "''"},
	"prev":   {"randomblob(32)", "zeroblob(32)"},
	"hash":   {"randomblob(32)"},
}

var originEdits = map[string][]string{
	"act":      {"2"},
	"poste":    {"x'99999999999999999999999999999999'"},
	"seq":      {"seq + 1"},
	"received": {"received + 1"},
}

// Every column of every line is changed, one at a time; each change is found, and
// said to be at that line.
func TestEveryChangeOfTheJournalIsFound(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	anchor := makeJournal(t, whole)
	if r := checkJournal(t, whole, anchor); !r.Intact() || r.Acts != 4 {
		t.Fatalf("the journal is not intact: %+v", r)
	}
	found := 0
	for table, columns := range map[string]map[string][]string{"act": edits, "act_origin": originEdits} {
		allColumns(t, whole, table, columns)
		key := map[string]string{"act": "seq", "act_origin": "act"}[table]
		for column, values := range columns {
			for _, value := range values {
				for line := range int64(4) {
					if tryEdit(t, whole, table, column, value, key, line+1, anchor) {
						found++
					}
				}
			}
		}
	}
	t.Logf("%d changes of %d columns were made and found", found, len(edits)+len(originEdits))
}

// tryEdit changes one line in a copy; it reports whether that changed anything.
func tryEdit(t *testing.T, whole, table, column, value, key string, line int64, anchor directory.JournalAnchor) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	content := read(t, whole)
	write(t, path, content)
	defer os.Remove(path)
	statement := fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s = %d AND %s IS NOT %s", table, column, value, key, line, column, value)
	if editRows(t, path, statement) == 0 {
		return false
	}
	r := checkJournal(t, path, anchor)
	at := map[string]bool{}
	for _, d := range r.Damages {
		at[fmt.Sprint(d.Seq)] = true
	}
	where := fmt.Sprint(line)
	if column == "seq" && table == "act" {
		where = fmt.Sprint(line + 100)
	}
	if !at[where] {
		t.Errorf("%s: not found: %+v", statement, r.Damages)
	}
	return true
}

func TestLinesThatGoOrComeAreFound(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	anchor := makeJournal(t, whole)
	for i, c := range []struct {
		statement string
		want      directory.DamageKind
	}{
		{"DELETE FROM act WHERE seq = 1", directory.DamageMissing},
		{"DELETE FROM act WHERE seq = 2", directory.DamageMissing},
		{"DELETE FROM act WHERE seq = 4", directory.DamageCut},
		{"DELETE FROM act", directory.DamageCut},
		{"DELETE FROM act_origin", directory.DamageChanged},
		{"INSERT INTO act SELECT 5, acted, person, by_name, by_salt, by_sum, subject, poste, verb, details, search, hash, hash FROM act WHERE seq = 4", directory.DamageChanged},
		{"INSERT INTO act_origin VALUES (1, x'99999999999999999999999999999999', 1, 1)", directory.DamageChanged},
	} {
		path := filepath.Join(dir, fmt.Sprint(i, ".db"))
		write(t, path, read(t, whole))
		editRows(t, path, c.statement)
		r := checkJournal(t, path, anchor)
		if r.Intact() || r.Damages[0].Kind != c.want {
			t.Errorf("%s gives %+v, want %s", c.statement, r.Damages, c.want)
		}
	}
}

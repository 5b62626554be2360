package storage_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sources gives the files of the package, without tests.
func sources(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	if len(texts) < 15 {
		t.Fatalf("only %d files found", len(texts))
	}
	return texts
}

// Entries are written once. The chain would show a change; here we see to it
// that there is no statement which could make one.
func TestNoStatementChangesEntries(t *testing.T) {
	changing := regexp.MustCompile(`(?is)\b(UPDATE\s+entry|DELETE\s+FROM\s+entry|INSERT\s+OR\s|REPLACE\s+INTO|DROP\s+TABLE|ALTER\s+TABLE)\b`)
	inserting := regexp.MustCompile(`(?is)INSERT\s+INTO\s+entry\b[^` + "`" + `]*`)
	inserts := 0
	for name, text := range sources(t) {
		if found := changing.FindString(text); found != "" {
			t.Errorf("%s has %q", name, found)
		}
		for _, statement := range inserting.FindAllString(text, -1) {
			inserts++
			if strings.Contains(statement, "CONFLICT") {
				t.Errorf("%s changes an entry that is there", name)
			}
		}
	}
	if inserts != 1 {
		t.Errorf("%d statements insert entries, want 1", inserts)
	}
}

// Marks are written by their own files only.
func TestOnlyMarksWriteMarks(t *testing.T) {
	writing := regexp.MustCompile(`(?is)(INTO|UPDATE|FROM)\s+mark_`)
	for name, text := range sources(t) {
		if writing.MatchString(text) != strings.HasPrefix(name, "mark") {
			t.Errorf("%s and the tables of marks: %q", name, writing.FindString(text))
		}
	}
}

// Questions to the database keep to what SQLite and PostgreSQL both know.
func TestStatementsKeepToTheCommonSQL(t *testing.T) {
	foreign := regexp.MustCompile(`(?i)\b(IFNULL|GLOB|ILIKE|INSTR|STRPOS|GROUP_CONCAT|STRING_AGG|DATETIME|NOW\(\)|ROWID|PRAGMA|OR IGNORE|::)\b`)
	literal := regexp.MustCompile("(?s)`[^`]*`")
	seen := 0
	for name, text := range sources(t) {
		for _, statement := range literal.FindAllString(text, -1) {
			seen++
			if found := foreign.FindString(statement); found != "" {
				t.Errorf("%s uses %s", name, found)
			}
			if regexp.MustCompile(`[=(,]\s*\?`).MatchString(statement) {
				t.Errorf("%s has an unnumbered placeholder", name)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d statements seen", seen)
	}
}

// What is remembered is forgotten by the tables that a statement names behind FROM
// and JOIN, see effectOf.
func TestStatementsNameTheirTablesOneByOne(t *testing.T) {
	listed := regexp.MustCompile(`(?is)\b(FROM|JOIN)\s+[a-z_]+(\s+(AS\s+)?[a-z]+)?\s*,\s*[a-z_]+\s+[a-z]`)
	quoted := regexp.MustCompile(`(?is)\b(FROM|JOIN|INTO|UPDATE)\s+["'\[]`)
	literal := regexp.MustCompile("(?s)`[^`]*`")
	for name, text := range sources(t) {
		for _, statement := range literal.FindAllString(text, -1) {
			if found := listed.FindString(statement) + quoted.FindString(statement); found != "" {
				t.Errorf("%s has %q", name, found)
			}
		}
	}
}

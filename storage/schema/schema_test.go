package schema_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/storage/schema"
)

func migrations(t *testing.T) []schema.Migration {
	t.Helper()
	steps, err := schema.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) < 4 {
		t.Fatalf("only %d migrations found", len(steps))
	}
	return steps
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	for i, step := range migrations(t) {
		if step.Version != i+1 || step.Name == "" || step.SQL == "" {
			t.Errorf("step %d is %d %q with %d characters", i+1, step.Version, step.Name, len(step.SQL))
		}
	}
	newest, err := schema.Newest()
	if err != nil || newest != len(migrations(t)) {
		t.Errorf("Newest = %d, %v", newest, err)
	}
}

// notCommon are words that one of SQLite and PostgreSQL does not know, or takes
// for something else.
var notCommon = regexp.MustCompile(`\b(AUTOINCREMENT|SERIAL|IDENTITY|BLOB|INTEGER|INT|DATETIME|TIMESTAMP|STRICT|PRAGMA|TRIGGER|GLOB|NOCASE|JSONB?|REPLACE)\b`)

func TestMigrationsKeepToTheCommonSQL(t *testing.T) {
	for _, step := range migrations(t) {
		text := withoutComments(step.SQL)
		if found := notCommon.FindString(text); found != "" {
			t.Errorf("migration %s uses %s", step.Name, found)
		}
		for _, table := range tables(text) {
			if table != strings.ToLower(table) {
				t.Errorf("table %s is not in snake_case", table)
			}
		}
	}
}

// No restore writes tables of marks, so these must be told by their names.
func TestMarksHaveTablesOfTheirOwn(t *testing.T) {
	found := 0
	for _, step := range migrations(t) {
		for _, table := range tables(step.SQL) {
			isMark := strings.HasPrefix(table, "mark_")
			if isMark != (step.Name == "mark") {
				t.Errorf("table %s is in migration %s", table, step.Name)
			}
			if isMark {
				found++
			}
		}
	}
	if found < 4 {
		t.Errorf("%d tables of marks", found)
	}
}

var createTable = regexp.MustCompile(`CREATE TABLE (\w+)`)

func tables(text string) (names []string) {
	for _, match := range createTable.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	return names
}

func withoutComments(text string) string {
	return regexp.MustCompile(`--.*`).ReplaceAllString(text, "")
}

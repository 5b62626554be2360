package sqlite

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/storage/schema"
)

var someTime = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

func TestMigrateRecordsEachStep(t *testing.T) {
	db := pools(t, filepath.Join(t.TempDir(), "comptoir.db"), writing())
	for range 2 { // the second time there is nothing to do
		if err := schema.Migrate(t.Context(), db, nil, someTime); err != nil {
			t.Fatal(err)
		}
	}
	newest, err := schema.Newest()
	if err != nil {
		t.Fatal(err)
	}
	var steps, last int
	var first int64
	err = db.QueryRow(`SELECT COUNT(*), MAX(version), MIN(applied) FROM schema_migration`).Scan(&steps, &last, &first)
	if err != nil || steps != newest || last != newest || first != someTime.Unix() {
		t.Errorf("recorded: %d steps to %d at %d, %v; want %d", steps, last, first, err, newest)
	}
}

// A step that fails, or is cut short, leaves neither tables nor a record, and
// the next start goes on from there.
func TestMigrateLeavesNothingOfAStepThatFails(t *testing.T) {
	db := pools(t, filepath.Join(t.TempDir(), "comptoir.db"), writing())
	breakThird := func(text string) string {
		if strings.Contains(text, "mark_time") {
			return text + "; CREATE TABLE project (twice BIGINT);"
		}
		return text
	}
	if err := schema.Migrate(t.Context(), db, breakThird, someTime); err == nil {
		t.Fatal("the broken migration succeeds")
	}
	if version, err := schema.Version(t.Context(), db); version != 2 || err != nil {
		t.Errorf("the version is %d, %v; want 2", version, err)
	}
	if countTables(t, db, "mark_%") != 0 {
		t.Error("the broken migration has left tables")
	}
	if err := schema.Migrate(t.Context(), db, nil, someTime); err != nil {
		t.Fatal(err)
	}
	if countTables(t, db, "mark_%") == 0 {
		t.Error("the mended migration has made no tables")
	}
}

func TestMigrateRefusesANewerDatabase(t *testing.T) {
	db := pools(t, filepath.Join(t.TempDir(), "comptoir.db"), writing())
	if err := schema.Migrate(t.Context(), db, nil, someTime); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, "INSERT INTO schema_migration VALUES (99, 'later', 0)")
	var newer *schema.NewerError
	if err := schema.Migrate(t.Context(), db, nil, someTime); !errors.As(err, &newer) || newer.Found != 99 {
		t.Errorf("Migrate gives %v", err)
	}
}

// A step was changed after a database had seen it.
func TestMigrateRefusesTheStepsOfATrialVersion(t *testing.T) {
	db := pools(t, filepath.Join(t.TempDir(), "comptoir.db"), writing())
	if err := schema.Migrate(t.Context(), db, nil, someTime); err != nil {
		t.Fatal(err)
	}
	for _, edit := range []string{
		"UPDATE schema_migration SET name = 'mark' WHERE version = 3",
		"DELETE FROM schema_migration WHERE version > 3", // as if the later ones were to come
	} {
		mustExec(t, db, edit)
		var other *schema.OtherError
		if err := schema.Migrate(t.Context(), db, nil, someTime); !errors.As(err, &other) || other.Version != 3 || other.Found != "mark" {
			t.Errorf("after %s Migrate gives %v", edit, err)
		}
	}
}

func countTables(t *testing.T, db *sql.DB, like string) (count int) {
	t.Helper()
	err := db.QueryRow(`SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name LIKE ?`, like).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

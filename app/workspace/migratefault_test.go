package workspace_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage/schema"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// migrateOlder opens a data folder whose database an older program has written.
func migrateOlder(dir, _ string, first int) error {
	fmt.Println(first)
	w, err := openVictim(dir)
	if err != nil {
		return err
	}
	fmt.Println(first + 1)
	return w.Close()
}

// Killed while an older database is brought to the newest version, at any moment
// and several times: the next start goes on, and in the end there is all that there
// was, in the same form as without a kill.
func TestThreat26FaultKilledMigrationGoesOn(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000, -12_500, -300)
	check(t, site.Close())
	newest := must[int](t)(schema.Newest())
	middle := 0
	for round := 0; round < rounds(); {
		version := 4 + rand.IntN(newest-4)
		f, plain := older(t, site, version), older(t, site, version)

		for told := 0; told == 0 && round < rounds(); round++ {
			told = killed(t, "migrate", f.dir, "", 0)
			if at := versionOf(t, f.database()); at < version || told == 1 && at != newest {
				t.Fatalf("from version %d to %d, killed after step %d", version, at, told)
			} else if at > version && at < newest {
				middle++
			}
		}
		f.reopen(t)
		plain.reopen(t)
		if f.wantSame(t, plain); version >= 11 { // before, failed sign-ins were counted elsewhere
			awa := must[*workspace.Session](t)(f.SignIn(ctx, awaName, awaPassword))
			if report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID)); report.Vouchers != 3 {
				t.Fatalf("%d vouchers are left", report.Vouchers)
			}
			f.wantHistory(t)
		}
		check(t, f.Close())
		check(t, plain.Close())
	}
	t.Logf("%d rounds, %d of them between two versions", rounds(), middle)
}

// wantSame wants two folders to hold the same, but for when they were migrated.
func (f *folder) wantSame(t *testing.T, other *folder) {
	t.Helper()
	got, want := synctest.Dump(t, f.database()), synctest.Dump(t, other.database())
	delete(got, "schema_migration")
	if changed := synctest.Changed(want, got); len(changed) > 0 || len(got)+1 != len(want) {
		t.Fatalf("%d tables of %d, %v differ", len(got), len(want)-1, changed)
	}
}

// older is a copy of a data folder as a program of an earlier version would have
// it: the steps up to that version, and of the rows all that has a place there.
func older(t *testing.T, of *folder, version int) *folder {
	t.Helper()
	f := &folder{dir: t.TempDir(), now: start}
	copyFolder(t, of.dir, f.dir)
	for _, path := range must[[]string](t)(filepath.Glob(f.database() + "*")) {
		check(t, os.Remove(path))
	}
	check(t, sqlite.Create(f.database()))
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+f.database()+"?vfs="+sqlite.VFS+"&_pragma=journal_mode(WAL)"))
	defer func() { check(t, db.Close()) }()
	db.SetMaxOpenConns(1)
	exec := func(statement string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(context.Background(), statement, args...); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	exec(`ATTACH DATABASE ? AS newer`, of.database())
	exec(`PRAGMA application_id = ` + first(t, db, `PRAGMA newer.application_id`))
	exec(first(t, db, `SELECT sql FROM newer.sqlite_master WHERE name = 'schema_migration'`))
	for _, step := range must[[]schema.Migration](t)(schema.Migrations())[:version] {
		exec(step.SQL)
	}
	for _, table := range column(t, db, `SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'
		AND name IN (SELECT name FROM newer.sqlite_master)`) {
		names := strings.Join(common(t, db, table), ", ")
		exec(fmt.Sprintf(`INSERT OR IGNORE INTO main.%[1]s (%[2]s) SELECT %[2]s FROM newer.%[1]s`, table, names))
	}
	exec(`DELETE FROM main.schema_migration WHERE version > ?`, version)
	return f
}

func common(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()
	newer := column(t, db, `SELECT name FROM pragma_table_info(?, 'newer')`, table)
	return slices.DeleteFunc(column(t, db, `SELECT name FROM pragma_table_info(?, 'main')`, table), func(name string) bool {
		return !slices.Contains(newer, name)
	})
}

func column(t *testing.T, db *sql.DB, query string, args ...any) (values []string) {
	t.Helper()
	rows := must[*sql.Rows](t)(db.QueryContext(context.Background(), query, args...))
	defer rows.Close()
	for rows.Next() {
		var value string
		check(t, rows.Scan(&value))
		values = append(values, value)
	}
	check(t, rows.Err())
	return values
}

func first(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	values := column(t, db, query)
	if len(values) == 0 {
		t.Fatalf("%s gives nothing", query)
	}
	return values[0]
}

func versionOf(t *testing.T, path string) (version int) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?vfs="+sqlite.VFS))
	defer func() { check(t, db.Close()) }()
	version = must[int](t)(schema.Version(context.Background(), db))
	if sound := first(t, db, `PRAGMA integrity_check`); sound != "ok" {
		t.Fatal(sound)
	}
	return version
}

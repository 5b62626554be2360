package workspace_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/nacl/sign"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// benchPeople is how many people one poste serves at most.
const benchPeople = 10_000

// BenchmarkImportMany imports a folder of `.usr` files, and does barely what can
// not be avoided in the same run: reading the files, one sign.Open each, and
// loading the rows that come of it into the same tables in one transaction.
func BenchmarkImportMany(b *testing.B) {
	o := synctest.NewOffice(b, "Eau Vive")
	stick := b.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(stick, name), data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	write("eau.key", o.KeyFile())
	size := 0
	for n := range benchPeople {
		file := o.UserData(synctest.For(synctest.ID(fmt.Sprint("p", n))), typical)
		size += len(file)
		write(fmt.Sprintf("%05d.usr", n), file)
	}
	b.Logf("%d bytes a file", size/benchPeople)
	for b.Loop() {
		dir := b.TempDir()
		ours := timed(b, func() error { return importFolder(b, dir, stick, o) })
		database := filepath.Join(dir, "comptoir.db")
		tables := readTables(b, database)
		bare := timed(b, func() error { return bareImport(b, stick, o, tables) })
		b.ReportMetric(ours.Seconds(), "ours-s")
		b.ReportMetric(bare.Seconds(), "bare-s")
		b.ReportMetric(ours.Seconds()/bare.Seconds(), "ratio")
	}
}

// typical gives a person four roles and two projects more.
func typical(f *synctest.File) {
	for _, role := range []string{"assistant", "cashier", "accountant", "auditor"} {
		r := synctest.Role(role, synctest.P01, synctest.P02)
		r.ID = synctest.ID(role + f.Subject.String())
		f.Roles = append(f.Roles, r)
	}
	for n := range 20 {
		f.Projects = append(f.Projects, synctest.Project(fmt.Sprintf("Q%02d", n)))
	}
}

func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	begin := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

func importFolder(b *testing.B, dir, stick string, o *synctest.Office) error {
	w, err := workspace.Open(b.Context(), dir, workspace.Options{
		Now: func() time.Time { return start }, Keys: vault.FileKeyStore(dir), Effort: access.FloorEffort,
	})
	if err != nil {
		return err
	}
	defer w.Close()
	paths, err := workspace.SignedFiles(stick)
	if err != nil {
		return err
	}
	trust, err := o.Chain.Verify()
	if err != nil {
		return err
	}
	imports, err := w.ImportMany(b.Context(), paths, workspace.Many{Compared: trust.Fingerprint()})
	for _, i := range imports {
		if i.Standing == workspace.NotTaken && filepath.Ext(i.Path) == ".usr" {
			b.Fatalf("%s: %v", i.Path, i.Why)
		}
	}
	return err
}

// table is the rows of one table.
type table struct {
	name string
	rows [][]any
}

func readTables(b *testing.B, path string) (tables []table) {
	b.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	names, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'`)
	if err != nil {
		b.Fatal(err)
	}
	for names.Next() {
		var t table
		if err := names.Scan(&t.name); err != nil {
			b.Fatal(err)
		}
		tables = append(tables, t)
	}
	for i := range tables {
		tables[i].rows = readRows(b, db, tables[i].name)
	}
	return tables
}

func readRows(b *testing.B, db *sql.DB, name string) (all [][]any) {
	b.Helper()
	rows, err := db.Query("SELECT * FROM " + name)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			b.Fatal(err)
		}
		all = append(all, values)
	}
	return all
}

// bareImport is what remains without order, trust, decoding, preview and history.
func bareImport(b *testing.B, stick string, o *synctest.Office, tables []table) error {
	public := o.Issuer.Public()
	paths, err := filepath.Glob(filepath.Join(stick, "*.usr"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, ok := sign.Open(nil, file[24:], &public); !ok {
			b.Fatal("not genuine")
		}
	}
	path := filepath.Join(b.TempDir(), "bare.db")
	store, err := sqlite.Open(b.Context(), path) // makes the tables
	if err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	return load(path, tables)
}

func load(path string, tables []table) error {
	db, err := sql.Open("sqlite", path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, t := range tables {
		if len(t.rows) == 0 {
			continue
		}
		marks := "?"
		for range len(t.rows[0]) - 1 {
			marks += ", ?"
		}
		insert, err := tx.Prepare("INSERT OR REPLACE INTO " + t.name + " VALUES (" + marks + ")")
		if err != nil {
			return err
		}
		for _, row := range t.rows {
			if _, err := insert.Exec(row...); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
	}
	return tx.Commit()
}

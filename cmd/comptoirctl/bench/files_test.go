package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/nacl/sign"

	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// signedAt is where signature ‖ message begins in a file.
const signedAt = 24

// office is an organisation that signs files now.
func office(b *testing.B) *synctest.Office {
	o := synctest.NewOffice(b, "Eau Vive")
	o.Now = time.Now().UTC().Truncate(time.Second).Add(-time.Minute)
	return o
}

// typical gives a person four roles, and as many projects that a plain file has
// about 8 KB.
func typical(f *synctest.File) {
	for _, role := range []string{"assistant", "cashier", "accountant", "auditor"} {
		r := synctest.Role(role, synctest.P01, synctest.P02)
		r.ID = synctest.ID(role + f.Subject.String())
		f.Roles = append(f.Roles, r)
	}
	for n := range 41 {
		f.Projects = append(f.Projects, synctest.Project(fmt.Sprintf("Q%02d", n)))
	}
}

// person gives the typical file of person n.
func person(o *synctest.Office, n int) []byte {
	return o.UserData(synctest.For(synctest.ID(fmt.Sprint("p", n))), typical)
}

// genuine opens a signature without anything else.
func genuine(file []byte, public [32]byte) ([]byte, error) {
	message, ok := sign.Open(nil, file[signedAt:], &public)
	if !ok {
		return nil, errors.New("not genuine")
	}
	return message, nil
}

// trust verifies a chain once, as a folder does that has pinned it.
func trust(b *testing.B, o *synctest.Office) *usrfile.Trust {
	return must[*usrfile.Trust](b)(o.Chain.Verify())
}

// table is the rows of one table.
type table struct {
	name    string
	columns int
	rows    [][]any
}

// rowsOf reads every row of a data folder.
func rowsOf(b *testing.B, dir string) (tables []table) {
	b.Helper()
	db := must[*sql.DB](b)(sql.Open("sqlite", "file:"+filepath.Join(dir, "comptoir.db")+"?mode=ro"))
	defer db.Close()
	names := must[*sql.Rows](b)(db.Query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'`))
	defer names.Close()
	for names.Next() {
		var t table
		if err := names.Scan(&t.name); err != nil {
			b.Fatal(err)
		}
		tables = append(tables, t)
	}
	for i := range tables {
		tables[i].columns, tables[i].rows = readRows(b, db, tables[i].name)
	}
	return tables
}

func readRows(b *testing.B, db *sql.DB, name string) (width int, all [][]any) {
	b.Helper()
	rows := must[*sql.Rows](b)(db.Query("SELECT * FROM " + name))
	defer rows.Close()
	columns := must[[]string](b)(rows.Columns())
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
	return len(columns), all
}

// emptyDatabase makes the tables of a data folder.
func emptyDatabase(b *testing.B) (path string) {
	path = filepath.Join(b.TempDir(), "bare.db")
	store, err := sqlite.Open(context.Background(), path)
	if err == nil {
		err = store.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// bareDatabase opens a database as durable as ours, without anything of ours.
func bareDatabase(path string) (*sql.DB, error) {
	return sql.Open("sqlite", path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
}

// load puts rows into a database in one transaction.
func load(path string, tables []table) error {
	db, err := bareDatabase(path)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := t.load(tx); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return tx.Commit()
}

func (t table) load(tx *sql.Tx) error {
	if len(t.rows) == 0 {
		return nil
	}
	insert, err := tx.Prepare(t.insertion(t.columns))
	if err != nil {
		return err
	}
	defer insert.Close()
	return t.insert(insert)
}

func (t table) insertion(columns int) string {
	return "INSERT OR REPLACE INTO " + t.name + " VALUES (" + strings.Repeat("?, ", columns-1) + "?)"
}

func (t table) insert(insert *sql.Stmt) error {
	for _, row := range t.rows {
		if _, err := insert.Exec(row...); err != nil {
			return err
		}
	}
	return nil
}

// prepareInserts prepares an insertion for each table.
func prepareInserts(b *testing.B, db *sql.DB, tables []table) map[string]*sql.Stmt {
	inserts := map[string]*sql.Stmt{}
	for _, t := range tables {
		inserts[t.name] = must[*sql.Stmt](b)(db.Prepare(t.insertion(t.columns)))
	}
	return inserts
}

// put writes a file of a folder.
func put(b *testing.B, dir, name string, data []byte) {
	b.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		b.Fatal(err)
	}
}

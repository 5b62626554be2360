package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Extent says how much of a backup is put back.
type Extent int

const (
	// Tails puts back what was cut off the end of books, and nothing else: on a
	// site everything else follows signed files, whose marks stay.
	Tails Extent = iota
	// Directory also puts back the rows of what head office decides: what a row
	// said is what it says again, and what was added since stays.
	Directory
	// Whole fills a folder that has no organisation.
	Whole
	// everything is Whole with the marks and counters, see Salvage.
	everything
)

// directed are the tables of Directory, those first that others refer to. A row
// that comes back has numbers above all that were given out; see counters.
var directed = []string{
	"organisation", "project", "person", "book", "mail_server", "licence", "bank_account", "contribution", "derived_role",
	"chart", "chart_account", "chart_name", "budget", "budget_line", "funding_list", "funding", "rate_list", "rate",
}

// rewritten are the tables of roles, of which people that the backup knows have
// again what they had.
var rewritten = []string{"role_grant", "role_grant_project", "role_grant_derived"}

// personal are the tables of which somebody who was deleted gets the rows back.
// Nobody else does: an old password, a spent recovery code stay what they are.
var personal = []string{"credential", "personal_key", "factor", "recovery", "recovery_code", "user_view", "user_mapping"}

// counters are the columns that never go back, and by how much they step on when
// a row comes back.
var counters = map[string]int{"revision": 1, "version": 1, "factor_reset": 0}

// Restore puts what a backup has back into the database at path, in one transaction
// of which then is the last part. backup is the file of the backup's database;
// both must have the schema of this program. Tables that storage.StaysHere names
// are not written. No entry is taken away or changed: where a book has grown apart
// from the backup, that is fault.Conflict. Every reference must lead somewhere.
func Restore(ctx context.Context, path, backup string, extent Extent, then func(*storage.Tx) error) error {
	options := writing()
	options.Set("_foreign_keys", "0") // a row that comes back must not take others with it; see checkReferences
	db, err := connect(ctx, path, options, 1)
	if err != nil {
		return err
	}
	return errors.Join(restore(ctx, db, backup, extent, then), toFault(db.Close()))
}

func restore(ctx context.Context, db *sql.DB, backup string, extent Extent, then func(*storage.Tx) error) error {
	source, err := dataSource(backup, url.Values{"mode": {"ro"}, "vfs": {VFS}})
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `ATTACH DATABASE ? AS backup`, source); err != nil {
		return toFault(err)
	}
	store := storage.New(storage.Backend{Write: db, Begin: beginAlone, Read: db, Fault: toFault, Ends: ends, Random: rand.Reader, Text: unnamed})
	return errors.Join(store.Update(ctx, func(tx *storage.Tx) error {
		m := &merge{ctx: ctx}
		if err := tx.Within(func(raw *sql.Conn) error { return m.run(raw, extent) }); err != nil {
			return err
		}
		for _, book := range m.longer {
			if err := tx.RebuildTotals(book); err != nil {
				return err
			}
		}
		for _, journal := range m.posted {
			j, err := tx.Journal(journal)
			if err != nil {
				return err
			}
			if err := tx.RebuildDerived(j); err != nil {
				return err
			}
		}
		if err := then(tx); err != nil {
			return err
		}
		return tx.Within(m.checkReferences)
	}), store.Close())
}

// merge is one restore.
type merge struct {
	ctx    context.Context
	raw    *sql.Conn
	longer []ident.BookID // books that got entries back
	posted []ident.BookID // journals that got postings back
}

func (m *merge) run(raw *sql.Conn, extent Extent) error {
	m.raw = raw
	switch extent {
	case Whole:
		return m.fill(storage.StaysHere)
	case everything:
		return m.fill(func(string) bool { return false })
	case Directory:
		if err := m.restoreDirectory(); err != nil {
			return err
		}
	}
	return m.restoreTails()
}

func (m *merge) do(statement string, args ...any) error {
	_, err := m.raw.ExecContext(m.ctx, statement, args...)
	return err
}

// fill takes all rows of all tables but some, where there is no organisation.
func (m *merge) fill(but func(table string) bool) error {
	var founded bool
	if err := m.raw.QueryRowContext(m.ctx, `SELECT EXISTS (SELECT 1 FROM main.organisation)`).Scan(&founded); err != nil {
		return err
	}
	if founded {
		return fault.New(fault.Conflict, "storage.not-empty", nil)
	}
	names, err := m.column(`SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'`)
	if err != nil {
		return err
	}
	for _, name := range names {
		if but(name) {
			continue
		}
		table := quoted(name)
		if err := m.do(`DELETE FROM main.` + table); err != nil {
			return err
		}
		if err := m.do(`INSERT INTO main.` + table + ` SELECT * FROM backup.` + table + ` NOT INDEXED`); err != nil {
			return err
		}
	}
	return nil
}

func (m *merge) restoreDirectory() error {
	revived, err := m.column(`SELECT hex(id) FROM backup.person WHERE id NOT IN (SELECT id FROM main.person)`)
	if err != nil {
		return err
	}
	for _, table := range directed {
		if err := m.restoreRows(table); err != nil {
			return err
		}
	}
	if err := m.rewriteRoles(); err != nil {
		return err
	}
	for _, person := range revived {
		for _, table := range personal {
			if err := m.do(`INSERT INTO main.`+table+` SELECT * FROM backup.`+table+` WHERE hex(person) = ?`, person); err != nil {
				return err
			}
		}
	}
	return m.do(`INSERT INTO main.ownership SELECT * FROM backup.ownership WHERE (book, epoch) NOT IN (SELECT book, epoch FROM main.ownership)`)
}

// restoreRows writes the rows of the backup over those of the same key.
func (m *merge) restoreRows(table string) error {
	columns, err := m.column(`SELECT name FROM pragma_table_info('` + table + `')`)
	if err != nil || len(columns) == 0 {
		return err
	}
	key, err := m.column(`SELECT name FROM pragma_table_info('` + table + `') WHERE pk > 0 ORDER BY pk`)
	if err != nil {
		return err
	}
	var sets []string
	for _, column := range columns {
		if step, counts := counters[column]; counts {
			sets = append(sets, fmt.Sprintf("%[1]s = max(%[2]s.%[1]s, excluded.%[1]s) + %[3]d", column, table, step))
		} else if !slices.Contains(key, column) {
			sets = append(sets, column+" = excluded."+column)
		}
	}
	return m.do(`INSERT INTO main.` + table + ` SELECT * FROM backup.` + table + ` WHERE TRUE
		ON CONFLICT (` + strings.Join(key, ", ") + `) DO UPDATE SET ` + strings.Join(sets, ", "))
}

func (m *merge) rewriteRoles() error {
	for _, table := range slices.Backward(rewritten) {
		column, of := "id", `SELECT id FROM main.role_grant WHERE person IN (SELECT id FROM backup.person)`
		if table != "role_grant" {
			column = "role_grant"
		}
		if err := m.do(`DELETE FROM main.` + table + ` WHERE ` + column + ` IN (` + of + `)`); err != nil {
			return err
		}
	}
	for _, table := range rewritten {
		if err := m.do(`INSERT INTO main.` + table + ` SELECT * FROM backup.` + table); err != nil {
			return err
		}
	}
	return nil
}

// missing joins the entries of the backup with those that are not here. A book
// that is not here any more is not brought back by its entries.
const missing = ` FROM backup.entry b LEFT JOIN main.entry e ON e.book = b.book AND e.seq = b.seq
	WHERE e.book IS NULL AND b.book IN (SELECT id FROM main.book)`

// restoreTails appends to books what the backup has beyond their ends. What is
// here and in the backup must be the same, and a chain has no gaps.
func (m *merge) restoreTails() error {
	var apart bool
	err := m.raw.QueryRowContext(m.ctx, `SELECT EXISTS (SELECT 1 FROM main.entry e JOIN backup.entry b ON b.book = e.book AND b.seq = e.seq
		WHERE b.hash <> e.hash)`).Scan(&apart)
	if err != nil {
		return err
	}
	if apart {
		return fault.New(fault.Conflict, "storage.branched", nil)
	}
	books, err := m.column(`SELECT DISTINCT hex(b.book)` + missing)
	if err != nil {
		return err
	}
	for _, book := range books {
		id, err := uuid.Parse(book)
		if err != nil {
			return err
		}
		m.longer = append(m.longer, ident.BookID(id))
	}
	if err := m.do(`INSERT INTO main.entry SELECT b.*` + missing); err != nil {
		return err
	}
	return m.restorePostings()
}

// cutOff finds the postings that a journal has lost: those of the backup after its
// end, where the backup has gone through that end. A journal that has gone on since,
// or was itself restored, keeps what it has: a backup of the journal is what
// restores that.
const cutOff = ` FROM backup.posting b WHERE b.journal IN (SELECT id FROM main.journal)
	AND b.seq > (SELECT COALESCE(MAX(seq), 0) FROM main.posting p WHERE p.journal = b.journal)
	AND ((SELECT COUNT(*) FROM main.posting p WHERE p.journal = b.journal) = 0
		AND NOT EXISTS (SELECT 1 FROM main.journal_branch r WHERE r.journal = b.journal)
		OR EXISTS (SELECT 1 FROM backup.posting s JOIN main.posting p ON p.journal = s.journal AND p.seq = s.seq AND p.hash = s.hash
			WHERE s.journal = b.journal AND p.seq = (SELECT MAX(seq) FROM main.posting q WHERE q.journal = b.journal)))`

// restorePostings appends to journals what was cut off their ends.
func (m *merge) restorePostings() error {
	journals, err := m.column(`SELECT DISTINCT hex(b.journal)` + cutOff)
	if err != nil {
		return err
	}
	for _, journal := range journals {
		id, err := uuid.Parse(journal)
		if err != nil {
			return err
		}
		m.posted = append(m.posted, ident.BookID(id))
	}
	if err := m.do(`CREATE TEMP TABLE cut_off AS SELECT b.*` + cutOff); err != nil { // what is inserted would end the search
		return err
	}
	if err := m.do(`INSERT INTO main.posting SELECT * FROM cut_off`); err != nil {
		return err
	}
	if err := m.do(`DROP TABLE cut_off`); err != nil {
		return err
	}
	return m.do(`INSERT INTO main.closing SELECT b.* FROM backup.closing b JOIN main.posting p
			ON p.journal = b.journal AND p.seq = b.head_seq AND p.hash = b.head_hash
		WHERE b.number > (SELECT COALESCE(MAX(number), 0) FROM main.closing c WHERE c.journal = b.journal) ORDER BY b.journal, b.number`)
}

func (m *merge) checkReferences(raw *sql.Conn) error {
	m.raw = raw
	broken, err := m.column(`SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
	if err == nil && len(broken) > 0 {
		err = fault.Wrap(fmt.Errorf("references of %s", strings.Join(broken, ", ")), fault.Conflict, "storage.linked", nil)
	}
	return err
}

func (m *merge) column(query string) (values []string, err error) {
	rows, err := m.raw.QueryContext(m.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}

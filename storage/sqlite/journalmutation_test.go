package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// verified are the tables of which the verification of a journal finds every change
// in every column.
var verified = []string{
	"posting", "posting_line", "account_month", "journal_month", "journal_branch", "branch_posting", "journal_backup",
	"closing",
}

// free are the tables and columns about journals that bear no proof, and why.
var free = map[string]string{
	"journal_user":     "who may post follows head office's file",
	"posting_draft":    "drafts bind nobody",
	"restore_told":     "what postes have told head office",
	"posting_template": "what people prepare; nothing depends on it",
	"lettering_line":   "what people say of lines; the lines stay as they are",
	"bank_match_book":  "what people say of lines; the lines stay as they are",
	"posting_check":    "head office's own remarks",
	"fiscal_year":      "of a project; the postings that close a year are in the chain",
	"closing_file":     "files that were sent prove themselves",
	"code_request":     "names a journal in the words of who asks",

	"closing.state":          "head office's word, which its file proves; void is a restore's, which the marker proves",
	"closing.digest":         "the file itself proves it",
	"closing.parts":          "files that were sent prove themselves",
	"closing.after_seq":      "files that were sent prove themselves",
	"closing.after_number":   "files that were sent prove themselves",
	"closing.after_hash":     "files that were sent prove themselves",
	"closing.received":       "set at head office, which keeps no chain of its own",
	"closing.decided":        "head office's word, which its file proves",
	"closing.decided_by":     "head office's word, which its file proves",
	"closing.decider":        "head office's word, which its file proves",
	"closing.reason":         "head office's word, which its file proves",
	"closing.document_hash":  "head office's word, which its file proves",
	"closing.document_size":  "head office's word, which its file proves",
	"closing.document_media": "head office's word, which its file proves",
	"closing.document_name":  "head office's word, which its file proves",
	"closing.by_code":        "head office's word, which its file proves",
	"journal_backup.journal": "remembers files; the end of the chain in it is compared",
	"journal_backup.digest":  "the file itself proves it",
	"journal_backup.epoch":   "the file itself proves it",
	"journal_backup.made":    "the file itself proves it",
	"journal_backup.reason":  "the file itself proves it",
	"journal_backup.author":  "the file itself proves it",
	"journal_backup.poste":   "the file itself proves it",
	"journal_backup.name":    "files can be renamed",
	"journal_backup.told":    "set at head office, which keeps no chain of its own",
}

// Every column of every row of every table that says something of a journal is
// changed, one at a time, in a copy of the database; Verify finds each change. The
// columns come from the database, so that a new one can not be forgotten.
func TestVerifyFindsEveryChangedColumn(t *testing.T) {
	s, mutated := mutations(t, keptJournalSubject)
	for _, table := range verified {
		changeColumns(t, s, table, free, mutated)
	}
}

// changeColumns gives every value of a table others, one at a time, but in columns
// that are free.
func changeColumns(t *testing.T, s *storage.Store, table string, free map[string]string, mutated func(mutation)) {
	t.Helper()
	for _, column := range columnsOf(t, s, table) {
		if free[table+"."+column.name] != "" {
			continue
		}
		for _, row := range rowsOf(t, s, table, column) {
			for _, value := range row.others(table, column) {
				mutated(mutation{fmt.Sprintf("%s.%s of row %s = %v", table, column.name, row.place(), value), table, column.name, func(raw *sql.Conn) error {
					_, err := raw.ExecContext(context.Background(), `UPDATE `+table+` SET `+column.name+` = ? WHERE `+row.where, append([]any{value}, row.key...)...)
					return err
				}})
			}
		}
	}
}

// A row that is gone is found too, and so is one more.
func TestVerifyFindsEveryRowThatIsGone(t *testing.T) {
	s, mutated := mutations(t, keptJournalSubject)
	for _, table := range verified {
		if table == "journal_backup" {
			continue
		}
		removeRows(t, s, table, "journal", mutated)
		for key, more := range map[string]string{"posting": "seq", "posting_line": "place", "branch_posting": "seq"} {
			if key == table {
				mutated(mutation{"one more row of " + table, table, "", func(raw *sql.Conn) error { return another(raw, table, more) }})
			}
		}
	}
}

// removeRows takes every row of a table away, one at a time.
func removeRows(t *testing.T, s *storage.Store, table, column string, mutated func(mutation)) {
	t.Helper()
	for _, row := range rowsOf(t, s, table, tableColumn{name: column}) {
		mutated(mutation{"without row " + row.place() + " of " + table, table, "", func(raw *sql.Conn) error {
			_, err := raw.ExecContext(context.Background(), `DELETE FROM `+table+` WHERE `+row.where, row.key...)
			return err
		}})
	}
}

// another copies the last row of a table under a key of its own.
func another(raw *sql.Conn, table, key string) error {
	rows, err := raw.QueryContext(context.Background(), `SELECT name FROM pragma_table_info(?)`, table)
	if err != nil {
		return err
	}
	defer rows.Close()
	var names, values []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		value := name
		if name == key || name == "number" {
			value = name + " + 1"
		}
		names, values = append(names, name), append(values, value)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_, err = raw.ExecContext(context.Background(), `INSERT INTO `+table+` (`+strings.Join(names, ", ")+`) SELECT `+strings.Join(values, ", ")+
		` FROM `+table+` ORDER BY `+key+` DESC, number DESC LIMIT 1`)
	return err
}

// subject is what is changed: how its database is filled, verified, and how what is
// only derived in it is made again.
type subject struct {
	fill, verify, rebuild func(*storage.Tx) error
	derived               func(table, column string) bool
	only                  func(error) bool // what the verification has found is only derived
}

var keptJournalSubject = subject{
	fill: keptJournal, verify: verifyKept, only: accounting.OnlyDerived,
	rebuild: func(tx *storage.Tx) error {
		j, err := tx.Journal(ident.BookID{7})
		if err != nil {
			return err
		}
		return tx.RebuildDerived(j)
	},
	derived: func(table, column string) bool {
		return slices.Contains([]string{"posting_line", "account_month", "journal_month"}, table) ||
			table == "posting" && slices.Contains([]string{"search", "documents", "source_book", "source_seq"}, column)
	},
}

// mutation is one change of one column, or of a whole row.
type mutation struct {
	what, table, column string
	change              func(*sql.Conn) error
}

// mutations gives a copy of the database of a subject, and what changes it, expects
// the verification to find that, and takes the change back. What is only derived it
// has made again before, which must mend all.
func mutations(t *testing.T, of subject) (*storage.Store, func(mutation)) {
	t.Helper()
	original := filepath.Join(t.TempDir(), "comptoir.db")
	filled := open(t, original)
	if err := filled.Update(t.Context(), of.fill); err != nil {
		t.Fatal(err)
	}
	if err := filled.View(t.Context(), of.verify); err != nil {
		t.Fatalf("before: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	edit(t, original, `VACUUM INTO '`+copied+`'`)
	s := open(t, copied)
	found, mended := 0, 0
	t.Cleanup(func() { t.Logf("%d changes were found, %d of them mended by making totals again", found, mended) })
	back := errors.New("take the change back")
	return s, func(m mutation) {
		t.Helper()
		err := s.Update(context.Background(), func(tx *storage.Tx) error {
			if err := tx.Within(func(raw *sql.Conn) error { return unchecked(raw, m.change) }); err != nil {
				t.Errorf("%s: %v", m.what, err)
				return back
			}
			err := of.verify(tx)
			if !errors.Is(err, fault.Forged) {
				t.Errorf("%s: the verification gives %v", m.what, err)
			}
			found++
			if !of.derived(m.table, m.column) {
				if of.only(err) {
					t.Errorf("%s: the verification says that it is only derived: %v", m.what, err)
				}
				return back
			}
			if err := errors.Join(of.rebuild(tx), of.verify(tx)); err != nil {
				t.Errorf("%s, and made again: %v", m.what, err)
			}
			mended++
			return back
		})
		if !errors.Is(err, back) {
			t.Fatal(err)
		}
	}
}

// unchecked makes a change that the schema would refuse.
func unchecked(raw *sql.Conn, change func(*sql.Conn) error) error {
	for _, pragma := range []string{`PRAGMA defer_foreign_keys = ON`, `PRAGMA ignore_check_constraints = ON`} {
		if _, err := raw.ExecContext(context.Background(), pragma); err != nil {
			return err
		}
	}
	return change(raw)
}

// Every table that names a journal is either verified or said to be free.
func TestNoTableOfJournalsIsForgotten(t *testing.T) {
	s, _ := mutations(t, keptJournalSubject)
	everyTable(t, s, "journal", verified, free)
}

// everyTable expects each table that has a column to be verified or free.
func everyTable(t *testing.T, s *storage.Store, column string, verified []string, free map[string]string) {
	t.Helper()
	within(t, s, func(raw *sql.Conn) error {
		rows, err := raw.QueryContext(context.Background(), `SELECT m.name FROM sqlite_master m WHERE m.type = 'table'
			AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = ?)`, column)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			if !slices.Contains(verified, name) && free[name] == "" {
				t.Errorf("table %s is neither verified nor free", name)
			}
		}
		return rows.Err()
	})
}

func within(t *testing.T, s *storage.Store, do func(*sql.Conn) error) {
	t.Helper()
	back := errors.New("nothing is kept")
	err := s.Update(t.Context(), func(tx *storage.Tx) error {
		if err := tx.Within(do); err != nil {
			return err
		}
		return back
	})
	if !errors.Is(err, back) {
		t.Fatal(err)
	}
}

type tableColumn struct{ name, kind string }

func columnsOf(t *testing.T, s *storage.Store, table string) (columns []tableColumn) {
	t.Helper()
	within(t, s, func(raw *sql.Conn) error {
		rows, err := raw.QueryContext(context.Background(), `SELECT name, type FROM pragma_table_info(?)`, table)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var c tableColumn
			if err := rows.Scan(&c.name, &c.kind); err != nil {
				return err
			}
			columns = append(columns, c)
		}
		return rows.Err()
	})
	if len(columns) == 0 {
		t.Fatalf("%s has no columns", table)
	}
	return columns
}

// tableRow is one row by its key, with the value of one column.
type tableRow struct {
	where string
	key   []any
	value any
}

// rowsOf reads the rows of a table. Their keys are what sqlite says they are.
func rowsOf(t *testing.T, s *storage.Store, table string, column tableColumn) (found []tableRow) {
	t.Helper()
	within(t, s, func(raw *sql.Conn) error {
		var names, tests []string
		keys, err := raw.QueryContext(context.Background(), `SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`, table)
		if err != nil {
			return err
		}
		for keys.Next() {
			var name string
			if err := keys.Scan(&name); err != nil {
				return err
			}
			names, tests = append(names, name), append(tests, name+" = ?")
		}
		if err := errors.Join(keys.Err(), keys.Close()); err != nil {
			return err
		}
		rows, err := raw.QueryContext(context.Background(), `SELECT `+column.name+`, `+strings.Join(names, ", ")+` FROM `+table)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			row := tableRow{where: strings.Join(tests, " AND "), key: make([]any, len(names))}
			dest := []any{&row.value}
			for i := range row.key {
				dest = append(dest, &row.key[i])
			}
			if err := rows.Scan(dest...); err != nil {
				return err
			}
			found = append(found, row)
		}
		return rows.Err()
	})
	if len(found) == 0 {
		t.Fatalf("%s has no rows", table)
	}
	return found
}

func (r tableRow) place() string {
	var parts []string
	for _, k := range r.key {
		if b, is := k.([]byte); is {
			k = fmt.Sprintf("%x", b[:1])
		}
		parts = append(parts, fmt.Sprint(k))
	}
	return strings.Join(parts, "/")
}

// others gives values that the column could have instead.
func (r tableRow) others(table string, c tableColumn) []any {
	switch value := r.value.(type) {
	case nil:
		switch {
		case c.kind != "BYTEA":
			return []any{int64(1)}
		case c.name == "author" || c.name == "poste" || c.name == "source_book":
			return []any{append(make([]byte, 15), 1)}
		}
		return []any{append(make([]byte, 31), 1)}
	case bool:
		return []any{!value}
	case int64:
		if c.kind == "BOOLEAN" {
			return []any{1 - value}
		}
		return []any{value + 1000, -value - 1, value ^ 1<<40}
	case []byte:
		first, last := slices.Clone(value), slices.Clone(value)
		first[0] ^= 1
		last[len(last)-1] ^= 128
		return []any{first, last, append(slices.Clone(value), 0), value[1:]}
	case string:
		others := []any{value + "x", "x" + value}
		switch {
		case c.name == "day":
			others = append(others, "2026-03-03", "2025-03-02")
		case c.name == "month":
			others = append(others, "2026-04")
		case c.name == "cause":
			others = append(others, "withdrawn")
		case value != "":
			others = append(others, "")
		}
		return others
	}
	panic(fmt.Sprintf("%s.%s is %T", table, c.name, r.value))
}

// Every field of every posting and of every line in it is changed, and written as
// the program would write it; once as somebody would who does not know of hashes,
// and once with the hashes of all entries from there on computed again. A field
// that the body leaves out would be changed without trace.
func TestVerifyFindsEveryChangedField(t *testing.T) {
	s, mutated := mutations(t, keptJournalSubject)
	var chain []accounting.Posting
	if err := s.View(t.Context(), func(tx *storage.Tx) error {
		return tx.PostingChain(ident.BookID{7}, 1, func(p accounting.Posting) error { chain = append(chain, p); return nil })
	}); err != nil {
		t.Fatal(err)
	}
	for n := range chain {
		eachChange(reflect.ValueOf(&chain[n].Content).Elem(), "", func(field string) {
			body := chain[n].AppendBody(nil)
			mutated(mutation{fmt.Sprintf("posting %d: %s", n+1, field), "posting", "body", func(raw *sql.Conn) error {
				done, err := raw.ExecContext(context.Background(), `UPDATE posting SET body = ? WHERE seq = ? AND body <> ?`, body, n+1, body)
				if err != nil {
					return err
				}
				if changed, err := done.RowsAffected(); err != nil || changed != 1 {
					t.Errorf("posting %d: %s is not in the body", n+1, field)
				}
				return err
			}})
			mutated(mutation{fmt.Sprintf("posting %d: %s, with all hashes", n+1, field), "posting", "body", func(raw *sql.Conn) error {
				return rechain(raw, chain, n)
			}})
		})
	}
}

// rechain writes a changed posting and computes all hashes from it on again.
func rechain(raw *sql.Conn, chain []accounting.Posting, from int) error {
	prev := chain[from].Entry.Prev
	for n := from; n < len(chain); n++ {
		p := chain[n]
		p.Entry.Prev = prev
		p.Entry.Hash = p.Entry.Sum(&p)
		var before any
		if n > 0 {
			before = prev[:]
		}
		if _, err := raw.ExecContext(context.Background(), `UPDATE posting SET body = ?, prev = ?, hash = ? WHERE seq = ?`,
			p.AppendBody(nil), before, p.Entry.Hash[:], n+1); err != nil {
			return err
		}
		prev = p.Entry.Hash
	}
	return nil
}

// eachChange changes every field below v, one at a time, and puts it back.
func eachChange(v reflect.Value, name string, changed func(string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachChange(v.Field(i), name+"."+v.Type().Field(i).Name, changed)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachChange(v.Index(i), fmt.Sprintf("%s[%d]", name, i), changed)
		}
		if v.Len() > 0 {
			before := reflect.ValueOf(v.Interface())
			v.Set(v.Slice(0, v.Len()-1))
			changed(name + " without the last")
			v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, 0), before))
			v.Set(reflect.Append(v, before.Index(0)))
			changed(name + " with one more")
			v.Set(before)
		}
	case reflect.String:
		before := v.String()
		v.SetString(before + "X")
		changed(name)
		v.SetString(before)
	case reflect.Int, reflect.Int64, reflect.Int32:
		before := v.Int()
		v.SetInt(before + 1)
		changed(name)
		v.SetInt(before)
	case reflect.Array:
		before := v.Index(0).Uint()
		v.Index(0).SetUint(before ^ 1)
		changed(name)
		v.Index(0).SetUint(before)
	default:
		panic(name + " is " + v.Kind().String())
	}
}

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// Copy writes one state of the database at path into a new file, whatever others
// write meanwhile. A temporary copy that was cut short must be deleted by the
// caller.
func Copy(ctx context.Context, path, to string) error {
	db, err := connect(ctx, path, every(), 1)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	if err = errors.Join(toFault(err), toFault(db.Close())); err != nil {
		return err
	}
	return errors.Join(os.Chmod(to, 0o600), syncFile(to))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Strip empties the tables of a copy that no backup contains, so that their
// content is not in the free pages of the file either.
func Strip(ctx context.Context, path string) error {
	options := every()
	options.Set("_foreign_keys", "0")
	options.Add("_pragma", "secure_delete(1)")
	db, err := connect(ctx, path, options, 1)
	if err != nil {
		return err
	}
	err = strip(ctx, db)
	return errors.Join(toFault(err), toFault(db.Close()))
}

func strip(ctx context.Context, db *sql.DB) error {
	names, err := tables(ctx, db)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !storage.StaysHere(name) {
			continue
		}
		if _, err := db.ExecContext(ctx, `DELETE FROM `+quoted(name)); err != nil {
			return err
		}
	}
	return nil
}

func tables(ctx context.Context, db *sql.DB) (names []string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Check reads the whole file at path and refuses one that is not ours, of a newer
// program, or damaged (fault.Forged): every page, the order in every tree, and every
// index beside its table.
func Check(ctx context.Context, path string) error {
	return ask(ctx, path, `PRAGMA integrity_check(1)`)
}

// CheckPages is Check without the indexes, which takes the longest. No page that a
// disk has spoilt escapes it.
func CheckPages(ctx context.Context, path string) error {
	return ask(ctx, path, `PRAGMA quick_check(1)`)
}

// CheckReferences refuses a file in which something refers to what is not there
// (fault.Forged).
func CheckReferences(ctx context.Context, path string) error {
	return ask(ctx, path, `SELECT CASE WHEN EXISTS (SELECT 1 FROM pragma_foreign_key_check) THEN 'references' ELSE 'ok' END`)
}

// ask puts a question to the file at path to which the answer has to be "ok".
func ask(ctx context.Context, path, question string) error {
	if err := exists(path); err != nil {
		return err
	}
	if _, err := inspect(ctx, path, readingOnly()); err != nil {
		return err
	}
	db, err := connect(ctx, path, readingOnly(), 1)
	if err != nil {
		return err
	}
	var found string
	err = db.QueryRowContext(ctx, question).Scan(&found)
	if err = errors.Join(toFault(err), toFault(db.Close())); err != nil {
		return err
	}
	if found != "ok" {
		return fault.Wrap(errors.New(found), fault.Forged, "storage.corrupt", nil)
	}
	return nil
}

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
// program, or damaged (fault.Forged).
func Check(ctx context.Context, path string) error {
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
	err = db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&found)
	if err = errors.Join(toFault(err), toFault(db.Close())); err != nil {
		return err
	}
	if found != "ok" {
		return fault.Wrap(errors.New(found), fault.Forged, "storage.corrupt", nil)
	}
	return nil
}

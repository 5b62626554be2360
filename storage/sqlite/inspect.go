package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage/schema"
)

// applicationID marks our databases in the header of the file: "CPTR".
const applicationID = 0x43505452

var markOurs = fmt.Sprintf("PRAGMA application_id = %d", applicationID)

// contents is what a look into a database file found.
type contents struct {
	application int // application_id of the header; 0 for none
	tables      int
	version     int // of our schema; 0 before the first migration
}

// empty reports a file that nobody has written anything into.
func (c contents) empty() bool { return c.application == 0 && c.tables == 0 }

// inspect looks into the file at path before anything may write to it, and
// refuses what is not ours or of a newer program.
func inspect(ctx context.Context, path string, options url.Values) (contents, error) {
	found, err := lookInto(ctx, path, options)
	if err != nil && isForeign(ctx, path, options) {
		err = fault.Wrap(err, fault.Invalid, "storage.foreign", fault.Args{"Path": path})
	}
	if err != nil {
		return contents{}, err
	}
	return found, check(path, found)
}

func lookInto(ctx context.Context, path string, options url.Values) (contents, error) {
	db, err := connect(ctx, path, options, 1)
	if err != nil {
		return contents{}, err
	}
	found, err := look(ctx, db)
	return found, errors.Join(toFault(err), toFault(db.Close()))
}

// isForeign reports whether a file is in order for SQLite and reserves no space for
// sums, and is thus the database of another program.
func isForeign(ctx context.Context, path string, options url.Values) bool {
	plain := maps.Clone(options)
	plain.Del("vfs")
	db, err := connect(ctx, path, plain, 1)
	if err != nil {
		return false
	}
	defer db.Close()
	var first []byte
	err = db.QueryRowContext(ctx, `SELECT data FROM sqlite_dbpage WHERE pgno = 1`).Scan(&first)
	return err == nil && len(first) > reservedAt && first[reservedAt] != reserved
}

// look reads everything at one moment: another program may be making the
// database while we look.
func look(ctx context.Context, db *sql.DB) (found contents, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return found, err
	}
	defer tx.Rollback()
	migrated := false
	err = tx.QueryRowContext(ctx, `
		SELECT COUNT(*), COALESCE(MAX(name = 'schema_migration'), 0) FROM sqlite_master WHERE type = 'table'`,
	).Scan(&found.tables, &migrated)
	if err != nil {
		return found, err
	}
	if err := tx.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&found.application); err != nil {
		return found, err
	}
	if migrated && found.application == applicationID {
		found.version, err = schema.Version(ctx, tx)
	}
	return found, err
}

func check(path string, found contents) error {
	if !found.empty() && found.application != applicationID {
		return fault.New(fault.Invalid, "storage.foreign", fault.Args{"Path": path})
	}
	newest, err := schema.Newest()
	if err == nil && found.version > newest {
		return newerFault(&schema.NewerError{Found: found.version, Known: newest})
	}
	return err
}

package sqlite

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage/schema"
)

// toFault turns the driver's errors that a person can do something about into
// faults, by their code (https://www.sqlite.org/rescode.html). Any other error
// is given back as it is.
func toFault(err error) error {
	var cause *sqlite.Error
	if _, foreseen := fault.KindOf(err); foreseen || !errors.As(err, &cause) {
		return err
	}
	return ofCode(err, cause.Code())
}

// ofCode looks at the codes that say more than their family does.
func ofCode(err error, code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fault.Wrap(err, fault.Conflict, "storage.exists", nil)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return fault.Wrap(err, fault.Conflict, "storage.linked", nil)
	case sqlite3.SQLITE_IOERR_DATA: // a page is not the one that was written, see VFS
		return fault.Wrap(err, fault.Forged, "storage.corrupt", nil)
	case sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_FSTAT, sqlite3.SQLITE_IOERR_ACCESS: // maybe after a commit
		return fault.Wrap(err, fault.Conflict, "storage.unread", nil)
	case sqlite3.SQLITE_IOERR_SHMSIZE: // says not which of the two it is
		return fault.Wrap(err, fault.Conflict, "storage.beside", nil)
	case sqlite3.SQLITE_IOERR_FSYNC: // of a commit, whose bytes may be found when the file is opened next
		return fault.Wrap(err, fault.Conflict, "storage.uncertain", nil)
	}
	return ofFamily(err, code&0xff)
}

// ofFamily looks at the low byte of a code, which names the family.
func ofFamily(err error, family int) error {
	switch family {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fault.Wrap(err, fault.Conflict, "storage.busy", nil)
	case sqlite3.SQLITE_FULL:
		return fault.Wrap(err, fault.Conflict, "storage.full", nil)
	case sqlite3.SQLITE_READONLY:
		return fault.Wrap(err, fault.Denied, "storage.read-only", nil)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fault.Wrap(err, fault.Denied, "storage.not-opened", nil)
	case sqlite3.SQLITE_IOERR:
		return fault.Wrap(err, fault.Conflict, "storage.disk", nil)
	case sqlite3.SQLITE_CORRUPT:
		return fault.Wrap(err, fault.Forged, "storage.corrupt", nil)
	case sqlite3.SQLITE_NOTADB:
		return fault.Wrap(err, fault.Forged, "storage.not-a-database", nil)
	default:
		return err
	}
}

// ends reports whether SQLite may end a transaction by itself over an error
// (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction).
// A page that can not be read is one, in a statement that only reads as well.
func ends(err error) bool {
	var cause *sqlite.Error
	if !errors.As(err, &cause) {
		return false
	}
	switch cause.Code() & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_ABORT, sqlite3.SQLITE_CORRUPT:
		return true
	}
	return false
}

// isBusy reports whether another connection had the file.
func isBusy(err error) bool {
	var cause *sqlite.Error
	return errors.As(err, &cause) && cause.Code()&0xff == sqlite3.SQLITE_BUSY
}

func newerFault(e *schema.NewerError) error {
	return fault.Wrap(e, fault.Conflict, "storage.newer", fault.Args{"Found": e.Found, "Known": e.Known})
}

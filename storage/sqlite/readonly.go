package sqlite

import (
	"context"
	"errors"
	"net/url"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/schema"
)

// OpenReadOnly opens the database at path without ever writing to it, on a
// write-protected medium as well. It must have the schema of this program,
// because it can not be brought there.
func OpenReadOnly(ctx context.Context, path string) (*storage.Store, error) {
	if err := exists(path); err != nil {
		return nil, err
	}
	s, err := openReadOnly(ctx, path, readingOnly())
	if isProtected(err) && isWhole(path) {
		return openReadOnly(ctx, path, frozen())
	}
	return s, err
}

func openReadOnly(ctx context.Context, path string, options url.Values) (*storage.Store, error) {
	found, err := inspect(ctx, path, options)
	if err != nil {
		return nil, err
	}
	if newest, err := schema.Newest(); err != nil || found.version < newest {
		return nil, errors.Join(err, fault.New(fault.Conflict, "storage.older", fault.Args{"Path": path}))
	}
	read, err := connect(ctx, path, options, readers)
	if err != nil {
		return nil, err
	}
	return storage.New(storage.Backend{Read: read, Fault: toFault, Ends: ends, Text: unnamed}), nil
}

// frozen is for a file that nobody can change: SQLite then does without the
// files beside it, through which readers and writers talk.
func frozen() url.Values {
	v := readingOnly()
	v.Set("immutable", "1")
	return v
}

// isProtected reports whether SQLite could not make its files beside the
// database, because the folder is write-protected.
func isProtected(err error) bool {
	var cause *sqlite.Error
	return errors.As(err, &cause) && cause.Code() == sqlite3.SQLITE_READONLY_DIRECTORY
}

// isWhole reports whether all of the database is in its file and nothing waits
// in the write-ahead log.
func isWhole(path string) bool {
	log, err := os.Stat(path + "-wal")
	return errors.Is(err, os.ErrNotExist) || err == nil && log.Size() == 0
}

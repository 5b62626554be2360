package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // registers the driver
)

// Pragmas belong to a connection, so they are in the name with which every
// connection of a pool is opened; one sent by Exec would reach one of them only.

// every connection has these, whatever it is for.
func every() url.Values {
	return url.Values{
		"_busy_timeout": {strconv.Itoa(busyMillis)},
		"_foreign_keys": {"1"},
		"_dqs":          {"0"}, // a misspelt column is an error, not a text
		"_defensive":    {"1"},
		"_error_rc":     {"1"},
		"_pragma":       {"trusted_schema(0)", "temp_store(2)", "cache_size(-16384)"},
		"vfs":           {VFS},
	}
}

// writing is for the one connection that writes: durable at commit, and alone
// from the beginning of a transaction.
func writing() url.Values {
	v := every()
	v.Set("_journal_mode", "WAL")
	v.Set("_synchronous", "FULL")
	v.Set("_txlock", "immediate")
	return v
}

// reading is for connections beside the one that writes.
func reading() url.Values {
	v := every()
	v.Set("_query_only", "1")
	return v
}

// readingOnly is for a database that this program must not change.
func readingOnly() url.Values {
	v := reading()
	v.Set("mode", "ro")
	return v
}

// connect opens a pool and its first connection.
func connect(ctx context.Context, path string, options url.Values, connections int) (*sql.DB, error) {
	name, err := dataSource(path, options)
	if err := errors.Join(err, summing); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, toFault(err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(toFault(err), db.Close())
	}
	return db, nil
}

func dataSource(path string, options url.Values) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return uri(filepath.ToSlash(absolute), options), nil
}

// uri names a file by its absolute path with slashes, in a form in which no
// character is taken for anything else (https://www.sqlite.org/uri.html).
func uri(slashed string, options url.Values) string {
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: options.Encode()}
	return u.String()
}

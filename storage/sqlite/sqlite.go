// Package sqlite opens the embedded database of a data folder: one file in WAL
// mode, one connection that writes and several that read. The driver and its
// errors stay in here.
package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/schema"
)

// dataVersion changes for a connection when another one, of whatever program, has
// committed (https://www.sqlite.org/pragma.html#pragma_data_version).
const dataVersion = `PRAGMA data_version`

// beginAlone begins a transaction that no other one that writes exists beside.
const beginAlone = `BEGIN IMMEDIATE`

const (
	// readers is the number of connections that read beside the one that writes.
	readers = 4
	// busyMillis is how long a connection waits for another program to finish.
	busyMillis = 5000
)

// Open opens the database at path, makes it when it is not there, and brings it
// to the newest schema. A file that is not ours or of a newer program is refused
// and left as it is.
func Open(ctx context.Context, path string) (*storage.Store, error) {
	if err := Create(path); err != nil {
		return nil, err
	}
	return patiently(ctx, func() (*storage.Store, error) { return open(ctx, path) })
}

func open(ctx context.Context, path string) (*storage.Store, error) {
	found, err := inspect(ctx, path, readingOnly())
	if err != nil {
		return nil, err
	}
	write, err := connect(ctx, path, writing(), 1)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, write, found); err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read, err := connect(ctx, path, reading(), readers)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	return storage.New(storage.Backend{
		Write: write, Begin: beginAlone, Read: read, Fault: toFault, Ends: ends, Random: rand.Reader, Text: unnamed,
		Version: dataVersion,
	}), nil
}

// patiently tries again while another program that starts at the same moment
// has the file. SQLite waits by itself for everything but the change to WAL.
func patiently(ctx context.Context, try func() (*storage.Store, error)) (*storage.Store, error) {
	deadline := time.Now().Add(busyMillis * time.Millisecond)
	for {
		s, err := try()
		if !isBusy(err) || time.Now().After(deadline) {
			return s, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// OpenExisting opens the database at path as Open does; fault.Missing when it is
// not there.
func OpenExisting(ctx context.Context, path string) (*storage.Store, error) {
	if err := exists(path); err != nil {
		return nil, err
	}
	return Open(ctx, path)
}

// Create makes a database without tables that only its owner can read, if there is
// no file. It gets its name when it is whole: an empty file is what is left of a
// damaged one. SQLite gives the files beside it the same mode.
func Create(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return exists(path)
	}
	began, err := os.CreateTemp(filepath.Dir(path), ".comptoir-*.db")
	if err != nil {
		return fault.Wrap(err, fault.Denied, "storage.not-created", fault.Args{"Path": path})
	}
	defer os.Remove(began.Name())
	_, err = began.Write(firstPage())
	if err := errors.Join(err, began.Sync(), began.Close()); err != nil {
		return fault.Wrap(err, fault.Denied, "storage.not-created", fault.Args{"Path": path})
	}
	switch err := place(began.Name(), path); {
	case errors.Is(err, fs.ErrExist):
		return exists(path)
	case err != nil:
		return fault.Wrap(err, fault.Denied, "storage.not-created", fault.Args{"Path": path})
	}
	return nil
}

// place gives a file its name unless another has it (fs.ErrExist). Where files have
// one name only, as on many sticks, two programs that start at the same moment
// could both find it free.
func place(began, path string) error {
	err := os.Link(began, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	return os.Rename(began, path)
}

// exists refuses a path where nothing is, or something else than a file: a
// folder, or a pipe that would let us wait for ever. An empty file would be filled
// as if nothing had ever been in it.
func exists(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fault.Wrap(err, fault.Missing, "storage.no-database", fault.Args{"Path": path})
	}
	if !info.Mode().IsRegular() {
		return fault.New(fault.Denied, "storage.not-opened", nil)
	}
	if info.Size() == 0 {
		return fault.New(fault.Forged, "storage.corrupt", nil)
	}
	return nil
}

// prepare marks a new database as ours and brings it to the newest schema.
func prepare(ctx context.Context, write *sql.DB, found contents) error {
	if found.empty() {
		if _, err := write.ExecContext(ctx, markOurs); err != nil {
			return toFault(err)
		}
	}
	err := schema.Migrate(ctx, write, nil, time.Now())
	var newer *schema.NewerError
	var other *schema.OtherError
	switch {
	case errors.As(err, &newer):
		return newerFault(newer)
	case errors.As(err, &other):
		return fault.Wrap(err, fault.Conflict, "storage.trial", nil)
	}
	return toFault(err)
}

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/fault"
)

// writeOut writes what a command made into a new file, or, without a name, to
// standard output. A file that is there is never replaced.
func (c *call) writeOut(name string, content []byte) error {
	if name == "" {
		_, err := c.stdout.Write(content)
		return err
	}
	err := writeNew(c.resolve(name), content)
	if errors.Is(err, fs.ErrExist) {
		return fault.Wrap(err, fault.Conflict, "ctl.file-there", fault.Args{"Path": name})
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "ctl.unwritten", fault.Args{"Path": name})
	}
	return nil
}

// writeNew writes a file that is not there yet: under another name until it is
// whole, so that what a full disk, a pulled stick or a kill leaves is not taken for it.
func writeNew(path string, content []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".comptoir-*.tmp")
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

package main

import (
	"errors"
	"io/fs"
	"os"

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

// writeNew writes a file that is not there yet, and leaves none that is not whole.
func writeNew(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

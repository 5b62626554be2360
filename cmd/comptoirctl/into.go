package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/fault"
)

// into runs what writes files into a folder, which is made when it is not there
// and taken away again when nothing came of it.
func (c *call) into(folder string, write func(dir string) error) error {
	dir := c.resolve(folder)
	made, err := makeFolder(dir)
	if err != nil {
		remove(made)
		return fault.Wrap(err, fault.Invalid, "ctl.no-out", fault.Args{"Path": folder})
	}
	if err := write(dir); err != nil {
		remove(made)
		return err
	}
	return nil
}

// makeFolder makes a folder with those above it, and gives the ones it made, the
// deepest first.
func makeFolder(dir string) (made []string, err error) {
	for missing := dir; ; missing = filepath.Dir(missing) {
		if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) || missing == filepath.Dir(missing) {
			break
		}
		made = append(made, missing)
	}
	return made, os.MkdirAll(dir, 0o777)
}

// remove takes folders away as far as they are empty.
func remove(folders []string) {
	for _, dir := range folders {
		if os.Remove(dir) != nil {
			return
		}
	}
}

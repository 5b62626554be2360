package main

import (
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
	f, err := os.OpenFile(c.resolve(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if os.IsExist(err) {
		return fault.Wrap(err, fault.Conflict, "ctl.file-there", fault.Args{"Path": name})
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "ctl.no-out", fault.Args{"Path": name})
	}
	if _, err = f.Write(content); err == nil {
		err = f.Close()
	} else {
		_ = f.Close() // the error that matters is that of the writing
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "ctl.no-out", fault.Args{"Path": name})
	}
	return nil
}

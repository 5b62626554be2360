package workspace

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/usrfile"
)

// copyVerified copies a signed file into a folder and reads it back. Where the
// same file lies there already, it is not written again.
func copyVerified(from, dir string) (string, error) {
	data, err := usrfile.ReadFile(from)
	if err != nil {
		return "", readFault(err, from)
	}
	name := filepath.Base(from)
	if there, err := usrfile.ReadFile(filepath.Join(dir, name)); err == nil && bytes.Equal(there, data) {
		return filepath.Join(dir, name), nil
	}
	path, err := usrfile.WriteFile(dir, name, data)
	if err != nil {
		return "", writeFault(err, dir)
	}
	back, err := usrfile.ReadFile(path)
	if err == nil && bytes.Equal(back, data) {
		return path, nil
	}
	_ = os.Remove(path) // what is not what it should be helps nobody
	return "", fault.Wrap(err, fault.Invalid, "workspace.not-read-back", fault.Args{"Path": dir})
}

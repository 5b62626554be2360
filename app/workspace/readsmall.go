package workspace

import (
	"io"
	"os"

	"github.com/comptoir/comptoir/app/fault"
)

// readSmallFile reads a plain file of at most limit bytes. It looks before it
// opens, since opening a pipe waits for its other end.
func readSmallFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, readFault(err, path)
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fault.New(fault.Forged, "vault.no-backup", nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, readFault(err, path)
	}
	defer func() { _ = f.Close() }() // nothing was written
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, readFault(err, path)
	}
	return content, nil
}

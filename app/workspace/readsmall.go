package workspace

import (
	"io"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/attachment"
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
	return readOpened(path, func(f io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(f, limit+1)) })
}

// readSource reads a plain file that somebody attaches.
func readSource(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, readFault(err, path)
	}
	if !info.Mode().IsRegular() {
		return nil, fault.New(fault.Invalid, "workspace.no-plain-file", fault.Args{"Path": path})
	}
	return readOpened(path, func(f io.Reader) ([]byte, error) { return attachment.Read(filepath.Base(path), f) })
}

func readOpened(path string, read func(io.Reader) ([]byte, error)) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, readFault(err, path)
	}
	defer func() { _ = f.Close() }() // nothing was written
	content, err := read(f)
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
		return nil, readFault(err, path)
	}
	return content, err
}

package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/disk"
	"github.com/comptoir/comptoir/app/fault"
)

// Create writes a backup under name in dir, or under "-2", "-3" … when the name
// is taken, and gives the path. The name appears only once the bytes are on the
// disk and have been read back, decrypted and compared with the manifest.
func Create(ctx context.Context, dir, name string, seal Seal, m Manifest, from Source, tell Tell) (path string, err error) {
	f, err := os.CreateTemp(dir, temporaryPrefix+"*")
	if err != nil {
		return "", diskFault(err, dir)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the error that matters is the one that led here
		}
	}()
	twice := func(offset int64) Tell { // writing is one half, reading back the other
		if tell == nil {
			return nil
		}
		return func(done, total int64) { tell(offset*total+done, 2*total) }
	}
	err = Write(ctx, f, seal, m, from, twice(0))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", diskFault(err, dir)
	}
	if err = readBack(ctx, f.Name(), seal.opener(), m, twice(1)); err != nil {
		return "", err
	}
	path, err = publish(f.Name(), dir, name)
	return path, diskFault(err, dir)
}

// temporaryPrefix begins the names of what is not finished; see Sweep.
const temporaryPrefix = ".backup-"

// readBack reads the backup as a restore would.
func readBack(ctx context.Context, path string, with Opener, want Manifest, tell Tell) error {
	got, err := with.ReadFile(ctx, path, nil, tell)
	if err != nil {
		return err
	}
	want.Format = want.format()
	written, wantErr := want.encode()
	read, gotErr := got.encode()
	if err := errors.Join(wantErr, gotErr); err != nil {
		return err
	}
	if string(written) != string(read) {
		return damaged(nil)
	}
	return nil
}

// opened looks before it opens, since opening a pipe waits for its other end.
func opened(path string, read func(io.Reader) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return fault.Wrap(err, fault.Missing, "archive.none", fault.Args{"Path": path})
	}
	if !info.Mode().IsRegular() {
		return damaged(nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return fault.Wrap(err, fault.Denied, "archive.unreadable", fault.Args{"Path": path})
	}
	defer func() { _ = f.Close() }() // nothing was written
	return read(f)
}

// Scratch makes a folder for what is not finished, which Sweep removes.
func Scratch(dir string) (string, error) {
	scratch, err := os.MkdirTemp(dir, temporaryPrefix+"*")
	return scratch, diskFault(err, dir)
}

// IntoFolder writes the files of a backup below dir. They are on the disk when
// they are closed.
func IntoFolder(dir string) Sink {
	return func(f File) (io.WriteCloser, error) {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, diskFault(err, dir)
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, diskFault(err, dir)
		}
		return durable{file, dir}, nil
	}
}

type durable struct {
	file *os.File
	dir  string
}

func (d durable) Write(p []byte) (int, error) {
	n, err := d.file.Write(p)
	return n, diskFault(err, d.dir)
}

func (d durable) Close() error { return diskFault(errors.Join(d.file.Sync(), d.file.Close()), d.dir) }

// Sweep removes what a program that was killed has left in a folder of backups.
// Only one program at a time may write there.
func Sweep(dir string) error { return sweep(dir, func(fs.FileInfo) bool { return true }) }

// SweepOld removes what was left in a folder before the instant: several programs
// may write there.
func SweepOld(dir string, before time.Time) error {
	return sweep(dir, func(info fs.FileInfo) bool { return info.ModTime().Before(before) })
}

func sweep(dir string, gone func(fs.FileInfo) bool) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), temporaryPrefix) {
			continue
		}
		info, statErr := e.Info()
		if errors.Is(statErr, fs.ErrNotExist) || statErr == nil && !gone(info) {
			continue
		}
		err = errors.Join(err, statErr, os.RemoveAll(filepath.Join(dir, e.Name())))
	}
	return err
}

// maxCopies is how many backups of one name are kept beside each other.
const maxCopies = 1000

// publish gives the temporary file the first free name, which it reserves with
// an empty file first: a rename alone would replace what is there, and sticks
// know no hard links.
func publish(temporary, dir, name string) (string, error) {
	stem := strings.TrimSuffix(name, Extension)
	for n := 1; n <= maxCopies; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", stem, n, Extension))
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := errors.Join(f.Close(), os.Rename(temporary, path)); err != nil {
			return "", errors.Join(err, os.Remove(path))
		}
		if err := disk.SyncFolder(dir); err != nil {
			return "", errors.Join(err, os.Remove(path)) // a name that may not last counts for nothing
		}
		return path, nil
	}
	return "", fmt.Errorf("%w: %d backups named %s", fs.ErrExist, maxCopies, name)
}

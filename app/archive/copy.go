package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Copy lays a backup into another folder, byte by byte, under its name or under
// "-2", "-3" … when that is taken, and gives the path. The name appears only once the
// bytes are on the disk and have been read back.
func Copy(ctx context.Context, path, dir string, tell Tell) (copied string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", diskFault(err, path)
	}
	f, err := os.CreateTemp(dir, temporaryPrefix+"*")
	if err != nil {
		return "", diskFault(err, dir)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the error that matters is the one that led here
		}
	}()
	count := &counting{ctx: ctx, tell: tell, total: 2 * info.Size()}
	written, err := digestOf(path, f, count)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", diskFault(err, dir)
	}
	read, err := digestOf(f.Name(), io.Discard, count)
	if err != nil {
		return "", diskFault(err, dir)
	}
	if read != written {
		return "", damaged(nil)
	}
	copied, err = publish(f.Name(), dir, filepath.Base(path))
	return copied, diskFault(err, dir)
}

// digestOf reads a file into out.
func digestOf(path string, out io.Writer, count *counting) (digest [sha256.Size]byte, err error) {
	in, err := os.Open(path)
	if err != nil {
		return digest, err
	}
	defer func() { _ = in.Close() }() // nothing was written to it
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, sum), count.reader(in))
	return [sha256.Size]byte(sum.Sum(nil)), err
}

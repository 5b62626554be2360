// Package cabinet keeps files by the SHA-256 of what is in them, in a folder that
// a person can look into: "ab/abcdef…". What was put there is on the disk under its
// name whole or not at all, and is compared with its name whenever it is read, so
// that what somebody exchanged or a disk has damaged is never shown as genuine.
package cabinet

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/comptoir/comptoir/app/disk"
	"github.com/comptoir/comptoir/app/fault"
)

// Cabinet is a folder of such files.
type Cabinet struct{ dir string }

// In gives the cabinet in a folder.
func In(dir string) Cabinet { return Cabinet{dir} }

// Path gives where a file lies, whether or not it is there.
func (c Cabinet) Path(hash [32]byte) string {
	name := hex.EncodeToString(hash[:])
	return filepath.Join(c.dir, name[:2], name)
}

// Put keeps the bytes and gives their name. When it returns, they last: a power cut
// or kill -9 at any moment leaves them whole under their name, or something that
// no reader takes for them. What is there already is compared and, when it is
// damaged, put right.
func (c Cabinet) Put(data []byte) (hash [32]byte, err error) {
	hash = sha256.Sum256(data)
	path := c.Path(hash)
	if c.Touch(hash, int64(len(data))) == nil {
		return hash, nil
	}
	if err := c.makeFolder(filepath.Dir(path)); err != nil {
		return hash, diskFault(err, c.dir)
	}
	return hash, diskFault(disk.Replace(path, temporaryPrefix+"*.tmp", data), c.dir)
}

// makeFolder makes the folder of two digits last, too.
func (c Cabinet) makeFolder(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return disk.SyncFolder(c.dir)
}

// temporaryPrefix begins the names of what is not finished; see Sweep.
const temporaryPrefix = "."

// Read gives the bytes of a file of that size. One that is not there is
// fault.Missing, one that is not what its name says fault.Forged.
func (c Cabinet) Read(hash [32]byte, size int64) ([]byte, error) {
	var b bytes.Buffer
	if err := c.copy(&b, hash, size); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Check is Read for somebody who does not want the bytes.
func (c Cabinet) Check(hash [32]byte, size int64) error { return c.copy(io.Discard, hash, size) }

// Touch is Check for somebody who is about to name the file: Sweep leaves it there
// for another while.
func (c Cabinet) Touch(hash [32]byte, size int64) error {
	if err := c.Check(hash, size); err != nil {
		return err
	}
	now := time.Now()
	return diskFault(os.Chtimes(c.Path(hash), now, now), c.dir)
}

// copy gives the bytes to w and compares them; w keeps nothing when it fails.
func (c Cabinet) copy(w io.Writer, hash [32]byte, size int64) error {
	f, err := c.Open(hash, size)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // nothing was written
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(f, size+1))
	if err != nil {
		return unreadable(err, hash)
	}
	if n != size || [32]byte(sum.Sum(nil)) != hash {
		return altered(hash)
	}
	return nil
}

// Open opens a file of that size without comparing what is in it, for a reader that
// does so itself, such as one that puts it into a signed file.
func (c Cabinet) Open(hash [32]byte, size int64) (io.ReadCloser, error) {
	path := c.Path(hash)
	info, err := os.Lstat(path) // opening a pipe would wait for its other end
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Missing, "cabinet.missing", fault.Args{"File": short(hash)})
	}
	if err != nil {
		return nil, unreadable(err, hash)
	}
	if !info.Mode().IsRegular() || info.Size() != size {
		return nil, altered(hash)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err, hash)
	}
	return f, nil
}

// Whole reports whether a file, wherever it lies, is what its name says.
func Whole(path string) bool {
	name := filepath.Base(path)
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // nothing was written
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return err == nil && hex.EncodeToString(sum.Sum(nil)) == name
}

// Sweep removes the files that nobody names and that were put or touched before an
// instant, and what a program that was killed has left. It gives how many files it
// removed. What is not a cabinet's is left alone.
func (c Cabinet) Sweep(named func(hash [32]byte) bool, before time.Time) (removed int, err error) {
	err = filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		hash, ours := c.hashOf(path)
		if !c.unfinished(path) && (!ours || named(hash)) {
			return nil
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().Before(before) {
			return ignoreGone(err)
		}
		if err := os.Remove(path); err != nil {
			return ignoreGone(err)
		}
		if ours {
			removed++
		}
		return nil
	})
	return removed, diskFault(err, c.dir)
}

// Keeps reports whether a path in the folder is one at which a file is kept.
func (c Cabinet) Keeps(path string) bool {
	_, ours := c.hashOf(path)
	return ours
}

// hashOf reads the name of a file, where it lies where it belongs.
func (c Cabinet) hashOf(path string) (hash [32]byte, ours bool) {
	name := filepath.Base(path)
	if len(name) != 2*len(hash) {
		return hash, false
	}
	_, err := hex.Decode(hash[:], []byte(name))
	return hash, err == nil && c.Path(hash) == path
}

// unfinished recognises what write leaves when it is killed.
func (c Cabinet) unfinished(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, temporaryPrefix) && strings.HasSuffix(name, ".tmp") && filepath.Dir(filepath.Dir(path)) == filepath.Clean(c.dir)
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// short is enough of a name to find the file.
func short(hash [32]byte) string { return hex.EncodeToString(hash[:6]) }

func altered(hash [32]byte) error {
	return fault.New(fault.Forged, "cabinet.altered", fault.Args{"File": short(hash)})
}

func unreadable(err error, hash [32]byte) error {
	return fault.Wrap(err, fault.Missing, "cabinet.unreadable", fault.Args{"File": short(hash)})
}

// diskFault turns what a disk refuses into what a person can do about it.
func diskFault(err error, dir string) error {
	_, foreseen := fault.KindOf(err)
	switch {
	case err == nil || foreseen:
		return err
	case errors.Is(err, syscall.ENOSPC):
		return fault.Wrap(err, fault.Conflict, "cabinet.full", fault.Args{"Path": dir})
	}
	return fault.Wrap(err, fault.Invalid, "cabinet.unwritable", fault.Args{"Path": dir})
}

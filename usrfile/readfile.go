package usrfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ReadFile reads a signed file once and whole. It takes regular files only: a
// directory, symbolic link, pipe or device is refused before it is opened, and
// again after, in case it was swapped. The header is judged before the rest is
// read, so that memory is taken only for a file of the right size.
//
// Refusals are an *Error; other errors come from the system, for instance when
// a stick is pulled out.
func ReadFile(path string) ([]byte, error) {
	f, size, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readBounded(f, size)
}

// openRegular opens a file of a size that a signed file can have.
func openRegular(path string) (f *os.File, size int64, err error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, 0, err
	}
	if err := checkRegular(before); err != nil {
		return nil, 0, err
	}
	f, err = os.OpenFile(path, readFlags, 0)
	if err != nil {
		return nil, 0, err
	}
	size, err = checkOpened(f, before)
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, size, nil
}

func checkOpened(f *os.File, before fs.FileInfo) (size int64, err error) {
	opened, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if err := checkRegular(opened); err != nil {
		return 0, err
	}
	if !os.SameFile(before, opened) {
		return 0, refuse(ErrChanging, "another file took its place")
	}
	return opened.Size(), nil
}

func checkRegular(info fs.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return refuse(ErrNotRegular, "%v", info.Mode().Type())
	case info.Size() == 0:
		return refuse(ErrEmpty, "no bytes at all")
	case info.Size() > MaxFile:
		return refuse(ErrTooLarge, "file of %d bytes, at most %d", info.Size(), MaxFile)
	}
	return nil
}

// readBounded reads exactly size bytes, and then nothing more must come.
func readBounded(r io.Reader, size int64) ([]byte, error) {
	start := make([]byte, min(size, headerSize))
	if err := readFull(r, start); err != nil {
		return nil, err
	}
	if _, err := parseHeader(start, size); err != nil {
		return nil, err
	}
	file := make([]byte, size)
	copy(file, start)
	if err := readFull(r, file[len(start):]); err != nil {
		return nil, err
	}
	switch n, err := io.ReadFull(r, make([]byte, 1)); {
	case n > 0:
		return nil, refuse(ErrChanging, "grew while it was read")
	case !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("read to the end: %w", err)
	}
	return file, nil
}

func readFull(r io.Reader, b []byte) error {
	_, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return refuse(ErrChanging, "shrank while it was read")
	}
	return err
}

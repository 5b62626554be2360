package usrfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxCopies is how many files of one name are kept beside each other.
const maxCopies = 1000

// WriteFile writes data whole or not at all under name in dir and gives the
// path. It never overwrites: when the name is taken, "-2", "-3" … is put in
// front of the extension. The bytes are on the disk before the name appears,
// and the name before WriteFile returns.
func WriteFile(dir, name string, data []byte) (path string, err error) {
	staged, err := StageFile(dir, name, data)
	if err != nil {
		return "", err
	}
	return staged.Publish()
}

// Staged is a file whose bytes are on the disk and whose name has not appeared
// yet, so that something else can be made to last in between.
type Staged struct{ dir, name, temporary string }

// StageFile does the first half of WriteFile: whatever can go wrong with the
// folder or its space goes wrong here. Publish or Discard must follow.
func StageFile(dir, name string, data []byte) (*Staged, error) {
	return StageStream(dir, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// StageStream is StageFile for what write writes, such as a message with blobs.
func StageStream(dir, name string, write func(io.Writer) error) (*Staged, error) {
	return stageStream(dir, name, write, flush)
}

// stageStream ends with finish, which closes the file or sees to it later.
func stageStream(dir, name string, write func(io.Writer) error, finish func(*os.File) error) (*Staged, error) {
	if name != filepath.Base(name) || strings.HasPrefix(name, ".") || strings.ContainsAny(name, `/\:`) {
		return nil, refuse(ErrName, "%q", name)
	}
	temporary, err := writeTemporary(dir, name, write, finish)
	if err != nil {
		return nil, err
	}
	return &Staged{dir, name, temporary}, nil
}

// Publish lets the name appear and gives the path.
func (s *Staged) Publish() (path string, err error) {
	path, err = s.Appear()
	if err != nil {
		return "", err
	}
	return path, s.Last()
}

// Appear is Publish for one of many files in a folder: their names last once Last
// was called of one of them.
func (s *Staged) Appear() (path string, err error) {
	path, err = publish(s.temporary, s.dir, s.name)
	if err != nil {
		return "", errors.Join(err, os.Remove(s.temporary))
	}
	return path, nil
}

// Last lets all names last that have appeared in the folder of the file.
func (s *Staged) Last() error { return syncDir(s.dir) }

// Discard removes the bytes.
func (s *Staged) Discard() error { return os.Remove(s.temporary) }

// writeTemporary uses a name that no reader of signed files picks up.
func writeTemporary(dir, name string, write func(io.Writer) error, finish func(*os.File) error) (path string, err error) {
	f, err := createFree(dir, "."+name, ".tmp")
	if err != nil {
		return "", err
	}
	if err = write(f); err != nil {
		err = errors.Join(err, f.Close())
	} else {
		err = finish(f)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// publish gives the temporary file the first free name.
func publish(temporary, dir, name string) (path string, err error) {
	extension := filepath.Ext(name)
	err = firstFree(dir, strings.TrimSuffix(name, extension), extension, func(free string) error {
		path = free
		return renameFree(temporary, free)
	})
	return path, err
}

// reserveAndRename reserves the name with an empty file first, because a rename
// alone would replace what another program puts there, and sticks know no hard
// links.
func reserveAndRename(from, to string) error {
	reserved, err := createNew(to)
	if err != nil {
		return err
	}
	if err := errors.Join(reserved.Close(), os.Rename(from, to)); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

// createFree makes a new file under the first name that is not taken.
func createFree(dir, stem, extension string) (f *os.File, err error) {
	err = firstFree(dir, stem, extension, func(free string) error {
		f, err = createNew(free)
		return err
	})
	return f, err
}

// createNew makes a file with the rights that the person's files have, unless the
// name is taken.
func createNew(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// firstFree tries one name after the other until one is not taken.
func firstFree(dir, stem, extension string, try func(path string) error) error {
	name := stem + extension
	for n := 1; n <= maxCopies; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, extension)
		}
		if err := try(filepath.Join(dir, name)); !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return fmt.Errorf("%w: %d files named %s", fs.ErrExist, maxCopies, stem+extension)
}

// Package instance keeps a data folder to one window. The first window holds a
// lock; a later start leaves it a note, with the files that it was asked to
// open, and ends.
package instance

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fsnotify/fsnotify"
	"github.com/gofrs/flock"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	lockName = "window.lock"
	noteName = "window.note"
	noteMax  = 64 << 10 // bytes
)

// Instance is the one window of a data folder.
type Instance struct {
	dir     string
	lock    *flock.Flock
	watcher *fsnotify.Watcher
	done    sync.WaitGroup
}

// Take makes this program the one window of the data folder, which it makes when
// it is not there. The folder of another window is fault.Conflict.
func Take(dir string) (*Instance, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "instance.folder", fault.Args{"Path": dir})
	}
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	free, err := lock.TryLock()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "instance.folder", fault.Args{"Path": dir})
	}
	if !free {
		return nil, fault.New(fault.Conflict, "instance.open", fault.Args{"Path": dir})
	}
	return &Instance{dir: dir, lock: lock}, nil
}

// IsOpen reports whether Take was refused because another window has the folder.
func IsOpen(err error) bool {
	f, is := errors.AsType[*fault.Error](err)
	return is && f.Key == "instance.open"
}

// Summon asks the window that has the data folder to come to the front and to
// open files.
func Summon(dir string, files []string) error {
	note, err := os.CreateTemp(dir, "."+noteName+"-*")
	if err != nil {
		return err
	}
	_, writeErr := note.WriteString(strings.Join(files, "\n"))
	if err := errors.Join(writeErr, note.Close()); err != nil {
		return errors.Join(err, os.Remove(note.Name()))
	}
	return os.Rename(note.Name(), filepath.Join(dir, noteName))
}

// Listen calls summoned for every later start, from a goroutine of its own, until
// Release. A note that was left before the program listened counts too.
func (i *Instance) Listen(summoned func(files []string)) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	if err := watcher.Add(i.dir); err != nil {
		return errors.Join(err, watcher.Close())
	}
	i.watcher = watcher
	i.done.Go(func() { i.follow(summoned) })
	return nil
}

func (i *Instance) follow(summoned func([]string)) {
	i.read(summoned)
	for {
		select {
		case event, open := <-i.watcher.Events:
			if !open {
				return
			}
			if filepath.Base(event.Name) == noteName && event.Has(fsnotify.Create|fsnotify.Write|fsnotify.Rename) {
				i.read(summoned)
			}
		case _, open := <-i.watcher.Errors:
			if !open {
				return
			}
			i.read(summoned) // events may have been lost, the note not
		}
	}
}

// read takes the note, if there is one.
func (i *Instance) read(summoned func([]string)) {
	path := filepath.Join(i.dir, noteName)
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > noteMax {
		return
	}
	content, err := os.ReadFile(path)
	if err != nil || os.Remove(path) != nil {
		return
	}
	summoned(strings.FieldsFunc(string(content), func(r rune) bool { return r == '\n' }))
}

// Release gives the data folder free.
func (i *Instance) Release() error {
	var err error
	if i.watcher != nil {
		err = i.watcher.Close()
		i.done.Wait()
	}
	return errors.Join(err, i.lock.Unlock())
}

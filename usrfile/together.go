package usrfile

import (
	"errors"
	"io"
	"os"
	"sync"
)

// Together stages files of one folder whose bytes are made to last at once, which
// takes a small part of the time that they take one by one. Several goroutines may
// stage at a time.
type Together struct {
	dir    string
	folder *os.File // through which all are flushed; nil where that is not known to work

	mu   sync.Mutex
	open []*os.File // written, and perhaps not on the disk
}

// StageTogether begins. Last must follow.
func StageTogether(dir string) *Together {
	t := &Together{dir: dir}
	if folder, err := os.Open(dir); err == nil { // else the files tell what is wrong with it
		t.folder = flushable(folder)
	}
	return t
}

// StageStream is StageStream of one file, whose bytes need not last before Last.
func (t *Together) StageStream(name string, write func(io.Writer) error) (*Staged, error) {
	return stageStream(t.dir, name, write, t.finish)
}

// finish leaves a written file to Last where that can flush it, and keeps it open
// until then: what the disk could not do is told to those that have a file open.
func (t *Together) finish(f *os.File) error {
	if t.folder == nil {
		return flush(f)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open = append(t.open, f)
	return nil
}

// Last makes the bytes of all staged files last, or says that those of some do not.
// Nothing may be staged while it does nor afterwards.
func (t *Together) Last() error {
	if t.folder == nil {
		return nil
	}
	var err error
	if len(t.open) < fewFiles {
		err = flushEach(t.open)
	} else {
		err = flushAll(t.folder, t.open)
	}
	for _, f := range t.open {
		err = errors.Join(err, f.Close())
	}
	return errors.Join(err, t.folder.Close())
}

// fewFiles are quicker flushed one by one: all at once has the whole file system
// written, whoever it is for.
const fewFiles = 8

func flushEach(files []*os.File) error {
	for _, f := range files {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return nil
}

// flush makes the bytes of a file last, and closes it.
func flush(f *os.File) error { return errors.Join(f.Sync(), f.Close()) }

// Package disk makes what was written last through a power cut.
package disk

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// Replace gives the file its content whole or not at all: it is written under
// another name, flushed and renamed, and the folder is flushed. Only its owner can
// read it. The other name is temporary with a random part for its "*"; it stays only
// where the program is killed.
func Replace(path, temporary string, content []byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, temporary) // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return SyncFolder(dir)
}

// SyncFolder makes the names in a folder last. Windows has no such call.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

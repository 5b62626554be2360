package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/disk"
)

// putIntoPlace decides the repair and finishes it.
func (w *Workspace) putIntoPlace(build string, r *Repaired) error {
	aside := damagedStem + w.now().UTC().Format("2006-01-02_15h04m05.000")
	err := writeDurably(filepath.Join(build, repairAside), []byte(aside))
	if err == nil {
		err = disk.SyncFolder(build)
	}
	if err == nil {
		err = os.Rename(build, filepath.Join(w.dir, repairReady))
	}
	if err := errors.Join(err, disk.SyncFolder(w.dir)); err != nil {
		return writeFault(err, w.dir)
	}
	if err := w.finishRepair(); err != nil {
		return err
	}
	if folder := filepath.Join(w.Backups(), aside); sameFolder(folder, folder) {
		r.Aside = folder
	}
	return nil
}

// finishRepair puts a new database into place that was decided on, from wherever an
// earlier program was killed.
func (w *Workspace) finishRepair() error {
	ready := filepath.Join(w.dir, repairReady)
	fresh := filepath.Join(ready, databaseName)
	if _, err := os.Lstat(filepath.Join(ready, repairAside)); errors.Is(err, fs.ErrNotExist) {
		return nil // also where somebody has a folder of that name
	}
	if _, err := os.Lstat(fresh); err == nil {
		if err := w.setAside(ready); err != nil {
			return writeFault(err, w.dir)
		}
		if err := w.restoreAttachments(ready); err != nil {
			return err
		}
		if err := errors.Join(os.Rename(fresh, w.database()), disk.SyncFolder(w.dir)); err != nil {
			return writeFault(err, w.dir)
		}
	}
	err := os.Remove(filepath.Join(w.dir, openMark))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	done := filepath.Join(w.dir, repairBuild) // in one step, so that none of it is taken for a repair
	if err := errors.Join(err, os.RemoveAll(done), os.Rename(ready, done), os.RemoveAll(done)); err != nil {
		return writeFault(err, w.dir)
	}
	return nil
}

// setAside moves the damaged files. The database goes last.
func (w *Workspace) setAside(ready string) error {
	name, err := os.ReadFile(filepath.Join(ready, repairAside))
	if err != nil {
		return err
	}
	aside := filepath.Join(w.Backups(), filepath.Base(strings.TrimSpace(string(name))))
	for _, ending := range []string{"-wal", "-shm", "-journal", ""} {
		if _, err := os.Lstat(w.database() + ending); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.MkdirAll(aside, 0o700); err != nil {
			return err
		}
		if err := os.Rename(w.database()+ending, filepath.Join(aside, databaseName+ending)); err != nil {
			return err
		}
	}
	return errors.Join(disk.SyncFolder(w.Backups()), disk.SyncFolder(w.dir))
}

func writeDurably(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

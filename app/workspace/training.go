package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// Erased says what was erased, and where it still lies.
type Erased struct {
	Entries int
	Books   int
	Copy    string // of the database, as it was before
}

// EraseTraining deletes what was booked in a training organisation: entries,
// vouchers, branches, provisional vouchers. The directory and the books stay;
// those that postes kept are withdrawn, so that they begin anew with the next
// grant. Before, the database is copied into the folder of backups and the copy
// is opened and counted. typed must be the organisation's name. What postes hold
// themselves is theirs until their books are withdrawn.
func (s *Session) EraseTraining(ctx context.Context, typed string) (Erased, error) {
	err := s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.MayEraseTraining(tx, by, typed, now)
	})
	if err != nil {
		return Erased{}, err
	}
	done := Erased{}
	if done.Copy, done.Entries, err = s.w.copyBeforeErasing(ctx); err != nil {
		return Erased{}, err
	}
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		done.Books, err = eraseTraining(tx, by, typed, done, now)
		return err
	})
	return done, err
}

// copyBeforeErasing copies the database and opens the copy to count what it has.
func (w *Workspace) copyBeforeErasing(ctx context.Context) (path string, entries int, err error) {
	if err := os.MkdirAll(w.Backups(), 0o700); err != nil {
		return "", 0, fault.Wrap(err, fault.Invalid, "workspace.erase-copy", fault.Args{"Path": w.Backups()})
	}
	path = filepath.Join(w.Backups(), "avant-effacement_"+w.now().UTC().Format("20060102T150405")+".db")
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return "", 0, fault.New(fault.Conflict, "workspace.erase-copy", fault.Args{"Path": path})
	}
	if err := sqlite.Copy(ctx, w.database(), path); err != nil {
		return "", 0, errors.Join(fault.Wrap(err, fault.Invalid, "workspace.erase-copy", fault.Args{"Path": path}), os.Remove(path))
	}
	if err := sqlite.Check(ctx, path); err != nil {
		return "", 0, err
	}
	store, err := sqlite.OpenReadOnly(ctx, path)
	if err != nil {
		return "", 0, err
	}
	err = store.View(ctx, func(tx *storage.Tx) error {
		entries, err = tx.CountEntries()
		return err
	})
	return path, entries, errors.Join(err, store.Close())
}

func eraseTraining(tx *storage.Tx, by directory.Actor, typed string, done Erased, now time.Time) (books int, err error) {
	if err := directory.MayEraseTraining(tx, by, typed, now); err != nil {
		return 0, err
	}
	entries, err := tx.CountEntries()
	if err != nil {
		return 0, err
	}
	if entries != done.Entries { // what the copy has not is not erased
		return 0, fault.New(fault.Conflict, "workspace.changed-meanwhile", nil)
	}
	all, err := tx.Books(cashbook.BookFilter{})
	if err != nil {
		return 0, err
	}
	ends, err := endsOf(tx, all, now)
	if err != nil {
		return 0, err
	}
	if err := tx.EraseFinancialData(); err != nil {
		return 0, err
	}
	for _, end := range ends {
		if err := tx.SaveOwnership(end); err != nil {
			return 0, err
		}
	}
	return len(all), directory.Note(tx, by, by.ID, directory.VerbTrainingErased, now,
		directory.Detail{Name: "lines", Value: strconv.Itoa(entries)}, directory.Detail{Name: "file", Value: filepath.Base(done.Copy)})
}

// endsOf gives the withdrawal of every book that was ever granted: of a later
// epoch than any before, so that nobody takes an older grant for newer, and at
// the beginning of a chain.
func endsOf(tx *storage.Tx, books []cashbook.Book, now time.Time) (ends []ledger.Ownership, err error) {
	for _, b := range books {
		newest, err := tx.Ownership(b.ID)
		if isMissing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		ends = append(ends, ledger.Ownership{
			Book: b.ID, Epoch: newest.Epoch + 1, Poste: ident.PosteID{}, FirstNumber: 1, Granted: now, Reason: "Effacement des données d'exercice",
		})
	}
	return ends, nil
}

package workspace

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// besideDamaged makes a new database in a folder, and a copy of what is damaged, so that
// what SQLite does with the log it does to the copy.
func (w *Workspace) besideDamaged(ctx context.Context, build string) (database, damaged string, err error) {
	store, err := sqlite.Open(ctx, filepath.Join(build, databaseName))
	if err != nil {
		return "", "", err
	}
	if err := store.Close(); err != nil {
		return "", "", err
	}
	damaged, err = w.copyDamaged(build)
	return filepath.Join(build, databaseName), damaged, err
}

// copyDamaged copies the database with its log; a database that is gone is Forged.
func (w *Workspace) copyDamaged(build string) (string, error) {
	folder := filepath.Join(build, "damaged")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", writeFault(err, w.dir)
	}
	if !hasDatabase(w.dir) {
		return "", fault.New(fault.Forged, "workspace.database-gone", nil)
	}
	for _, ending := range []string{"", "-wal"} {
		if err := copyPlain(w.database()+ending, filepath.Join(folder, databaseName+ending)); err != nil && (ending == "" || !errors.Is(err, fs.ErrNotExist)) {
			return "", writeFault(err, w.dir)
		}
	}
	return filepath.Join(folder, databaseName), nil
}

func copyPlain(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// keepMarks adds what the damaged database still says of marks to what was restored.
func (w *Workspace) keepMarks(ctx context.Context, build string, r *Repaired) error {
	damaged, err := w.copyDamaged(build)
	if errors.Is(err, fault.Forged) {
		return nil
	}
	if err != nil {
		return err
	}
	database := filepath.Join(build, databaseName)
	kept, chain, err := sqlite.SalvageMarks(ctx, database, damaged)
	if r.Marks = kept; err != nil {
		return err
	}
	store, err := sqlite.OpenExisting(ctx, database)
	if err != nil {
		return err
	}
	err = store.Update(ctx, func(tx *storage.Tx) error { return keepChain(tx, chain) })
	return errors.Join(err, store.Close())
}

// keepChain keeps the trust chain of the damaged database where it goes on from the
// one of the backup.
func keepChain(tx *storage.Tx, salvaged []byte) error {
	later, err := usrfile.DecodeChain(salvaged)
	if err != nil {
		return nil
	}
	if _, err := later.Verify(); err != nil {
		return nil
	}
	pinned, err := exchange.PinnedChain(tx)
	if err != nil || !later.Extends(pinned) {
		return err
	}
	return tx.SaveTrustChain(salvaged)
}

// beginAgain makes another poste of a folder from whose end something is missing; see
// begin, which does so for a backup. The marks are there.
func (w *Workspace) beginAgain(tx *storage.Tx) (newPoste bool, err error) {
	home, err := tx.Home()
	if err != nil {
		return false, ignoreMissing(err)
	}
	was, err := homePoste(tx, home)
	if err != nil || home.Side != directory.Site && was.Number == 0 {
		return false, err
	}
	if home.Poste, err = draw[ident.PosteID](w); err != nil {
		return false, err
	}
	if home.Side == directory.Site {
		if err := tx.ForgetExchange(w.now()); err != nil {
			return false, err
		}
	}
	return true, tx.SaveHome(home)
}

func noteRepaired(tx *storage.Tx, now time.Time) error {
	if _, err := tx.Home(); err != nil {
		return ignoreMissing(err)
	}
	return directory.Note(tx, directory.Actor{}, ident.UserID{}, directory.VerbDataRepaired, now)
}

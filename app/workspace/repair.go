package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/usrfile"
)

// A damaged data folder is repaired in three steps, none of which changes a byte of
// what is damaged. A new database is built beside it, in repairBuild, and verified.
// When it is whole, that folder is renamed to repairReady; from then on the repair
// is decided, and every start finishes it: the damaged files move into backups/, and
// the new database takes their place.
const (
	repairBuild = ".repair"
	repairReady = "repair"
	repairAside = "aside" // in it, the name of the folder of backups/ for the damaged files
	damagedStem = "endommage_"
)

// Diagnosis is what is wrong with a data folder, and what there is to mend it.
type Diagnosis struct {
	Problem error    // fault.Forged for damage; nil where nothing was found
	Backups []Backup // in the folder's own folder of backups, the newest first; of the size zero is none
}

// Repaired is what a repair did.
type Repaired struct {
	Aside    string        // folder with the damaged files, as they were; empty where there were none
	Content  BackupContent // of the backup; without one, the side alone where something was lost
	NewPoste bool          // the folder is a poste of its own now, which has to be registered
	Lost     bool          // what was entered last may be missing
	Marks    int           // that could be read in the damaged database, beyond those of the backup
}

// Diagnose looks at a data folder that does not open, or that is suspected: at the
// log, the header and every page. It changes nothing. Nobody may have the folder open
// (fault.Conflict).
func Diagnose(ctx context.Context, dir string) (d Diagnosis, err error) {
	err = alone(ctx, dir, func(w *Workspace, p *presence) error {
		if d.Problem = w.openStore(ctx, p); d.Problem == nil {
			d.Problem = errors.Join(w.CheckFile(ctx), w.store.Close())
		}
		d.Backups, err = backupsIn(w.Backups(), w.now())
		return ignoreMissing(err)
	})
	return d, err
}

// alone does something with the files of a data folder that nobody has open.
func alone(ctx context.Context, dir string, do func(*Workspace, *presence) error) (err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fault.Wrap(err, fault.Missing, "workspace.no-folder", fault.Args{"Path": dir})
	}
	if err := makeFolders(dir); err != nil {
		return err
	}
	p, err := arrive(ctx, dir)
	if err != nil {
		return err
	}
	if !p.alone {
		return errors.Join(fault.New(fault.Conflict, "workspace.repair-open", nil), p.leave())
	}
	w := &Workspace{dir: dir}
	w.fillDefaults()
	return errors.Join(do(w, p), p.leave())
}

// Repair mends a data folder from its own files: every row of every table is taken
// into a new database, past damaged indexes, and verified. Where the log was whole
// nothing is lost, and the folder stays what it was. Where commits are missing, or
// the folder is a copy of two moments, a site becomes another poste as it does when
// a backup is restored elsewhere. A table that can not be read is fault.Forged: then
// only a backup helps, see RepairFrom. A folder without damage is fault.Conflict.
func Repair(ctx context.Context, dir string, options Options) (r Repaired, err error) {
	err = repair(ctx, dir, &r, func(w *Workspace, build string) error {
		database, damaged, err := w.besideDamaged(ctx, build)
		if err != nil {
			return err
		}
		return sqlite.Salvage(ctx, database, damaged, func(tx *storage.Tx) error {
			if r.Lost {
				if r.NewPoste, err = w.beginAgain(tx); err != nil {
					return err
				}
				home, err := tx.Home()
				if r.Content.Side = string(home.Side); ignoreMissing(err) != nil {
					return err
				}
			}
			if _, err := directory.VerifyJournal(tx); err != nil {
				return err
			}
			if err := verifyBooks(tx); err != nil {
				return err
			}
			return noteRepaired(tx, w.now())
		})
	})
	if errors.Is(err, fault.Forged) {
		err = fault.Wrap(err, fault.Forged, "workspace.repair-tables", nil)
	}
	return r, err
}

// RepairFrom mends a data folder from a backup, as if that were restored elsewhere,
// and keeps the marks that can still be read. compared is the fingerprint that people
// have compared.
func RepairFrom(ctx context.Context, dir string, options Options, path string, with Unlock, compared usrfile.Fingerprint, tell archive.Tell) (r Repaired, err error) {
	err = repair(ctx, dir, &r, func(w *Workspace, build string) error {
		if options.Keys == nil {
			options.Keys = vault.NewPosteKeyStore(w.dir)
		}
		fresh, err := Open(ctx, build, options)
		if err != nil {
			return err
		}
		done, err := fresh.RestoreElsewhere(ctx, path, with, compared, tell)
		if err := errors.Join(err, fresh.Close()); err != nil {
			return err
		}
		r.Content, r.NewPoste, r.Lost = done.Content, done.NewPoste, true
		return w.keepMarks(ctx, build, &r)
	})
	return r, err
}

// repair builds a new database with build and puts it into place.
func repair(ctx context.Context, dir string, r *Repaired, build func(w *Workspace, build string) error) error {
	return alone(ctx, dir, func(w *Workspace, p *presence) error {
		problem := w.openStore(ctx, p)
		if problem == nil {
			problem = errors.Join(w.CheckFile(ctx), w.store.Close())
		}
		switch {
		case problem == nil:
			return fault.New(fault.Conflict, "workspace.repair-needless", nil)
		case !errors.Is(problem, fault.Forged):
			return problem
		}
		r.Lost = sqlite.CheckLog(w.database()) != nil || p.left == leftCopied
		folder := filepath.Join(w.dir, repairBuild)
		if err := errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700)); err != nil {
			return writeFault(err, w.dir)
		}
		if err := build(w, folder); err != nil {
			return errors.Join(err, os.RemoveAll(folder))
		}
		return w.putIntoPlace(folder, r)
	})
}

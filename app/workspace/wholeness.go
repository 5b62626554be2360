package workspace

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// openStore opens the database of a folder to which we have come. The first
// program makes sure that nothing that was committed is missing, and looks at all of
// a copy that was made while the folder was open, which may be of two moments.
func (w *Workspace) openStore(ctx context.Context, p *presence) (err error) {
	if p.alone {
		if err := w.finishRepair(); err != nil {
			return err
		}
		if p.left, err = p.look(); err != nil {
			return err
		}
		if err := w.checkLeft(p.left); err != nil {
			return err
		}
	}
	if w.store, err = sqlite.Open(ctx, w.database()); err != nil {
		return err
	}
	if p.left == leftCopied {
		if err = w.CheckWhole(ctx); errors.Is(err, fault.Forged) {
			err = fault.Wrap(err, fault.Forged, "workspace.copied", nil)
		}
	}
	if err != nil {
		return errors.Join(err, w.store.Close())
	}
	return nil
}

// checkLeft looks at the files before SQLite does, which would make a new database where
// there is none, and forget what a damaged log can not give.
func (w *Workspace) checkLeft(how leaving) error {
	if !hasDatabase(w.dir) && (how != leftClosed || hasTraces(w.dir)) {
		return fault.New(fault.Forged, "workspace.database-gone", nil)
	}
	return sqlite.CheckLog(w.database())
}

// Stopped reports whether the program that had the folder open last did not close
// it. What it had recorded is there; a look at all of it does no harm, see CheckFile.
func (w *Workspace) Stopped() bool { return w.presence.left != leftClosed }

// CheckFile reads the whole database and makes sure that every page is the one that was
// written and stands where it belongs; fault.Forged otherwise. Others may work
// meanwhile.
func (w *Workspace) CheckFile(ctx context.Context) error {
	return sqlite.CheckPages(ctx, w.database())
}

// CheckWhole makes sure that the database is whole, and that all that is in it goes
// together: indexes, references, the chains and totals of every book and journal,
// and the history. It takes minutes where there is much.
func (w *Workspace) CheckWhole(ctx context.Context) error {
	if err := sqlite.Check(ctx, w.database()); err != nil {
		return err
	}
	if err := sqlite.CheckReferences(ctx, w.database()); err != nil {
		return err
	}
	return w.store.View(ctx, func(tx *storage.Tx) error {
		if _, err := directory.VerifyJournal(tx); err != nil {
			return err
		}
		return verifyBooks(tx)
	})
}

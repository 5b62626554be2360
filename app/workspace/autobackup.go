package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// SelfBackup is what a poste has done by itself about its backups.
type SelfBackup struct {
	Made   string // path of the backup that was made, or empty
	Copied string // path of the copy in the second folder, or empty
}

// BackupPlan gives how backups are made by themselves, or fault.Missing before a
// recovery key was taken into use.
func (s *Session) BackupPlan(ctx context.Context) (directory.BackupPlan, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none directory.BackupPlan, err error) {
		if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
			return none, err
		}
		return tx.BackupPlan()
	})
}

// PlanBackups switches automatic backups on or off, and names the folder into which
// each is copied; empty for none. It must be there, and outside of the data folder.
func (s *Session) PlanBackups(ctx context.Context, automatic bool, second string) (directory.BackupPlan, error) {
	if second != "" {
		var err error
		if second, err = filepath.Abs(second); err != nil { // where a program was started from means nothing to the next
			return directory.BackupPlan{}, err
		}
		if info, err := os.Stat(second); err != nil || !info.IsDir() {
			return directory.BackupPlan{}, secondAway(second)
		}
		if liesWithin(second, s.w.dir) {
			return directory.BackupPlan{}, fault.New(fault.Invalid, "workspace.second-same", nil)
		}
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (plan directory.BackupPlan, err error) {
		if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
			return plan, err
		}
		if _, err := s.w.recoveryKey(tx); err != nil {
			return plan, err
		}
		if plan, err = tx.BackupPlan(); ignoreMissing(err) != nil {
			return plan, err
		}
		if plan.Second != second {
			plan.Copied = time.Time{}
		}
		plan.Automatic, plan.Second, plan.Failed = automatic, second, nil
		return plan, directory.EditBackupPlan(tx, by, plan, now)
	})
}

// liesWithin reports whether a folder is another one or lies in it, by whatever name.
func liesWithin(dir, outer string) bool {
	for {
		if sameFolder(dir, outer) {
			return true
		}
		real, err := filepath.EvalSymlinks(dir)
		if err != nil {
			return false
		}
		if dir = filepath.Dir(real); dir == real {
			return false
		}
	}
}

func secondAway(dir string) error {
	return fault.New(fault.Missing, "workspace.second-away", fault.Args{"Path": dir})
}

// BackupFailure gives why backups are not made by themselves as they should, or nil.
// Everybody is told: whoever can mend it may not be there.
func (w *Workspace) BackupFailure(ctx context.Context) (failure error, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		plan, err := failedBackup(tx)
		if plan.Failed != nil {
			failure = plan.Failed
		}
		return err
	})
	return failure, err
}

// FailedBackup is BackupFailure for who looks after backups, with when it was; nobody
// else is given more than nothing.
func (s *Session) FailedBackup(ctx context.Context) (directory.BackupPlan, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none directory.BackupPlan, err error) {
		if directory.Can(by, directory.RightBackupFull, directory.Place{}, now) != nil {
			return none, nil
		}
		return failedBackup(tx)
	})
}

// failedBackup gives the plan when the last attempt has failed.
func failedBackup(tx *storage.Tx) (failed directory.BackupPlan, err error) {
	plan, err := tx.BackupPlan()
	if err == nil && plan.Automatic && plan.Failed != nil {
		failed = plan
	}
	return failed, ignoreMissing(err)
}

// BackupDue reports whether this poste should make a backup by itself now, or copy
// the newest into the second folder.
func (w *Workspace) BackupDue(ctx context.Context) (bool, error) {
	due, owed, err := w.selfBackup(ctx)
	return due || owed, err
}

func (w *Workspace) selfBackup(ctx context.Context) (due, owed bool, err error) {
	err = w.view(ctx, func(tx *storage.Tx, now time.Time) error {
		plan, err := tx.BackupPlan()
		if err != nil {
			return ignoreMissing(err)
		}
		organisation, err := tx.Organisation()
		if err != nil {
			return err
		}
		zone, err := calendar.Zone(organisation.TimeZone)
		if err != nil {
			return err
		}
		closed, err := tx.MonthClosed()
		plan.Failed = resting(plan)
		due, owed = plan.Due(closed, now, zone), plan.Owed(now) && reachable(plan.Second)
		return err
	})
	return due, owed, err
}

// resting gives the failure after which an attempt rests. A stick that is away is
// none: what is owed waits for it, and the backup of the day does not.
func resting(plan directory.BackupPlan) *fault.Error {
	if hasKey(plan.Failed, "workspace.second-away") {
		return nil
	}
	return plan.Failed
}

func hasKey(err error, key string) bool {
	var f *fault.Error
	return errors.As(err, &f) && f != nil && string(f.Key) == key
}

func reachable(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// BackUpDue makes the backup that is due, and copies the newest into the second
// folder. It needs nobody to be signed in: who has taken the recovery key has said
// so. What goes wrong is remembered for BackupFailure; what ctx stops is not.
func (w *Workspace) BackUpDue(ctx context.Context, tell archive.Tell) (done SelfBackup, err error) {
	due, owed, err := w.selfBackup(ctx)
	if err != nil || !due && !owed {
		return done, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w.yielding.Store(&stop)
	defer w.yielding.Store(nil)
	if due {
		done.Made, err = w.backUpByItself(ctx, tell)
	}
	if err == nil {
		done.Copied, err = w.copyNewest(ctx, tell)
	}
	switch {
	case ctx.Err() != nil:
		return done, ctx.Err()
	case hasKey(err, "workspace.backup-busy"): // somebody else is at it; later
		return done, err
	}
	return done, errors.Join(err, w.rememberBackup(context.WithoutCancel(ctx), err))
}

// giveWay stops the backup that makes itself, in this program; it is made later.
func (w *Workspace) giveWay(ctx context.Context) {
	if stop := w.yielding.Load(); stop != nil && ctx.Value(selfKey{}) == nil {
		(*stop)()
	}
}

// selfKey marks what a poste does by itself.
type selfKey struct{}

func (w *Workspace) backUpByItself(ctx context.Context, tell archive.Tell) (string, error) {
	ctx = context.WithValue(ctx, selfKey{}, true)
	var facts backupFacts
	var seal archive.Seal
	err := w.view(ctx, func(tx *storage.Tx, now time.Time) (err error) {
		if facts, err = folderFacts(tx, directory.Actor{}, now); err != nil {
			return err
		}
		seal, err = w.forKey(tx, &facts.manifest)
		return err
	})
	if err != nil {
		return "", err
	}
	made, err := w.createBackup(ctx, "", facts, seal, tell)
	if err != nil {
		return "", err
	}
	return made.Path, w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		return w.noteBackup(tx, directory.Actor{}, made, facts, now)
	})
}

// copyNewest lays the newest backup for the recovery key into the second folder,
// unless it lies there.
func (w *Workspace) copyNewest(ctx context.Context, tell archive.Tell) (string, error) {
	var plan directory.BackupPlan
	var facts backupFacts
	var own *ownUnlock
	err := w.view(ctx, func(tx *storage.Tx, now time.Time) (err error) {
		if plan, err = tx.BackupPlan(); err != nil {
			return err
		}
		if facts, err = folderFacts(tx, directory.Actor{}, now); err != nil {
			return err
		}
		if _, err = w.forKey(tx, &facts.manifest); err != nil {
			return err
		}
		own, err = w.ownUnlock(tx)
		return err
	})
	if err != nil || !plan.Lacks() {
		return "", err
	}
	if !reachable(plan.Second) {
		return "", secondAway(plan.Second)
	}
	newest, err := w.lastForKey(plan.Made, facts, own)
	if err != nil {
		return "", err
	}
	var copied string
	err = w.withBackups(context.WithValue(ctx, selfKey{}, true), func(string) (err error) {
		if err := archive.SweepOld(plan.Second, w.now().Add(-leftover)); err != nil {
			return writeFault(err, plan.Second)
		}
		if copied, err = archive.Copy(ctx, newest, plan.Second, tell); err != nil {
			return err
		}
		return w.rotateBackups(ctx, plan.Second, facts, copied)
	})
	if err != nil {
		return "", err
	}
	return copied, w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		now, err := tx.BackupPlan()
		if err != nil || now.Second != plan.Second {
			return err
		}
		now.Copied = plan.Made
		return tx.SaveBackupPlan(now)
	})
}

// leftover is how old what is unfinished in the second folder must be to be nobody's:
// other postes may write there too.
const leftover = 24 * time.Hour

// lastForKey gives the backup for a recovery key that this poste has made last, at that
// instant; where somebody has taken it away, the newest by its name.
func (w *Workspace) lastForKey(made time.Time, facts backupFacts, own *ownUnlock) (string, error) {
	all, err := backupsIn(w.Backups(), facts.now)
	if err != nil {
		return "", err
	}
	newest := ""
	for _, b := range all {
		m, like := facts.alike(b, own)
		switch {
		case !like:
		case m.Made.Equal(made):
			return b.Path, nil
		case newest == "":
			newest = b.Path
		}
	}
	if newest == "" {
		return "", fault.New(fault.Missing, "workspace.no-backup-here", nil)
	}
	return newest, nil
}

// rememberBackup keeps how the attempt went.
func (w *Workspace) rememberBackup(ctx context.Context, failed error) error {
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		plan, err := tx.BackupPlan()
		if err != nil {
			return err
		}
		plan.Tried, plan.Failed = now, nil
		if failed != nil && !errors.As(failed, &plan.Failed) {
			plan.Failed = fault.New(fault.Conflict, "workspace.backup-failed", fault.Args{"Reference": w.Reference(failed)})
		}
		return tx.SaveBackupPlan(plan)
	})
}

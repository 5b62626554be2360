package workspace_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
)

// dayOf is when the n-th backup is due that a victim makes by itself.
func dayOf(n int) time.Time { return start.AddDate(0, 0, n) }

// backUpDaily makes the backup of one day after the other by itself, and its copy.
func backUpDaily(dir, _ string, first int) error {
	ctx := context.Background()
	f := &folder{dir: dir, now: dayOf(first)}
	w, err := workspace.Open(ctx, dir, f.options())
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		f.now = dayOf(n)
		done, err := w.BackUpDue(ctx, nil)
		if err != nil {
			return err
		}
		if done.Made == "" || done.Copied == "" {
			return fmt.Errorf("on day %d nothing is due: %+v", n, done)
		}
		fmt.Println(n)
	}
}

// Killed while the poste makes its backups by itself, at any moment: each that was
// told of lies in both folders, what has the name of a backup is one, what the plan
// says was made is there, and the backup of the next day is made and copied. Nothing
// unfinished stays.
func TestThreat26FaultKilledBackupsByThemselvesAreWhole(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	key := recovers(t, o.session)
	second := t.TempDir()
	must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, true, second))
	folders := []string{o.Backups(), second}
	looked := map[string]bool{}
	day := 0
	for range rounds() {
		o.shut(t)
		told := killed(t, "auto-backup", o.dir, "", day+1)
		day = told + 2 // it may have been at that of the day between
		o.now = dayOf(day)
		o.reopen(t)
		for _, dir := range folders {
			for _, path := range unseen(t, dir, looked) {
				must[workspace.BackupContent](t)(workspace.VerifyBackup(ctx, path, workspace.Unlock{Key: key}, t.TempDir(), nil))
			}
		}
		plan := planOf(t, o.folder)
		if plan.Failed != nil || told > 0 && (plan.Made.Before(dayOf(told)) || plan.Copied.Before(dayOf(told))) || plan.Copied.After(plan.Made) {
			t.Fatalf("told of day %d, planned is %+v", told, plan)
		}
		wantBackupOf(t, o.Backups(), plan.Made)
		wantBackupOf(t, second, plan.Copied)
		if done := byItself(t, o.folder); done.Made == "" || done.Copied == "" {
			t.Fatalf("the next day gives %+v", done)
		}
	}
	for _, dir := range folders {
		if left := must[[]string](t)(filepath.Glob(filepath.Join(dir, ".backup-*"))); len(left) > 0 {
			t.Errorf("left %q", left)
		}
	}
	t.Logf("%d rounds: %d backups and copies, all whole", rounds(), len(looked))
}

func planOf(t *testing.T, f *folder) (plan directory.BackupPlan) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) (err error) {
		plan, err = tx.BackupPlan()
		return err
	})
	return plan
}

// wantBackupOf wants a backup that was made at a time; the zero time wants none.
func wantBackupOf(t *testing.T, dir string, made time.Time) {
	t.Helper()
	if made.IsZero() {
		return
	}
	named := "sauvegarde_*_" + made.UTC().Format("2006-01-02_15h04") + "*.age"
	for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(dir, named))) {
		if info := must[os.FileInfo](t)(os.Stat(path)); info.Size() > 0 {
			return
		}
	}
	t.Fatalf("of %s there is no backup in %s", made, dir)
}

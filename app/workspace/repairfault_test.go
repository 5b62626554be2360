package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// repairFiles repairs a damaged folder from its own files.
func repairFiles(dir, _ string, first int) error {
	fmt.Println(first) // from now on
	if _, err := workspace.Repair(context.Background(), dir, (&folder{dir: dir, now: start}).options()); err != nil {
		return err
	}
	fmt.Println(first + 1)
	return nil
}

// repairFromBackup repairs a damaged folder from its backup; of what the fingerprint
// is stands on the stick.
func repairFromBackup(dir, stick string, first int) error {
	fmt.Println(first) // from now on
	if _, err := restoreDamaged(context.Background(), dir, stick); err != nil {
		return err
	}
	fmt.Println(first + 1)
	return nil
}

func restoreDamaged(ctx context.Context, dir, stick string) (none workspace.Repaired, err error) {
	text, err := os.ReadFile(filepath.Join(stick, "print"))
	if err != nil {
		return none, err
	}
	compared, err := usrfile.ParseFingerprint(string(text))
	if err != nil {
		return none, err
	}
	paths, err := filepath.Glob(filepath.Join(dir, "backups", "*.age"))
	if err != nil || len(paths) != 1 {
		return none, fmt.Errorf("%d backups: %w", len(paths), err)
	}
	return workspace.RepairFrom(ctx, dir, (&folder{dir: dir, now: start}).options(), paths[0], byPhrase, compared, nil)
}

// mending is a damaged folder, and how it is repaired.
type mending struct {
	*folder
	stick   string
	damaged []byte
	again   func(t *testing.T, dir string) // repairs without a kill
}

// Killed while a folder is repaired from its files, at any moment: it is as damaged
// as it was, byte for byte, or repaired; then nothing is lost, and what was damaged
// lies beside the backups. What was not done is done by the next attempt.
func TestThreat26FaultKilledRepairFromFilesIsWholeOrAbsent(t *testing.T) {
	o := found(t)
	o.shut(t)
	want := synctest.Dump(t, o.database())
	m := mending{folder: o.folder, damaged: o.spoil(t, o.rootOf(t, "index", "person"))}
	m.again = func(t *testing.T, dir string) {
		t.Helper()
		must[workspace.Repaired](t)(workspace.Repair(t.Context(), dir, (&folder{dir: dir, now: start}).options()))
	}
	m.survives(t, "repair-files", func(t *testing.T, f *folder) {
		t.Helper()
		got := synctest.Dump(t, f.database())
		for _, moves := range []string{"act", "schema_migration", "mark_time"} { // with the repair, and with opening
			delete(got, moves)
		}
		for table := range got {
			if len(synctest.Changed(map[string][]string{table: want[table]}, map[string][]string{table: got[table]})) > 0 {
				t.Fatalf("%s is not what it was", table)
			}
		}
	})
}

// The same from a backup.
func TestThreat26FaultKilledRepairFromABackupIsWholeOrAbsent(t *testing.T) {
	o := found(t)
	o.people(t, 20)
	backUp(t, o.session)
	stick := t.TempDir()
	put(t, stick, "print", []byte(o.print.String()))
	o.shut(t)
	m := mending{folder: o.folder, stick: stick, damaged: o.spoil(t, o.rootOf(t, "table", "person"))}
	m.again = func(t *testing.T, dir string) {
		t.Helper()
		must[workspace.Repaired](t)(restoreDamaged(t.Context(), dir, stick))
	}
	m.survives(t, "repair-backup", func(t *testing.T, f *folder) {
		t.Helper()
		admin := must[*workspace.Session](t)(f.SignIn(t.Context(), adminName, adminPassword))
		users, _, err := admin.Users(t.Context(), directory.UserFilter{Search: "p0"})
		check(t, err)
		if len(users) != 20 {
			t.Fatalf("%d people are left of 20", len(users))
		}
	})
}

// survives kills the repair of a copy of the folder in each round and looks at what
// is left; intact looks at what was repaired.
func (m mending) survives(t *testing.T, work string, intact func(t *testing.T, f *folder)) {
	t.Helper()
	repaired := 0
	for range rounds() {
		f := &folder{dir: t.TempDir(), now: m.now}
		copyFolder(t, m.dir, f.dir)
		told := killed(t, work, f.dir, m.stick, 0)
		problem := must[workspace.Diagnosis](t)(workspace.Diagnose(t.Context(), f.dir)).Problem // which finishes what was decided
		switch {
		case problem == nil:
			repaired++
		case told == 1 || !errors.Is(problem, fault.Forged):
			t.Fatalf("told %d, and the folder is %v", told, problem)
		default:
			if !bytes.Equal(must[[]byte](t)(os.ReadFile(f.database())), m.damaged) {
				t.Fatal("what is damaged is not what it was")
			}
			m.again(t, f.dir)
		}
		aside := must[[]string](t)(filepath.Glob(filepath.Join(f.dir, "backups", "endommage_*")))
		if len(aside) != 1 {
			t.Fatalf("aside lie %q", aside)
		}
		wantAside(t, workspace.Repaired{Aside: aside[0]}, m.damaged)
		for _, name := range []string{"repair", ".repair"} {
			if _, err := os.Lstat(filepath.Join(f.dir, name)); err == nil {
				t.Fatalf("%s is left", name)
			}
		}
		f.reopen(t)
		check(t, f.CheckWhole(t.Context()))
		intact(t, f)
		f.shut(t)
	}
	t.Logf("%d rounds: %d repaired in spite of the kill, the others afterwards", rounds(), repaired)
}

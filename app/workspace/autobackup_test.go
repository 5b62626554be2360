package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// byItself does what is due and says how much that was.
func byItself(t *testing.T, f *folder) workspace.SelfBackup {
	t.Helper()
	return must[workspace.SelfBackup](t)(f.BackUpDue(t.Context(), nil))
}

func TestBackupIsMadeOnceADayWithNobodyThere(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	if due := must[bool](t)(o.BackupDue(ctx)); due || byItself(t, o.folder) != (workspace.SelfBackup{}) {
		t.Error("a backup is due before there is a key")
	}
	drawn := recovers(t, o.session)
	o.session.Close()
	for day := range 13 {
		if due := must[bool](t)(o.BackupDue(ctx)); !due {
			t.Fatalf("nothing is due on day %d", day)
		}
		done := byItself(t, o.folder)
		if c := must[workspace.BackupContent](t)(workspace.PeekBackup(done.Made, workspace.Unlock{Key: drawn})); !c.Made.Equal(o.now.Truncate(time.Second)) {
			t.Errorf("made %v", c.Made)
		}
		if due := must[bool](t)(o.BackupDue(ctx)); due || byItself(t, o.folder) != (workspace.SelfBackup{}) {
			t.Errorf("a second one is due on day %d", day)
		}
		o.now = o.now.Add(24 * time.Hour)
	}
	left := must[[]string](t)(filepath.Glob(filepath.Join(o.Backups(), "sauvegarde_*.age")))
	if len(left) < 10 || len(left) > 12 { // ten, and the last of a month before
		t.Errorf("%d stay", len(left))
	}
}

// Backups under a passphrase make no room for those for the key, nor those of another
// poste with the same name.
func TestBackupsMakeRoomForTheirLikeOnly(t *testing.T) {
	o := found(t)
	typed := backUp(t, o.session)
	recovers(t, o.session)
	foreign := put(t, o.Backups(), "sauvegarde_eau_vive_siege_2020-01-01_10h00.age", []byte("age-encryption.org/v1\n-> X25519 a\n"))
	for range 12 {
		o.now = o.now.Add(24 * time.Hour)
		byItself(t, o.folder)
	}
	for _, path := range []string{typed, foreign} {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

// Each backup goes into the second folder too; what a stick that was away has missed
// is made up for when it is there again.
func TestBackupsAreCopiedToASecondFolder(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	stick := filepath.Join(t.TempDir(), "stick")
	_, err := o.session.PlanBackups(ctx, true, stick)
	synctest.Refused(t, err, fault.Missing, "workspace.second-away")
	check(t, os.Mkdir(stick, 0o700))
	_, err = o.session.PlanBackups(ctx, true, o.Backups())
	synctest.Refused(t, err, fault.Invalid, "workspace.second-same")
	must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, true, stick))
	old := put(t, stick, ".backup-dead", []byte("x"))
	check(t, os.Chtimes(old, time.Time{}, o.now.Add(-48*time.Hour)))
	theirs := put(t, stick, ".backup-alive", []byte("x"))
	check(t, os.Chtimes(theirs, time.Time{}, o.now))
	done := byItself(t, o.folder)
	if filepath.Dir(done.Copied) != stick || string(must[[]byte](t)(os.ReadFile(done.Copied))) != string(must[[]byte](t)(os.ReadFile(done.Made))) {
		t.Errorf("%+v", done)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Error("what a dead program left stays on the stick")
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Error("what another poste writes is swept away")
	}

	check(t, os.Rename(stick, stick+"-away"))
	o.now = o.now.Add(24 * time.Hour)
	done, err = o.BackUpDue(ctx, nil)
	synctest.Refused(t, err, fault.Missing, "workspace.second-away")
	if done.Made == "" {
		t.Error("no backup is made because the stick is away")
	}
	if failure, err := o.BackupFailure(ctx); err != nil || !errors.Is(failure, fault.Missing) {
		t.Errorf("nobody is told: %v, %v", failure, err)
	}
	if due := must[bool](t)(o.BackupDue(ctx)); due {
		t.Error("it tries again while the stick is away")
	}
	check(t, os.Rename(stick+"-away", stick))
	if again := byItself(t, o.folder); again.Made != "" || filepath.Base(again.Copied) != filepath.Base(done.Made) {
		t.Errorf("%+v", again)
	}
	if failure, err := o.BackupFailure(ctx); err != nil || failure != nil {
		t.Errorf("the failure is over: %v, %v", failure, err)
	}
	if due := must[bool](t)(o.BackupDue(ctx)); due {
		t.Error("something is due still")
	}
}

// A clock that was ahead has left backups whose names are those of years to come. What
// is made after it was put right is the newest still: it is copied, and it stays.
func TestBackupsOfAClockAheadAreNotTheNewest(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	stick := t.TempDir()
	must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, true, stick))
	first := byItself(t, o.folder)
	content := must[[]byte](t)(os.ReadFile(first.Made))
	for month := 1; month <= 12; month++ {
		put(t, o.Backups(), fmt.Sprintf("sauvegarde_eau_vive_siege_2031-%02d-01_10h00.age", month), content)
	}
	var made []string
	for range 4 {
		o.now = o.now.Add(24 * time.Hour)
		done := byItself(t, o.folder)
		if filepath.Base(done.Copied) != filepath.Base(done.Made) {
			t.Errorf("%s is copied, made was %s", done.Copied, done.Made)
		}
		made = append(made, done.Made)
	}
	for _, path := range made {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if listed := must[[]workspace.Backup](t)(o.session.Backups(ctx, "")); listed[0].Path != made[3] {
		t.Errorf("%s comes first", listed[0].Path)
	}
}

// A second folder within the data folder, by whatever name, would be no second one, and
// within that of attachments each backup would hold all the others.
func TestTheSecondFolderLiesOutsideOfTheDataFolder(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(o.dir, "attachments"), link); err != nil {
		t.Logf("no links here: %v", err)
		link = o.dir
	}
	for _, dir := range []string{o.dir, o.Backups(), filepath.Join(o.dir, "attachments"), link} {
		_, err := o.session.PlanBackups(ctx, true, dir)
		synctest.Refused(t, err, fault.Invalid, "workspace.second-same")
	}
	must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, true, filepath.Dir(o.dir)))
}

// What somebody lays into the folder of attachments is none of ours, and may have a name
// that no backup could hold.
func TestStrangeFilesBesideAttachmentsKeepNoBackupOut(t *testing.T) {
	o := found(t)
	recovers(t, o.session)
	for _, name := range []string{"Reçu 12:30.pdf", `a\b`, "\xff", "..x", "manifest.json"} {
		if err := os.WriteFile(filepath.Join(o.dir, "attachments", name), []byte("x"), 0o600); err != nil {
			t.Logf("no file %q here: %v", name, err)
		}
	}
	made := must[workspace.Backup](t)(o.session.CreateBackup(t.Context(), "", "", nil))
	content := must[workspace.BackupContent](t)(o.session.VerifyBackup(t.Context(), made.Path, workspace.Unlock{}, nil))
	if len(content.Files) != 1 {
		t.Errorf("%+v", content.Files)
	}
}

// What somebody lays onto a stick is not the backup of the day, which is due as before,
// and nothing that the second folder lacks.
func TestABackupLaidElsewhereIsNotThatOfTheDay(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, true, t.TempDir()))
	must[workspace.Backup](t)(o.session.CreateBackup(ctx, "", t.TempDir(), nil))
	if done := byItself(t, o.folder); done.Made == "" || filepath.Base(done.Copied) != filepath.Base(done.Made) {
		t.Errorf("%+v", done)
	}
}

// A failure is told to everybody, rests for an hour, and is over with the next
// success.
func TestFailedBackupIsTold(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	check(t, os.RemoveAll(o.Backups()))
	check(t, os.WriteFile(o.Backups(), nil, 0o600)) // where a folder should be
	if _, err := o.BackUpDue(ctx, nil); err == nil {
		t.Fatal("it is written nowhere")
	}
	if failure, err := o.BackupFailure(ctx); failure == nil || err != nil {
		t.Errorf("nobody is told: %v", err)
	}
	if due := must[bool](t)(o.BackupDue(ctx)); due {
		t.Error("it tries again at once")
	}
	check(t, os.Remove(o.Backups()))
	check(t, os.Mkdir(o.Backups(), 0o700))
	o.now = o.now.Add(time.Hour)
	if done := byItself(t, o.folder); done.Made == "" {
		t.Error("it does not try again")
	}
	if failure, err := o.BackupFailure(ctx); failure != nil || err != nil {
		t.Errorf("%v, %v", failure, err)
	}
	plan := must[directory.BackupPlan](t)(o.session.PlanBackups(ctx, false, ""))
	o.now = o.now.Add(48 * time.Hour)
	if due := must[bool](t)(o.BackupDue(ctx)); due || plan.Automatic {
		t.Error("switched off it is due")
	}
}

// What a person asks for does not wait for the backup that makes itself, which is
// made afterwards.
func TestBackupThatMakesItselfGivesWay(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	recovers(t, o.session)
	asked := make(chan error, 1)
	var once sync.Once
	_, err := o.BackUpDue(ctx, func(int64, int64) {
		once.Do(func() { // it has begun: somebody else asks, and it sees that at the next bytes
			go func() {
				_, err := o.session.CreateBackup(ctx, backupPhrase, "", nil)
				asked <- err
			}()
		})
		time.Sleep(100 * time.Millisecond)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it goes on: %v", err)
	}
	check(t, <-asked)
	if failure, err := o.BackupFailure(ctx); failure != nil || err != nil {
		t.Errorf("giving way is a failure: %v, %v", failure, err)
	}
	if done := byItself(t, o.folder); done.Made == "" {
		t.Error("it is not made afterwards")
	}
}

// A poste whose keys were replaced says that the key must be opened once more.
func TestNewPosteKeysNeedTheRecoveryKeyAgain(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	drawn := recovers(t, o.session)
	keys := must[[]string](t)(filepath.Glob(filepath.Join(o.dir, "poste-*")))
	if len(keys) != 1 {
		t.Fatalf("%q", keys)
	}
	check(t, os.Remove(keys[0]))
	if k := must[workspace.RecoveryKey](t)(o.session.RecoveryKey(ctx)); k.Usable {
		t.Error("the key is usable")
	}
	_, err := o.BackUpDue(ctx, nil)
	synctest.Refused(t, err, fault.Missing, "workspace.recovery-again")
	_, err = o.session.CreateBackup(ctx, "", "", nil)
	synctest.Refused(t, err, fault.Missing, "workspace.recovery-again")
	if k := must[workspace.RecoveryKey](t)(o.session.TakeRecoveryKey(ctx, drawn)); !k.Usable {
		t.Error("the key is not usable again")
	}
	if made := backUpForKey(t, o.session); !strings.HasSuffix(made, ".age") {
		t.Error(made)
	}
}

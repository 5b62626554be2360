package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// Ten newest stay, and before them the newest of each month; what belongs to others
// stays too.
func TestOldBackupsMakeRoom(t *testing.T) {
	o := found(t)
	dir := o.Backups()
	other := put(t, dir, "sauvegarde_autre_siege_2020-01-01_10h00.age", []byte("x"))
	first := filepath.Base(backUp(t, o.session))
	for month := 1; month <= 14; month++ {
		for day := 1; day <= 2; day++ {
			put(t, dir, fmt.Sprintf("sauvegarde_eau_vive_siege_%d-%02d-%02d_10h00.age", 2025+month/13, (month-1)%12+1, day), []byte("x"))
		}
	}
	backUp(t, o.session)
	left := must[[]workspace.Backup](t)(o.session.Backups(t.Context(), ""))
	months := map[string]int{}
	for _, b := range left {
		months[b.Made[:7]]++
	}
	if len(left) != 18 || months["2025-04"] != 1 || months["2025-03"] != 0 || months["2026-02"] != 2 || left[0].Name() == first {
		t.Errorf("%d stay: %v", len(left), months)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}

// Neither a clock that was put back nor others of the same minute make the backup
// of now an old one.
func TestBackupOfNowIsNeverTooOld(t *testing.T) {
	o := found(t)
	for n := range 12 {
		put(t, o.Backups(), fmt.Sprintf("sauvegarde_eau_vive_siege_2027-02-%02d_10h00.age", n+1), []byte("x"))
	}
	var paths []string
	for range 14 {
		paths = append(paths, backUp(t, o.session))
		if _, err := os.Stat(paths[len(paths)-1]); err != nil {
			t.Fatalf("after %d: %v", len(paths), err)
		}
	}
}

func TestBackupNeedsItsRight(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	_, err := awa.CreateBackup(t.Context(), backupPhrase, "", nil)
	if !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier makes a backup: %v", err)
	}
	path := backUp(t, o.session)
	if _, err := awa.RestoreBackup(t.Context(), path, byPhrase, nil); !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier restores: %v", err)
	}
	if _, err := awa.Backups(t.Context(), site.Backups()); !errors.Is(err, fault.Denied) {
		t.Errorf("a cashier lists: %v", err)
	}
}

func TestBackupOfAnotherPosteIsNotRestoredHere(t *testing.T) {
	o := found(t)
	_, awa := o.trusted(t)
	before := synctest.Dump(t, o.database())
	_, err := o.session.RestoreBackup(t.Context(), backUp(t, awa), byPhrase, nil)
	synctest.Refused(t, err, fault.Invalid, "workspace.backup-elsewhere")
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// Damaged backups leave everything as it is, and nothing beside the backups.
func TestDamagedBackupRestoresNothing(t *testing.T) {
	o := found(t)
	path := backUp(t, o.session)
	good := must[[]byte](t)(os.ReadFile(path))
	before := synctest.Dump(t, o.database())
	for at := 0; at < len(good); at += len(good) / 12 {
		flipped := slices.Clone(good)
		flipped[at] ^= 0x10
		for _, bad := range [][]byte{flipped, good[:at]} {
			check(t, os.WriteFile(path, bad, 0o600))
			if _, err := o.session.RestoreBackup(t.Context(), path, byPhrase, nil); err == nil {
				t.Errorf("damage at %d is restored", at)
			}
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	if left := must[[]string](t)(filepath.Glob(filepath.Join(o.Backups(), "avant-*"))); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

func TestCancelledBackupAndRestore(t *testing.T) {
	o := found(t)
	path := backUp(t, o.session)
	before := synctest.Dump(t, o.database())
	for _, work := range []func(context.Context, func(int64, int64)) error{
		func(ctx context.Context, tell func(int64, int64)) error {
			_, err := o.session.CreateBackup(ctx, backupPhrase, "", tell)
			return err
		},
		func(ctx context.Context, tell func(int64, int64)) error {
			_, err := o.session.RestoreBackup(ctx, path, byPhrase, tell)
			return err
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		if err := work(ctx, func(int64, int64) { cancel() }); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	if left := must[[]string](t)(filepath.Glob(filepath.Join(o.Backups(), "[^.]*"))); len(left) != 1 {
		t.Errorf("left %q", left)
	}
}

// Killed while backing up: what appeared under its name is whole, and what was not
// finished is gone after the next one.
func TestThreat26FaultKilledWhileBackingUp(t *testing.T) {
	a := accountsKept(t, chart.SYSCOHADA)
	a.scans(t, 4<<20)
	check(t, a.Close())
	whole := map[string]bool{}
	for range rounds() {
		killed(t, "backup", a.dir, t.TempDir(), 0)
		for _, path := range unseen(t, a.Backups(), whole) {
			must[workspace.BackupContent](t)(workspace.VerifyBackup(t.Context(), path, byPhrase, t.TempDir(), nil))
		}
	}
	a.Workspace = nil
	a.reopen(t)
	a.session = must[*workspace.Session](t)(a.SignIn(t.Context(), adminName, adminPassword))
	backUp(t, a.session)
	if left := must[[]string](t)(filepath.Glob(filepath.Join(a.Backups(), ".backup-*"))); len(left) > 0 || len(whole) == 0 {
		t.Errorf("%d backups, left %q", len(whole), left)
	}
	t.Logf("%d rounds: %d backups, all whole", rounds(), len(whole))
}

// scans posts with a document of so many bytes, which makes backups long to write.
func (a *accountsOffice) scans(t *testing.T, size int) {
	t.Helper()
	entry := bought(1, 1)
	entry.Attachments = []cashbook.Attachment{must[cashbook.Attachment](t)(a.fatou.KeepAttachment(t.Context(), "scan.pdf", scan(size)))}
	must[accounting.Posting](t)(a.fatou.Post(t.Context(), a.journals["OD"].ID, entry))
}

// scan is a document of so many bytes that can not be made smaller.
func scan(size int) []byte {
	noise := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(noise) // never fails
	return slices.Concat(invoice, noise, invoice)
}

// Killed while many people are archived and a restore brings them back: head office
// has all of them as they were or as the backup has them, the marks as they were,
// and the next restore works.
func TestThreat26FaultKilledWhileRestoring(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.people(t, 60)
	stick := t.TempDir()
	path := must[workspace.Backup](t)(o.session.CreateBackup(ctx, backupPhrase, stick, nil)).Path
	before := o.marksOf(t)
	met := map[int]int{}
	for range rounds() {
		o.killed(t, "restore", stick, 0)
		o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
		after := o.marksOf(t)
		for _, moves := range []string{"mark_time", "failure", "flood"} { // with every sign-in
			delete(before, moves)
			delete(after, moves)
		}
		if changed := synctest.Changed(before, after); len(changed) > 0 {
			t.Fatalf("the marks changed: %v", changed)
		}
		archived := o.archived(t)
		if met[archived]++; archived != 0 && archived != 60 {
			t.Fatalf("half restored: %d of 60 are archived", archived)
		}
		must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID))
		o.wantHistory(t)
	}
	must[workspace.Restored](t)(o.session.RestoreBackup(ctx, path, byPhrase, nil))
	if archived := o.archived(t); archived != 0 {
		t.Errorf("%d are archived", archived)
	}
	t.Logf("%d rounds, so many archived: %v", rounds(), met)
}

// archived counts the people of the scene who are.
func (o *office) archived(t *testing.T) int {
	t.Helper()
	users, _, err := o.session.Users(t.Context(), directory.UserFilter{Search: "p0", Statuses: []directory.Status{directory.StatusArchived}})
	check(t, err)
	return len(users)
}

// backupAll makes backups, each a minute after the other in name only.
func backupAll(w *workspace.Workspace, _ string, first int) error {
	s, err := w.SignIn(context.Background(), adminName, adminPassword)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, err := s.CreateBackup(context.Background(), backupPhrase, "", nil); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// restoreAll archives people, which is one transaction, and brings them back by a
// restore, which must be another, over and over.
func restoreAll(w *workspace.Workspace, stick string, first int) error {
	ctx := context.Background()
	s, err := w.SignIn(ctx, adminName, adminPassword)
	if err != nil {
		return err
	}
	found, err := s.Backups(ctx, stick)
	if err != nil {
		return err
	}
	users, _, err := s.Users(ctx, directory.UserFilter{Search: "p0", Archived: true})
	if err != nil {
		return err
	}
	ids := make([]ident.UserID, len(users))
	for i, u := range users {
		ids[i] = u.ID
	}
	for n := first; ; n++ {
		if _, err := s.Bulk(ctx, workspace.Bulk{Action: workspace.BulkArchive, Users: ids}, func(int, int) {}); err != nil {
			return err
		}
		fmt.Println(n)
		if _, err := s.RestoreBackup(ctx, found[0].Path, byPhrase, nil); err != nil {
			return err
		}
	}
}

package workspace_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

const backupPhrase = "une phrase pour les sauvegardes"

// byPhrase opens what was made under it.
var byPhrase = workspace.Unlock{Passphrase: backupPhrase}

// trusted is a site where Awa may make backups.
func (o *office) trusted(t *testing.T) (*folder, *workspace.Session) {
	t.Helper()
	scope := directory.Scope{Level: directory.LevelOrganisation}
	must[directory.Grant](t)(o.session.GrantRole(t.Context(), o.awa.ID, directory.RoleAdminOrganisation, scope))
	return o.join(t)
}

func backUp(t *testing.T, s *workspace.Session) string {
	t.Helper()
	return must[workspace.Backup](t)(s.CreateBackup(t.Context(), backupPhrase, "", nil)).Path
}

// marksOf gives the tables of a folder that no restore may write.
func (f *folder) marksOf(t *testing.T) map[string][]string {
	t.Helper()
	tables := synctest.Dump(t, f.database())
	maps.DeleteFunc(tables, func(name string, _ []string) bool { return !storage.StaysHere(name) })
	if len(tables) < 6 {
		t.Fatalf("only %d tables of marks", len(tables))
	}
	return tables
}

// The site goes on after the backup: newer user data, vouchers. A restore brings no
// older state back, and what was refused before is refused after.
func TestThreat22RestoreAtASiteTouchesNoMark(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	older := o.export(t)
	site.arrive(t, older)
	keeps(t, awa, o.book.ID, 250_000)
	backup := backUp(t, awa)

	o.now, site.now = o.now.Add(time.Hour), site.now.Add(time.Hour)
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, directory.Scope{Level: directory.LevelAllProjects}))
	newer := o.export(t)
	site.arrive(t, newer)
	keeps(t, awa, o.book.ID, -500, -700)
	before := site.marksOf(t)
	state := synctest.Dump(t, site.database())

	r := must[workspace.Restored](t)(awa.RestoreBackup(ctx, backup, byPhrase, nil))
	if changed := synctest.Changed(before, site.marksOf(t)); len(changed) > 0 {
		t.Errorf("the restore changed %v", changed)
	}
	if changed := slices.DeleteFunc(synctest.Changed(state, synctest.Dump(t, site.database())), func(table string) bool {
		return strings.HasPrefix(table, "act") || strings.HasPrefix(table, "journal")
	}); len(changed) > 0 {
		t.Errorf("what files and vouchers said went back: %v", changed)
	}
	if _, err := os.Stat(r.Replaced); err != nil || r.NewPoste {
		t.Errorf("%+v, %v", r, err)
	}
	_, err := site.Examine(ctx, nil, older)
	wantRefused(t, err, "order.rollback")
	if again := must[*workspace.Arrival](t)(site.Examine(ctx, nil, newer)); !again.Repeated {
		t.Error("the newest is taken for new")
	}
	if report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID)); report.Vouchers != 3 {
		t.Errorf("%+v", report)
	}
	if n := keeps(t, awa, o.book.ID, -100); n != 4 {
		t.Errorf("number %d comes twice", n)
	}
}

// Attempts that were counted and activations that were spent stay so.
func TestThreat22RestoreRevivesNoCodeAndNoAttempt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	site.arrive(t, o.export(t))
	backup := backUp(t, awa)
	var spent ident.ActivationID
	site.look(t, func(tx *storage.Tx) error {
		u, err := tx.User(o.awa.ID)
		spent = u.Activation.ID
		return err
	})
	for range 5 {
		if _, err := site.SignIn(ctx, awaName, "une phrase fausse"); err == nil {
			t.Fatal("a wrong password signs in")
		}
	}
	asked := must[workspace.CodeAsked](t)(site.AskCode(ctx, nil, awaName, workspace.CodeWish{Purpose: mark.PurposeClock, CodeStatement: why}, t.TempDir()))
	for range 2 {
		_, _ = site.EnterAnswer(ctx, nil, mark.PurposeClock, "0000-0000-0000-0000") // a wrong one counts; what it says is tested elsewhere
	}
	before := site.marksOf(t)
	if len(before["mark_verification"]) != 1 || len(before["mark_nonce"]) != 1 || len(before["failure"]) != 1 || asked.Code == "" {
		t.Fatalf("nothing was counted: %v", before)
	}
	must[workspace.Restored](t)(awa.RestoreBackup(ctx, backup, byPhrase, nil))
	if changed := synctest.Changed(before, site.marksOf(t)); len(changed) > 0 {
		t.Errorf("the restore changed %v", changed)
	}
	if _, err := site.ActivateAccount(ctx, awaName, o.code, awaPassword); err == nil {
		t.Error("a spent activation code opens the account again")
	}
	site.look(t, func(tx *storage.Tx) error {
		known, err := tx.ActivationSpent(spent)
		if !spent.IsZero() && !known {
			t.Error("the activation is not spent any more")
		}
		return err
	})
}

// A folder whose database was copied back by hand has old marks. Nothing here can
// know; head office sees it at the next record. What a newer backup has of the
// books comes back.
func TestThreat22FolderCopiedBackByHandIsSeenAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	keeps(t, awa, o.book.ID, 250_000)
	check(t, site.Close())
	old := must[[]byte](t)(os.ReadFile(site.database()))
	site.Workspace = nil
	site.reopen(t)
	awa = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	keeps(t, awa, o.book.ID, -500, -700)
	backup := backUp(t, awa)
	site.now, o.now = site.now.Add(time.Hour), o.now.Add(time.Hour)
	o.takeRecord(t, must[string](t)(site.WriteRecord(ctx, t.TempDir())))
	wantAlarms(t, o)

	check(t, site.Close())
	for _, beside := range []string{"-wal", "-shm"} {
		_ = os.Remove(site.database() + beside)
	}
	check(t, os.WriteFile(site.database(), old, 0o600))
	site.Workspace = nil
	site.reopen(t)
	site.now, o.now = site.now.Add(time.Hour), o.now.Add(time.Hour)
	path := must[string](t)(site.WriteRecord(ctx, t.TempDir()))
	if _, err := o.Examine(ctx, o.session, path); !errors.Is(err, fault.Conflict) {
		t.Errorf("the record of an old folder: %v", err)
	}
	alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || len(alarms) == 0 {
		t.Errorf("alarms %+v, %v", alarms, err)
	}

	awa = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	if report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID)); report.Vouchers != 1 {
		t.Fatalf("%+v", report)
	}
	must[workspace.Restored](t)(awa.RestoreBackup(ctx, backup, byPhrase, nil))
	if report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID)); report.Vouchers != 3 {
		t.Errorf("%+v", report)
	}
}

// A book that went another way after the backup is not mixed with it.
func TestThreat22RestoreNeverMixesTwoChains(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	keeps(t, awa, o.book.ID, 250_000, -500)
	backup := backUp(t, awa)
	site.rewrite(t, o.book.ID)
	before := synctest.Dump(t, site.database())
	_, err := awa.RestoreBackup(ctx, backup, byPhrase, nil)
	synctest.Refused(t, err, fault.Conflict, "storage.branched")
	if changed := synctest.Changed(before, synctest.Dump(t, site.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// At head office the directory comes back as it was, with what was added since, and
// with revisions and serials above all that were given out.
func TestThreat22HeadOfficeGoesOnAboveWhatItGaveOut(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	backup := backUp(t, o.session)
	awa := must[directory.User](t)(o.session.FindUser(ctx, awaName))
	changed := awa
	changed.Job = "Comptable"
	must[directory.User](t)(o.session.EditUser(ctx, changed))
	moussa := o.hire(t, "moussa@eauvive.example", "Moussa", "Ba")
	o.now = o.now.Add(time.Minute)
	site.now = o.now
	site.arrive(t, o.export(t))
	before := o.marksOf(t)

	must[workspace.Restored](t)(o.session.RestoreBackup(ctx, backup, byPhrase, nil))
	if changed := synctest.Changed(before, o.marksOf(t)); len(changed) > 0 {
		t.Errorf("the restore changed %v", changed)
	}
	now := must[directory.User](t)(o.session.FindUser(ctx, awaName))
	if now.Job != awa.Job || now.Version <= awa.Version+1 {
		t.Errorf("%+v", now)
	}
	if still := must[directory.User](t)(o.session.FindUser(ctx, moussa.Email)); still.ID != moussa.ID {
		t.Error("who was added since is gone")
	}
	if len(now.Name()) == 0 || len(must[[]workspace.Backup](t)(o.session.Backups(ctx, ""))) != 1 {
		t.Error("the backup is not listed")
	}
	o.now = o.now.Add(time.Minute)
	site.now = o.now
	site.arrive(t, o.export(t)) // a site takes what is issued next
}

// A backup in an empty folder is another poste: it takes nothing older, records
// nothing in the book, and can be registered.
func TestThreat22BackupElsewhereIsANewPosteWithMarks(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	older := o.exportTo(t, o.awa, plainFile)
	o.now, site.now = o.now.Add(time.Minute), site.now.Add(time.Minute)
	site.arrive(t, o.export(t))
	keeps(t, awa, o.book.ID, 250_000, -500)
	o.take(t, sendsCopy(t, awa, o.book.ID)...)
	backup := backUp(t, awa)

	other := openFolder(t, t.TempDir())
	other.now = site.now.Add(time.Hour)
	content := must[workspace.BackupContent](t)(workspace.PeekBackup(backup, byPhrase))
	wrong := content.Fingerprint
	wrong[0] ^= 1
	_, err := other.RestoreElsewhere(ctx, backup, byPhrase, wrong, nil)
	synctest.Refused(t, err, fault.Forged, "workspace.backup-fingerprint")
	if condition := must[workspace.Condition](t)(other.Condition(ctx)); !condition.Empty {
		t.Error("a refused backup fills the folder")
	}
	r := must[workspace.Restored](t)(other.RestoreElsewhere(ctx, backup, byPhrase, o.print, nil))
	if !r.NewPoste {
		t.Errorf("%+v", r)
	}
	if keys, _ := filepath.Glob(filepath.Join(other.dir, "poste-*")); len(keys) > 0 {
		t.Errorf("keys travelled: %q", keys)
	}
	_, err = other.RestoreElsewhere(ctx, backup, byPhrase, o.print, nil)
	synctest.Refused(t, err, fault.Conflict, "storage.not-empty")
	_, err = other.Examine(ctx, nil, older)
	wantRefused(t, err, "order.rollback")

	there := must[*workspace.Session](t)(other.SignIn(ctx, awaName, awaPassword))
	if card := must[workspace.BookCard](t)(there.Book(ctx, "P01/1")); card.Here || card.Vouchers != 2 {
		t.Errorf("%+v", card)
	}
	if _, err := there.Record(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -1, Text: "Thé"}}); err == nil {
		t.Error("the book of another poste takes a voucher")
	}
	must[ledger.Ownership](t)(o.session.WithdrawBook(ctx, o.book.ID, 2, "Portable noyé"))
	asked := must[workspace.Asked](t)(there.RequestModule(ctx, again, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	if task.Registration.Renewal {
		t.Error("the restored folder passes for the old poste")
	}
	decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	other.arrive(t, decided.Path)
	for _, entries := range decided.Entries {
		other.arrive(t, entries)
	}
	must[ledger.Ownership](t)(there.AcceptBook(ctx, o.book.ID))
	if n := keeps(t, there, o.book.ID, -100); n != 3 {
		t.Errorf("it goes on with number %d", n)
	}
	other.now = other.now.Add(time.Minute)
	o.now = other.now
	o.takeRecord(t, must[string](t)(other.WriteRecord(ctx, t.TempDir())))
	wantAlarms(t, o)
}

// Nothing of what defends this folder is in a backup: no mark, no counter, no key.
func TestThreat22BackupHasNoMarksAndNoKeys(t *testing.T) {
	o := found(t)
	site, awa := o.trusted(t)
	kept := site.Cabinet().Path(must[[32]byte](t)(site.Cabinet().Put([]byte("%PDF"))))
	name := must[string](t)(filepath.Rel(site.dir, kept))
	backup := backUp(t, awa)
	content := must[workspace.BackupContent](t)(workspace.VerifyBackup(t.Context(), backup, byPhrase, t.TempDir(), nil))
	var names []string
	for _, f := range content.Files {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"comptoir.db", filepath.ToSlash(name)}) {
		t.Errorf("it holds %q", names)
	}
	unpacked := openFolder(t, t.TempDir())
	must[workspace.Restored](t)(unpacked.RestoreElsewhere(t.Context(), backup, byPhrase, o.print, nil))
	if _, err := os.Stat(filepath.Join(unpacked.dir, name)); err != nil {
		t.Error(err)
	}
	for _, table := range []string{"mark_verification", "mark_nonce", "failure", "flood"} {
		if rows := synctest.Dump(t, unpacked.database())[table]; len(rows) > 0 {
			t.Errorf("%s came along: %q", table, rows)
		}
	}
}

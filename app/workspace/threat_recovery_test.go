package workspace_test

import (
	"bytes"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// attacker has the public half of a recovery key, a genuine manifest, and keys of
// their own.
type attacker struct {
	sign usrfile.SigningKey
	box  usrfile.BoxKey
}

func newAttacker() attacker {
	return attacker{usrfile.SigningKeyFromSeed([32]byte{66}), usrfile.BoxKeyFromSeed([32]byte{67})}
}

// forge writes a backup as its poste would, with another database in it. as changes
// what vouches for it.
func (a attacker) forge(t *testing.T, m archive.Manifest, database []byte, sign usrfile.SigningKey, as func(*archive.Recovery)) string {
	t.Helper()
	recovery := *m.Recovery
	as(&recovery)
	m.Recovery = &recovery
	files := fstest.MapFS{"comptoir.db": {Data: database}}
	from := func(name string) (fs.File, error) { return files.Open(name) }
	m.Files = must[[]archive.File](t)(archive.Describe(t.Context(), []string{"comptoir.db"}, from))
	recipient, ok := agekey.ParseRecipient(recovery.Recipient)
	if !ok {
		t.Fatal("no recipient")
	}
	seal := archive.Seal{Keys: &archive.Keys{
		Recipients: [][32]byte{recipient, a.box.Public()},
		Sign:       func(manifest []byte) []byte { return usrfile.SignFolderBackup(sign, manifest) },
		Opener: archive.Opener{
			Secrets: func() [][32]byte { return [][32]byte{a.box.Seed()} },
			Check:   func(archive.Manifest, []byte, []byte) error { return nil },
		},
	}}
	return must[string](t)(archive.Create(t.Context(), t.TempDir(), "sauvegarde_eau_vive_siege_2026-11-21_09h14.age", seal, m, from, nil))
}

// Everybody may know the public half of the recovery key. What is made for it by
// anybody but the poste is refused, wherever it is opened, and nothing changes.
func TestThreat22ForgedBackupForThePublicRecipientIsRefused(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	drawn := recovers(t, o.session)
	content := must[workspace.BackupContent](t)(workspace.PeekBackup(backUpForKey(t, o.session), workspace.Unlock{Key: drawn}))
	database := must[[]byte](t)(os.ReadFile(o.database()))
	a := newAttacker()
	public := func(r *archive.Recovery) { key := a.sign.Public(); r.Signer = hex.EncodeToString(key[:]) }
	own := usrfile.BoxKeyFromSeed([32]byte{68})
	before := synctest.Dump(t, o.database())
	for name, path := range map[string]string{
		"signed by another, under the poste's name": a.forge(t, content.Manifest, database, a.sign, func(*archive.Recovery) {}),
		"signed by another, who says so":            a.forge(t, content.Manifest, database, a.sign, public),
		"signed by another, certified by another key": a.forge(t, content.Manifest, database, a.sign, func(r *archive.Recovery) {
			public(r)
			r.Certificate = must[[]byte](t)(usrfile.CertifyBackups(own, usrfile.BackupSigner{
				Organisation: content.Organisation, Poste: content.Poste, Public: a.sign.Public(),
			}))
		}),
		"no signer": a.forge(t, content.Manifest, database, a.sign, func(r *archive.Recovery) { r.Signer = "" }),
	} {
		t.Log(name)
		_, err := workspace.PeekBackup(path, workspace.Unlock{Key: drawn})
		synctest.Refused(t, err, fault.Forged, "workspace.backup-foreign")
		_, err = workspace.VerifyBackup(ctx, path, workspace.Unlock{Key: drawn}, t.TempDir(), nil)
		synctest.Refused(t, err, fault.Forged, "workspace.backup-foreign")
		_, err = o.session.RestoreBackup(ctx, path, workspace.Unlock{Key: drawn}, nil)
		synctest.Refused(t, err, fault.Forged, "workspace.backup-foreign")
		other := openFolder(t, t.TempDir())
		_, err = other.RestoreElsewhere(ctx, path, workspace.Unlock{Key: drawn}, o.print, nil)
		synctest.Refused(t, err, fault.Forged, "workspace.backup-foreign")
		if c := must[workspace.Condition](t)(other.Condition(ctx)); !c.Empty {
			t.Error("the folder is not empty any more")
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// Who has stolen the recovery key reads what was made for it. On the poste nothing
// that they make is taken: it knows its own signatures.
func TestThreat22StolenRecoveryKeyForgesNothingForThePoste(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	stolen := recovers(t, o.session)
	content := must[workspace.BackupContent](t)(workspace.PeekBackup(backUpForKey(t, o.session), workspace.Unlock{Key: stolen}))
	a := newAttacker()
	path := a.forge(t, content.Manifest, must[[]byte](t)(os.ReadFile(o.database())), a.sign, func(r *archive.Recovery) {
		key := a.sign.Public()
		r.Signer = hex.EncodeToString(key[:])
		r.Certificate = must[[]byte](t)(usrfile.CertifyBackups(usrfile.BoxKeyFromSeed(stolen.Recovery.Bytes()), usrfile.BackupSigner{
			Organisation: content.Organisation, Poste: content.Poste, Public: a.sign.Public(),
		}))
	})
	if _, err := workspace.PeekBackup(path, workspace.Unlock{Key: stolen}); err != nil {
		t.Errorf("the thief forges so badly that this proves nothing: %v", err)
	}
	for _, with := range []workspace.Unlock{{Key: stolen}, {}} {
		_, err := o.session.RestoreBackup(ctx, path, with, nil)
		if err == nil {
			t.Error("a forged backup is restored")
		}
	}
	_, err := o.session.RestoreBackup(ctx, path, workspace.Unlock{Key: stolen}, nil)
	synctest.Refused(t, err, fault.Forged, "workspace.backup-foreign")

	o.now = o.now.Add(time.Minute)
	fresh := recovers(t, o.session) // a new one is drawn: the thief reads nothing of what follows
	_, err = workspace.PeekBackup(backUpForKey(t, o.session), workspace.Unlock{Key: stolen})
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-other")
	_, err = workspace.PeekBackup(path, workspace.Unlock{Key: fresh})
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-other")
}

// The same key may serve several postes: each opens its own backups only, and restores
// no other's.
func TestThreat22BackupOfAnotherPosteForTheSameKeyIsNotRestored(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	drawn := recovers(t, o.session)
	_, awa := o.trusted(t)
	must[workspace.RecoveryKey](t)(awa.TakeRecoveryKey(ctx, drawn))
	theirs := backUpForKey(t, awa)
	before := synctest.Dump(t, o.database())
	_, err := o.session.RestoreBackup(ctx, theirs, workspace.Unlock{}, nil)
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-needed")
	_, err = o.session.RestoreBackup(ctx, theirs, workspace.Unlock{Key: drawn}, nil)
	synctest.Refused(t, err, fault.Invalid, "workspace.backup-elsewhere")
	if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	must[workspace.BackupContent](t)(o.session.VerifyBackup(ctx, theirs, workspace.Unlock{Key: drawn}, nil))
}

// An old backup brings back what was lost, and no right, no number, no mark.
func TestThreat22OldBackupForTheKeyBringsNoRightBack(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	recovers(t, awa)
	keeps(t, awa, o.book.ID, 250_000)
	old := backUpForKey(t, awa)
	keeps(t, awa, o.book.ID, -500)
	o.now, site.now = o.now.Add(time.Hour), site.now.Add(time.Hour)
	older := o.exportTo(t, o.awa, plainFile)
	o.now, site.now = o.now.Add(time.Hour), site.now.Add(time.Hour)
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, directory.Scope{Level: directory.LevelAllProjects}))
	site.arrive(t, o.export(t))
	marks := site.marksOf(t)
	must[workspace.Restored](t)(awa.RestoreBackup(ctx, old, workspace.Unlock{}, nil))
	if changed := synctest.Changed(marks, site.marksOf(t)); len(changed) > 0 {
		t.Errorf("the restore changed %v", changed)
	}
	_, err := site.Examine(ctx, nil, older)
	wantRefused(t, err, "order.rollback")
	if card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")); card.Vouchers != 2 {
		t.Errorf("%d vouchers", card.Vouchers)
	}
}

// With the recovery key alone, on another machine: a new poste with keys of its own
// and backups for the same key; the book is kept again once head office grants it.
func TestThreat22RecoveryOnAnotherMachine(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	drawn := recovers(t, awa)
	keeps(t, awa, o.book.ID, 250_000, -500)
	o.take(t, sendsCopy(t, awa, o.book.ID)...)
	backup := backUpForKey(t, awa)
	old := must[[]os.DirEntry](t)(os.ReadDir(site.dir))

	other := openFolder(t, t.TempDir())
	other.now = site.now.Add(time.Hour)
	wrong := vault.Backup{Recovery: vault.NewSeed([32]byte{5})}
	_, err := other.RestoreElsewhere(ctx, backup, workspace.Unlock{Key: wrong}, o.print, nil)
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-other")
	_, err = other.RestoreElsewhere(ctx, backup, workspace.Unlock{}, o.print, nil)
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-needed")
	r := must[workspace.Restored](t)(other.RestoreElsewhere(ctx, backup, workspace.Unlock{Key: drawn}, o.print, nil))
	if !r.NewPoste {
		t.Errorf("%+v", r)
	}
	for _, file := range old {
		if match, _ := filepath.Match("poste-*", file.Name()); match {
			here, err := os.ReadFile(filepath.Join(other.dir, file.Name()))
			if there := must[[]byte](t)(os.ReadFile(filepath.Join(site.dir, file.Name()))); err == nil && bytes.Equal(here, there) {
				t.Errorf("%s travelled", file.Name())
			}
		}
	}
	there := must[*workspace.Session](t)(other.SignIn(ctx, awaName, awaPassword))
	if due := must[bool](t)(other.BackupDue(ctx)); !due {
		t.Error("the new poste makes no backups by itself")
	}
	must[workspace.SelfBackup](t)(other.BackUpDue(ctx, nil))
	if _, err := there.Record(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -1, Text: "Thé"}}); err == nil {
		t.Error("the book of another poste takes a voucher")
	}
	must[ledger.Ownership](t)(o.session.WithdrawBook(ctx, o.book.ID, 2, "Portable noyé"))
	asked := must[workspace.Asked](t)(there.RequestModule(ctx, again, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	other.arrive(t, decided.Path)
	for _, entries := range decided.Entries {
		other.arrive(t, entries)
	}
	must[ledger.Ownership](t)(there.AcceptBook(ctx, o.book.ID))
	if n := keeps(t, there, o.book.ID, -100); n != 3 {
		t.Errorf("it goes on with number %d", n)
	}
	path := backUpForKey(t, there) // the keys it was restored with are those it is registered with
	must[workspace.BackupContent](t)(workspace.VerifyBackup(ctx, path, workspace.Unlock{Key: drawn}, t.TempDir(), nil))
}

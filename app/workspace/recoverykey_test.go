package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// recovers draws a recovery key and takes it into use.
func recovers(t *testing.T, s *workspace.Session) workspace.KeyCopy {
	t.Helper()
	drawn := must[workspace.KeyCopy](t)(s.DrawRecoveryKey(t.Context()))
	path := must[string](t)(s.WriteRecoveryKey(drawn, backupPhrase, t.TempDir()))
	opened := must[workspace.KeyCopy](t)(workspace.OpenKeyFile(path, backupPhrase))
	if k := must[workspace.RecoveryKey](t)(s.TakeRecoveryKey(t.Context(), opened)); !k.Usable || k.ID != workspace.RecoveryID(drawn) {
		t.Errorf("%+v", k)
	}
	return drawn
}

// backUpForKey makes a backup with nobody to type anything.
func backUpForKey(t *testing.T, s *workspace.Session) string {
	t.Helper()
	return must[workspace.Backup](t)(s.CreateBackup(t.Context(), "", "", nil)).Path
}

func TestOnlyThePublicHalfOfARecoveryKeyStays(t *testing.T) {
	o := found(t)
	drawn := recovers(t, o.session)
	path := backUpForKey(t, o.session)
	secret := drawn.Recovery.Bytes()
	for _, trace := range []string{string(secret[:]), agekey.Identity(secret), strings.ToLower(agekey.Identity(secret)), workspace.RecoveryGroups(drawn)} {
		check(t, filepath.WalkDir(o.dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			content, err := os.ReadFile(path)
			if strings.Contains(string(content), trace) {
				t.Errorf("the key is in %s", path)
			}
			return err
		}))
	}
	identity := must[*age.X25519Identity](t)(age.ParseX25519Identity(agekey.Identity(secret)))
	file := must[*os.File](t)(os.Open(path))
	defer file.Close()
	if _, err := age.Decrypt(file, identity); err != nil {
		t.Errorf("age does not open the backup with the key: %v", err)
	}
}

func TestRecoveryKeyComesBackFromPaper(t *testing.T) {
	o := found(t)
	drawn := must[workspace.KeyCopy](t)(o.session.DrawRecoveryKey(t.Context()))
	typed := must[workspace.KeyCopy](t)(workspace.OpenKeyPaper(strings.ToLower(workspace.RecoveryGroups(drawn))))
	must[workspace.RecoveryKey](t)(o.session.TakeRecoveryKey(t.Context(), typed))
	path := backUpForKey(t, o.session)
	if c := must[workspace.BackupContent](t)(workspace.PeekBackup(path, workspace.Unlock{Key: typed})); c.Fingerprint != o.print {
		t.Errorf("%+v", c)
	}
}

// Who may draw, take, plan, make and open: those with the right, who have just given
// the password.
func TestRecoveryKeyNeedsItsRight(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	drawn := recovers(t, o.session)
	path := backUpForKey(t, o.session)
	_, awa := o.join(t)
	for name, try := range map[string]func(*workspace.Session) error{
		"draw": func(s *workspace.Session) error { _, err := s.DrawRecoveryKey(ctx); return err },
		"take": func(s *workspace.Session) error { _, err := s.TakeRecoveryKey(ctx, drawn); return err },
		"show": func(s *workspace.Session) error { _, err := s.RecoveryKey(ctx); return err },
		"plan": func(s *workspace.Session) error { _, err := s.BackupPlan(ctx); return err },
		"set":  func(s *workspace.Session) error { _, err := s.PlanBackups(ctx, true, ""); return err },
		"make": func(s *workspace.Session) error { _, err := s.CreateBackup(ctx, "", "", nil); return err },
		"peek": func(s *workspace.Session) error {
			_, err := s.PeekBackup(ctx, path, workspace.Unlock{Key: drawn})
			return err
		},
		"verify": func(s *workspace.Session) error {
			_, err := s.VerifyBackup(ctx, path, workspace.Unlock{Key: drawn}, nil)
			return err
		},
		"restore": func(s *workspace.Session) error {
			_, err := s.RestoreBackup(ctx, path, workspace.Unlock{Key: drawn}, nil)
			return err
		},
	} {
		if err := try(awa); !errors.Is(err, fault.Denied) {
			t.Errorf("a cashier may %s: %v", name, err)
		}
	}
	o.now = o.now.Add(6 * time.Minute)
	_, err := o.session.DrawRecoveryKey(ctx)
	synctest.Refused(t, err, fault.Denied, "workspace.prove-again")
	_, err = o.session.TakeRecoveryKey(ctx, drawn)
	synctest.Refused(t, err, fault.Denied, "workspace.prove-again")
}

func TestOtherKeysAreNotTakenForRecovery(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	before := synctest.Dump(t, o.database())
	for name, c := range map[string]struct {
		copied workspace.KeyCopy
		key    string
	}{
		"head office's":           {vault.Backup{HeadOffice: vault.NewSeed([32]byte{1})}, "workspace.no-recovery-copy"},
		"none":                    {vault.Backup{}, "workspace.no-recovery-copy"},
		"of another organisation": {vault.Backup{Organisation: ident.OrganisationID{9}, Name: "Autre", Recovery: vault.NewSeed([32]byte{1})}, "workspace.recovery-organisation"},
	} {
		_, err := o.session.TakeRecoveryKey(ctx, c.copied)
		synctest.Refused(t, err, fault.Invalid, c.key)
		if changed := synctest.Changed(before, synctest.Dump(t, o.database())); len(changed) > 0 {
			t.Errorf("%s: %v changed", name, changed)
		}
	}
	if _, err := workspace.OpenKeyPaper(usrfile.PaperRecovery.Write([32]byte{1})); err != nil {
		t.Error(err)
	}
	_, err := o.session.CreateBackup(ctx, "", "", nil)
	synctest.Refused(t, err, fault.Missing, "workspace.no-recovery-key")
	_, err = o.session.PlanBackups(ctx, true, "")
	synctest.Refused(t, err, fault.Missing, "workspace.no-recovery-key")
}

// A lost key: a new one is drawn. What was made for the old one is opened by the old
// one and by the poste, and by nothing else.
func TestLostRecoveryKeyIsReplaced(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	first := recovers(t, o.session)
	old := backUpForKey(t, o.session)
	o.now = o.now.Add(time.Minute)
	second := recovers(t, o.session)
	fresh := backUpForKey(t, o.session)
	if k := must[workspace.RecoveryKey](t)(o.session.RecoveryKey(ctx)); k.ID != workspace.RecoveryID(second) {
		t.Errorf("in use is %s", k.ID)
	}
	for _, c := range []struct {
		path string
		key  workspace.KeyCopy
		want error
	}{{old, first, nil}, {old, second, fault.Denied}, {fresh, second, nil}, {fresh, first, fault.Denied}} {
		_, err := workspace.PeekBackup(c.path, workspace.Unlock{Key: c.key})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", filepath.Base(c.path), err)
		}
	}
	for _, path := range []string{old, fresh} {
		must[workspace.BackupContent](t)(o.session.VerifyBackup(ctx, path, workspace.Unlock{}, nil))
	}
	_, err := workspace.PeekBackup(fresh, workspace.Unlock{Key: first})
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-other")
	_, err = workspace.PeekBackup(fresh, workspace.Unlock{})
	synctest.Refused(t, err, fault.Denied, "workspace.recovery-needed")
	acts, _, err := o.session.History(ctx, directory.HistoryFilter{Verb: directory.VerbRecoveryTaken})
	check(t, err)
	if len(acts) != 2 || acts[0].Detail("key") != workspace.RecoveryID(second) {
		t.Errorf("%+v", acts)
	}
}

package welcome_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// The machine is gone: its backup, the recovery key and the fingerprint give an empty
// folder everything back, and nothing before all three were there.
func TestBackupIsRestoredAtTheFirstStart(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	key := uitest.Must(office.Session.DrawRecoveryKey(ctx))(t)
	uitest.Must(office.Session.TakeRecoveryKey(ctx, key))(t)
	backup := uitest.Must(office.Session.CreateBackup(ctx, "", t.TempDir(), nil))(t)

	folder := uitest.NewFolder(t)
	s := open(t, folder)
	s.Await("screen welcome.doors")
	s.Open("door restore")
	s.Await("dialog open file")
	s.Fill("path", backup.Path)
	s.Press("Choisir")
	s.Await("screen welcome.restore")
	s.Press("Continuer")
	s.Want("Cette sauvegarde a été faite pour une clé de secours")
	s.Press("Taper depuis le papier…")
	s.Await("dialog open key-paper")
	s.Fill("paper", workspace.RecoveryGroups(key))
	s.Press("Ouvrir")
	s.Await("key copies 1")
	s.Press("Continuer")
	s.Await("screen welcome.restore-compare")
	s.Want(strings.Split(office.Fingerprint.String(), "-")...)
	if condition := uitest.Must(folder.Condition(ctx))(t); !condition.Empty {
		t.Fatal("something is restored before the fingerprint was compared")
	}
	s.Click("C'est l'empreinte que l'on m'a lue")
	s.Press("Restaurer ici")
	s.Await("backup restored elsewhere")
	s.Await("screen welcome.restore-done")
	if condition := uitest.Must(folder.Condition(ctx))(t); condition.Organisation.Name == "" {
		t.Errorf("%+v", condition)
	}
	s.Press("Se connecter")
	s.Await("screen welcome.sign-in")
}

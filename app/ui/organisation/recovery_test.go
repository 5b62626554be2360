package organisation_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// A key is drawn into a file; it serves once the file was opened. Backups ask for
// nothing then, are verified and switched off.
func TestRecoveryKeyIsDrawnOpenedAndUsed(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile backups")
	b.Await("screen organisation.backups")
	b.Want("Ce poste n'a pas de clé de secours.")

	dir := t.TempDir()
	fyne.CurrentApp().Preferences().SetString("folder.key", dir)
	b.Press("Tirer une clé dans un fichier…")
	b.Await("dialog open recovery-draw")
	b.Fill("passphrase", "quatre mots pour le coffre")
	b.Fill("passphrase-again", "quatre mots pour un autre")
	b.Press("Tirer la clé")
	b.Want("Les deux phrases secrètes ne sont pas les mêmes.")
	b.Fill("passphrase-again", "quatre mots pour le coffre")
	b.Press("Tirer la clé")
	b.Await("recovery key drawn")
	b.Await("dialog open recovery-use")
	files, err := filepath.Glob(filepath.Join(dir, "cle-de-secours_*.age"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	b.Press("Mettre en service")
	b.Want("Ceci n'est pas une clé de secours")
	if _, err := office.Session.RecoveryKey(ctx); !errors.Is(err, fault.Missing) {
		t.Errorf("a key that nobody has opened is in use: %v", err)
	}
	copied := uitest.Must(workspace.OpenKeyFile(files[0], "quatre mots pour le coffre"))(t)
	b.Press("Taper depuis le papier…")
	b.Await("dialog open key-paper")
	b.Fill("paper", workspace.RecoveryGroups(copied))
	b.Press("Ouvrir")
	b.Await("key copies 1")
	b.Press("Mettre en service")
	b.Await("recovery key taken")
	b.Want(workspace.RecoveryID(copied), "Sauvegardes automatiques")

	fyne.CurrentApp().Preferences().SetString("folder.backup", office.Workspace.Backups())
	b.Press("Sauvegarder…")
	b.Await("dialog open backup-create")
	b.WantNot("Phrase secrète")
	b.Press("Sauvegarder")
	b.Await("backup made")
	b.Await("screen organisation.backups")
	b.Press("Vérifier")
	b.Await("backup verified")
	b.Click("Sauvegarder chaque jour, et après la clôture d'un mois, quand personne ne saisit")
	b.Await("backups planned")
	if plan := uitest.Must(office.Session.BackupPlan(ctx))(t); plan.Automatic {
		t.Error("it is still switched on")
	}
	made := uitest.Must(office.Session.Backups(ctx, ""))(t)
	content := uitest.Must(workspace.PeekBackup(made[0].Path, workspace.Unlock{Key: copied}))(t)
	if _, err := os.Stat(made[0].Path); err != nil || content.Name == "" {
		t.Errorf("%+v, %v", content, err)
	}
}

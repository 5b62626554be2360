package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

const recoveryPhrase = "une phrase pour le coffre"

// recovering is the journey of somebody who looks after the backups.
type recovering struct {
	*window
	o     *office
	stick string // where the key is kept
}

// drawKey draws a recovery key into a file, and opens that, which takes it into use.
func (r *recovering) drawKey() {
	r.section("organisation")
	r.tile("backups", "organisation.backups")
	r.press("Tirer une clé dans un fichier…")
	r.await("dialog open recovery-draw")
	r.fill("passphrase", recoveryPhrase)
	r.fill("passphrase-again", recoveryPhrase)
	r.into("key", r.stick)
	r.shoot("recovery-draw")
	r.press("Tirer la clé")
	r.await("recovery key drawn")
	r.await("dialog open recovery-use")
	r.openKey()
	r.shoot("recovery-use")
	r.press("Mettre en service")
	r.await("recovery key taken")
	r.says("Les sauvegardes se font désormais pour cette clé.")
}

// openKey opens the file of the key with its passphrase.
func (r *recovering) openKey() {
	r.press("Ouvrir un fichier…")
	r.file(newest(r.t, r.stick, ".age"))
	r.await("dialog open key-passphrase")
	r.write(recoveryPhrase)
	r.mark()
	r.key("Return")
	r.await("dialog close key-passphrase")
	r.await("key copies 1")
}

// backUp makes a backup, which needs nobody's passphrase, and restores it on the spot:
// what was added since stays.
func (r *recovering) backUp() {
	r.pressBack("Sauvegarder…")
	r.await("dialog open backup-create")
	r.mark()
	r.key("Return")
	r.await("backup made")
	r.says("Sauvegarde faite et relue")
	r.shoot("recovery-backups")
	r.o.ctl("project", "add", "--code", "P09", "--name", "Ajouté depuis")
	r.press("Restaurer")
	r.await("dialog open backup-restore")
	r.shoot("recovery-restore-here")
	r.press("Restaurer")
	r.await("backup restored")
	r.says("Sauvegarde restaurée et vérifiée.")
	projects := ask[[]struct{ Code string }](r.o, "project", "list")
	if len(projects) != 1 || projects[0].Code != "P09" {
		r.t.Errorf("the projects after a restore on the spot: %+v", projects)
	}
}

// comeBack opens a backup with the key, compares the fingerprint and restores.
func (r *recovering) comeBack(shot string) {
	r.await("screen welcome.restore")
	r.openKey()
	r.press("Continuer")
	r.await("screen welcome.restore-compare")
	r.shoot(shot + "-compare")
	r.tick("same")
	r.press("Restaurer ici")
}

// TestRecoveryKeyBringsBackWhatWasDestroyed draws a key, makes a backup for it, and
// restores that three times: on the spot, over a damaged folder, on an empty one.
func TestRecoveryKeyBringsBackWhatWasDestroyed(t *testing.T) {
	d := newDesktop(t)
	o := newOffice(t)
	r := &recovering{window: d.launch(o.dir), o: o, stick: shortFolder(t)}
	r.signIn(admin, adminPassword)
	r.drawKey()
	r.backUp()
	r.close()
	backup := newest(t, filepath.Join(o.dir, "backups"), ".age")

	overwrite(t, filepath.Join(o.dir, "comptoir.db"))
	r.window = d.launch(o.dir, "--theme", "dark")
	r.await("screen welcome.damaged")
	r.shoot("recovery-damaged")
	r.press("Restaurer…")
	r.comeBack("recovery-repair")
	r.await("repaired from a backup")
	r.await("screen welcome.repaired")
	r.shoot("recovery-repaired")
	r.press("Ouvrir le dossier")
	r.signIn(admin, adminPassword)
	r.close()

	elsewhere := filepath.Join(t.TempDir(), "ailleurs")
	r.window = d.launch(elsewhere)
	r.await("screen welcome.doors")
	r.reach("door restore")
	r.mark()
	r.key("Return")
	r.file(backup)
	r.comeBack("recovery-elsewhere")
	r.await("backup restored elsewhere")
	r.await("screen welcome.restore-done")
	r.shoot("recovery-done")
	r.press("Se connecter")
	r.signIn(admin, adminPassword)
	r.shoot("recovery-dashboard")
}

// overwrite destroys the first page of a database, as a failing disk does.
func overwrite(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Clean(path), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(make([]byte, 4096), 0); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

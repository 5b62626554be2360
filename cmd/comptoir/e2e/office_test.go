package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// pick chooses in a field that completes what is typed.
func (w *window) pick(field, text string) {
	w.t.Helper()
	w.reach(field)
	w.key("ctrl+a")
	w.write(text)
	w.key("Return")
}

// found goes through « Créer une organisation » up to the dashboard.
func (w *window) found() {
	w.t.Helper()
	w.await("screen welcome.doors")
	w.shoot("doors")
	w.reach("door create")
	w.mark()
	w.key("Return")
	w.await("screen welcome.create")
	w.fill("organisation", "Eau Vive")
	w.pick("country", "Sénégal")
	w.pick("currency", "XOF")
	w.fill("first-name", "Mariama")
	w.fill("last-name", "Sow")
	w.fill("email", admin)
	w.fill("password", adminPassword)
	w.fill("password-again", adminPassword)
	w.shoot("create-organisation")
	w.press("Créer l'organisation")
	w.await("screen welcome.fingerprint")
	w.shoot("organisation-fingerprint")
	w.press("Continuer")
	w.await("screen dashboard")
	w.shoot("dashboard-head-office")
}

// addBook makes a project and a cash book in it.
func (w *window) addBook() {
	w.t.Helper()
	w.section("cashbooks")
	w.press("Nouveau projet")
	w.await("dialog open")
	w.fill("code", "P01")
	w.fill("name", "Forages Kolda")
	w.press("Créer le projet")
	w.await("dialog close")
	w.press("Nouveau livre")
	w.await("dialog open")
	w.fill("name", "Caisse Kolda")
	w.shoot("new-book")
	w.press("Créer le livre")
	w.await("dialog close")
	w.shoot("books-head-office")
}

// addAwa makes the user, gives her the role of a cashier and opens her account;
// it gives the record's window back with the code noted.
func (w *window) addAwa() {
	w.t.Helper()
	w.section("users")
	w.await("grid users")
	w.mark()
	w.key("ctrl+n")
	w.await("screen user-new")
	w.fill("first-name", "Awa")
	w.fill("last-name", "Diop")
	w.fill("job", "Caissière")
	w.fill("email", awa)
	w.mark()
	w.key("ctrl+s")
	w.await("screen user")
	w.shoot("user")
}

func (w *window) grantCashier() {
	w.t.Helper()
	w.reach("tabs")
	w.key("Right")
	w.await("tab roles")
	w.press("Ajouter un rôle")
	w.await("dialog open user-role")
	w.pick("role", "Caissier")
	w.pick("level", "Projets")
	w.pick("project", "P01")
	w.shoot("add-role")
	w.press("Ajouter un rôle")
	w.await("dialog close user-role")
	w.shoot("roles")
}

func (w *window) activateAndDownload(stick string) {
	w.t.Helper()
	w.press("Activer le compte d'utilisateur")
	w.await("dialog open user-code")
	w.shoot("activation-code")
	w.press("J'ai noté le code")
	w.await("dialog close user-code")
	w.press("Télécharger")
	w.await("dialog open user-download")
	w.reach("folder")
	w.key("ctrl+a")
	w.write(stick)
	w.shoot("download")
	w.press("Télécharger")
	w.await("dialog open user-downloaded")
	w.shoot("downloaded")
}

func TestHeadOfficeMakesAFileForACashier(t *testing.T) {
	d := newDesktop(t)
	dir, stick := filepath.Join(t.TempDir(), "siege"), t.TempDir()
	w := d.launch(dir)
	w.found()
	w.addBook()
	w.addAwa()
	w.grantCashier()
	w.activateAndDownload(stick)
	out := ctl(t, dir, "usr", "verify", newest(t, stick, ".usr"), "--json")
	if !strings.Contains(out, `"kind":"usr"`) {
		t.Errorf("the file that the window wrote: %s", out)
	}
}

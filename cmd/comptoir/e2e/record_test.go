package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// record is the journey through the record of Awa Diop, who works on a poste of
// her own at Kolda.
type record struct {
	*window
	o *office
}

// poste has Awa join and her poste registered, from the command line.
func (o *office) poste(t *testing.T) {
	t.Helper()
	who, stick, site, password := addressOf("Diop"), t.TempDir(), filepath.Join(t.TempDir(), "kolda"), secret(t, awaPassword)
	o.ctl("user", "deactivate", who, "--yes")
	code := codeIn(t, o.ctl("user", "activate", who))
	o.ctl("usr", "export", "--user", who, "--out", stick)
	fingerprint := ask[struct{ Fingerprint string }](o, "org", "fingerprint").Fingerprint
	ctl(t, site, "import", newest(t, stick, ".usr"), "--trust", fingerprint, "--yes")
	ctl(t, site, "--password-file", password, "account", "activate", "--email", who, "--code", code)
	ctl(t, site, "--as", who, "--password-file", password, "module", "request", "--module", "cashbook", "--label", "Portable Awa", "--location", "Kolda", "--out", stick)
	o.ctl("module", "approve", newest(t, stick, ".req"), "--out", stick, "--yes")
}

// is compares the status of Awa with what comptoirctl says.
func (r *record) is(status string) {
	r.t.Helper()
	want(r.t, "Awa Diop", r.awa().Status, status)
}

// awa is what comptoirctl knows about her; the letter has changed her address.
func (r *record) awa() person {
	r.t.Helper()
	found := ask[struct{ Users []person }](r.o, "user", "list", "--search", "diop", "--archived").Users
	if len(found) != 1 {
		r.t.Fatalf("%d people are called Diop", len(found))
	}
	return found[0]
}

// open comes to somebody's record through the search of the overview.
func (r *record) open(name string) {
	r.t.Helper()
	r.overview()
	r.search(name, 1)
	r.key("Return") // from the search to the table
	r.mark()
	r.key("Return")
	r.await("screen user")
}

// tabs looks at the five sides of the record.
func (r *record) tabs() {
	r.open("diop")
	r.shoot("user-general")
	for _, tab := range []string{"roles", "assignments", "preferences", "history"} {
		r.mark()
		r.key("Right")
		r.await("tab " + tab)
		if tab == "history" {
			r.await("grid ")
		}
		r.shoot("user-" + tab)
	}
	r.mark()
	r.key("Left", "Left", "Left")
	r.await("tab roles")
	r.await("grid roles")
	r.reach("grid")
	r.press("Retirer le rôle")
	r.await("dialog open user-role-remove")
	r.key("Return")
	r.await("dialog refused user-role-remove")
	r.shoot("user-role-refused")
	r.key("Escape")
	want(r.t, "roles while she holds a book", len(ask[person](r.o, "user", "show", addressOf("Diop")).Roles), 1)
}

// edit changes her telephone number.
func (r *record) edit() {
	r.press("Éditer")
	r.await("screen user-edit")
	r.reach("phone")
	r.key("ctrl+a")
	r.amount("221770001122")
	r.shoot("user-edit")
	r.mark()
	r.key("ctrl+s")
	r.says("Les données sont sauvegardées.")
	want(r.t, "the telephone number", r.awa().Phone, "221770001122")
}

// invite corrects the address and leaves a letter in the outbox.
func (r *record) invite() {
	r.press("Envoyer un e-mail d'activation")
	r.await("dialog open user-invite")
	r.into("address", "awa.diop@eauvive.example")
	r.shoot("user-invite")
	r.mark()
	r.key("Return")
	r.says("L'e-mail pour awa.diop@eauvive.example est dans la boîte d'envoi.")
	want(r.t, "the corrected address", r.awa().Email, "awa.diop@eauvive.example")
}

// does uses a function that asks first.
func (r *record) does(button, dialog, shot, said, status string) {
	r.t.Helper()
	r.press(button)
	r.await("dialog open " + dialog)
	r.shoot(shot)
	r.mark()
	r.key("Return")
	r.says(said)
	r.is(status)
}

// download writes a file for her poste and one for none.
func (r *record) download() {
	folder := shortFolder(r.t)
	r.press("Télécharger")
	r.await("dialog open user-download")
	r.tick("plain")
	r.into("folder", folder)
	r.shoot("user-download")
	r.press("Télécharger")
	r.await("dialog open user-downloaded")
	r.shoot("user-downloaded")
	r.key("Escape")
	files, err := filepath.Glob(filepath.Join(folder, "*.usr"))
	if err != nil || len(files) != 2 {
		r.t.Errorf("files for a poste and for none: %v, %v", files, err)
	}
	for _, file := range files {
		ctl(r.t, r.o.dir, "usr", "verify", file)
	}
}

// resetFactor has her enrol again.
func (r *record) resetFactor() {
	r.reach("tabs")
	r.press("Réinitialiser le second facteur")
	r.await("dialog open user-factor")
	r.shoot("user-factor")
	r.press("Réinitialiser")
	r.says("Le second facteur d'Awa Diop est réinitialisé")
	if out := r.o.ctl("history", "list", "--user", "awa.diop@eauvive.example", "--json"); !strings.Contains(out, "factor") {
		r.t.Error("the history does not know of the second factor")
	}
}

// life leads her account out of use, into the archives and back.
func (r *record) life() {
	r.does("Désactiver le compte d'utilisateur", "user-deactivate", "user-deactivate", "Le compte d'Awa Diop est désactivé.", "employee")
	r.does("Archiver", "user-archive", "user-archive", "Awa Diop se trouve dans les archives.", "archived")
	r.shoot("user-archived")
	r.does("Récupérer des utilisateurs dans les archives", "user-retrieve", "user-retrieve", "Awa Diop n'est plus dans les archives.", "employee")
	r.press("Activer le compte d'utilisateur")
	r.await("dialog open user-code")
	r.shoot("user-activate")
	r.press("J'ai noté le code")
	r.await("dialog close user-code")
	r.is("pending")
}

// remove deletes somebody else, which takes the word typed.
func (r *record) remove() {
	r.open("sarr")
	r.press("Supprimer")
	r.await("dialog open confirm-typed")
	r.write("CONFIRMER")
	r.shoot("user-delete")
	r.mark()
	r.key("Return")
	r.await("screen users")
	r.says("La fiche d'Amadou Sarr est supprimée.")
	r.shoot("user-deleted")
	want(r.t, "people called Sarr", ask[struct{ Total int }](r.o, "user", "list", "--search", "sarr", "--archived").Total, 0)
	r.o.ctl("history", "verify")
}

// letter writes the e-mail that waits as a file, since there is no server.
func (r *record) letter() {
	folder := shortFolder(r.t)
	r.section("organisation")
	r.tile("letters", "organisation.letters")
	r.shoot("letters")
	r.reach("grid")
	r.mark()
	r.key("Return")
	r.await("dialog open letter")
	r.shoot("letter")
	r.press("Écrire un fichier .eml…")
	r.file(folder)
	r.await("letter exported")
	r.shoot("letter-exported")
	if text := contents(r.t, newest(r.t, folder, ".eml")); !strings.Contains(text, "awa.diop@eauvive.example") {
		r.t.Errorf("the letter is for somebody else:\n%s", text)
	}
}

func leadAnAccountThroughItsLife(t *testing.T) {
	d := newDesktop(t)
	o := newCrew(t)
	o.poste(t)
	r := &record{window: d.launch(o.dir), o: o}
	r.signIn(admin, adminPassword)
	r.tabs()
	r.edit()
	r.invite()
	r.does("Confirmer l'activation", "user-confirm", "user-confirm", "L'activation d'Awa Diop est confirmée.", "active")
	r.download()
	r.resetFactor()
	r.life()
	r.remove()
	r.letter()
}

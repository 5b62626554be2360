package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// everybody is how many users the crew has outside the archives.
const everybody = 10

// search looks for a text in the overview, of which so many are found.
func (w *window) search(text string, found int) {
	w.t.Helper()
	w.key("ctrl+f", "ctrl+a")
	w.mark()
	if text == "" {
		w.key("BackSpace")
	} else {
		w.write(text)
	}
	w.shows(found)
}

// choose selects all whom a search finds.
func (w *window) choose(text string, found int) {
	w.t.Helper()
	w.search(text, found)
	w.key("Return", "ctrl+a") // from the search to the table
}

// quickly walks search and quick filters.
func (w *window) quickly() {
	w.search("dio", 2)
	w.shoot("users-search")
	w.search("", everybody)
	for _, filter := range []struct {
		box   string
		shown int
	}{{"archived", everybody + 1}, {"file-expired", 1}, {"access-ending", 1}} {
		w.tick(filter.box)
		w.shows(filter.shown)
		w.shoot("users-" + filter.box)
		w.tick(filter.box)
		w.shows(everybody)
	}
	w.back("status")
	w.mark()
	w.pick("status", "Activation en attente")
	w.shows(2)
	w.shoot("users-status")
	w.back("status")
	w.mark()
	w.pick("status", "Tous les statuts")
	w.shows(everybody)
}

// arrange groups, chooses columns, filters by one and sorts.
func (w *window) arrange() {
	w.mark()
	w.pick("group", "Par statut")
	w.shows(everybody)
	w.shoot("users-grouped")
	w.back("group")
	w.mark()
	w.pick("group", "Sans groupes")
	w.shows(everybody)

	w.press("Colonnes")
	w.await("dialog open users-columns")
	w.tick("column-phone")
	w.tick("column-file")
	w.shoot("users-columns")
	w.key("Return")
	w.shows(everybody)

	w.press("Filtrer")
	w.await("dialog open users-filters")
	w.fill("filter-job", "caiss")
	w.shoot("users-filters")
	w.key("Return")
	w.shows(2)
	w.shoot("users-filtered")

	w.reach("titles")
	w.key("Right")
	w.mark()
	w.key("Return", "Return") // by address, the other way round
	w.shows(2)
	w.shoot("users-sorted")
}

// keepView saves what is shown and finds it again.
func (w *window) keepView() {
	w.pressBack("Enregistrer la vue")
	w.await("dialog open users-view")
	w.write("Caisses")
	w.shoot("users-view")
	w.mark()
	w.key("Return")
	w.says("La vue « Caisses » est enregistrée.")
	w.mark()
	w.pick("view", "Vue habituelle")
	w.shows(everybody)
	w.reach("view")
	w.mark()
	w.pick("view", "Caisses")
	w.shows(2)
	w.shoot("users-view-chosen")
}

// onPaper prints and exports exactly what the table shows.
func (w *window) onPaper(o *office) {
	w.mark()
	w.key("ctrl+p")
	w.says("Le document est prêt")
	w.shoot("users-printed")
	if page := contents(w.t, newest(w.t, filepath.Join(o.dir, "prints"), ".pdf")); !strings.HasPrefix(page, "%PDF-") {
		w.t.Error("the print is no PDF")
	}
	folder := shortFolder(w.t)
	list := contents(w.t, w.export("users-export", "CSV", "csv", folder))
	if strings.Contains(list, "Moussa") || strings.Index(list, "diop@") > strings.Index(list, "barry@") || !strings.Contains(list, "diop@") {
		w.t.Errorf("the export is not what the table shows:\n%s", list)
	}
	if book := contents(w.t, w.export("users-export", "Classeur XLSX", "xlsx", folder)); !strings.HasPrefix(book, "PK") {
		w.t.Error("the export is no workbook")
	}
	if page := contents(w.t, w.export("users-export", "PDF", "pdf", folder)); !strings.HasPrefix(page, "%PDF-") {
		w.t.Error("the export is no PDF")
	}
}

// opens opens a record with Enter, with « Afficher » and with a double click.
func (w *window) opens() {
	w.reach("grid")
	w.mark()
	w.key("Return")
	w.await("screen user")
	w.shoot("users-opened")
	w.overview()
	w.reach("button Afficher")
	w.shoot("users-show")
	w.mark()
	w.key("Return")
	w.await("screen user")
	w.overview()
	for range 5 { // a row takes the mouse once it has been painted
		w.mark()
		w.do("xdotool", "mousemove", "500", "311", "click", "--repeat", "2", "--delay", "60", "1")
		if _, open := w.next("screen user", 3*time.Second); open {
			w.overview()
			return
		}
	}
	w.t.Fatal("a double click opens nobody")
}

// overview comes back to the overview and waits for its rows.
func (w *window) overview() {
	w.t.Helper()
	w.section("users")
	w.await("grid users")
}

// create adds somebody whose access ends on a day.
func (w *window) create(o *office) {
	w.press("Nouveau")
	w.await("screen user-new")
	w.fill("first-name", "Khady")
	w.fill("last-name", "Gueye")
	w.fill("email", addressOf("Gueye"))
	w.fill("access-until", "+")
	w.amount("90")
	w.shoot("user-new")
	w.mark()
	w.key("ctrl+s")
	w.says("L'utilisateur est ajouté.")
	w.shoot("user-access-end")
	added := ask[person](o, "user", "show", addressOf("Gueye"))
	want(w.t, "the new user", added.Status, "employee")
	if added.AccessUntil == "" {
		w.t.Error("the new user has access for ever")
	}
	w.overview()
}

// person is what comptoirctl says about a user.
type person struct {
	ID          string `json:"id"`
	Status      string `json:"status"`
	Email       string `json:"email"`
	Phone       string `json:"phone"`
	AccessUntil string `json:"access_until"`
	Language    string `json:"language"`
	Format      string `json:"format"`
	Roles       []struct {
		Role  string `json:"role"`
		Level string `json:"level"`
	} `json:"roles"`
}

// bulk does something for all who are selected.
func (w *window) bulk(button, shot, said string) {
	w.t.Helper()
	w.press(button)
	w.await("dialog open users-bulk")
	w.shoot(shot)
	w.mark()
	w.key("Return")
	w.says(said)
}

// together walks the bulk actions: a role for everybody, and the life of one
// account.
func (w *window) together(o *office) {
	t, one := w.t, addressOf("Diouf")
	status := func(wanted string) {
		t.Helper()
		want(t, "Rokhaya Diouf", ask[person](o, "user", "show", one).Status, wanted)
	}
	w.reach("grid")
	w.key("ctrl+a")
	w.shoot("users-chosen")
	w.press("Attribuer un rôle")
	w.await("dialog open user-role")
	w.pickThen("role", "Assistant", "level")
	w.pick("level", "Tous les projets")
	w.await("dialog open users-bulk")
	w.shoot("bulk-grant")
	w.mark()
	w.key("Return")
	w.says("11 personnes ont maintenant le rôle")
	roles := ask[person](o, "user", "show", one).Roles
	if len(roles) != 1 || roles[0].Role != "assistant" || roles[0].Level != "all-projects" {
		t.Errorf("Rokhaya Diouf has the roles %+v", roles)
	}

	w.choose("diouf", 1)
	w.press("Activer")
	w.await("dialog open users-bulk")
	w.shoot("bulk-activate")
	w.mark()
	w.key("Return")
	w.await("dialog open users-codes")
	folder := shortFolder(t)
	w.into("codes-folder", folder)
	w.press("PDF, une page par personne")
	w.await("codes written")
	w.shoot("bulk-codes")
	w.key("Escape")
	status("pending")

	w.choose("diouf", 1)
	w.press("Télécharger .usr")
	w.await("dialog open users-bulk")
	w.into("folder", folder)
	w.shoot("bulk-download")
	w.mark()
	w.key("Return")
	w.says("Les fichiers de 1 personne sont écrits.")
	if out := ctl(t, o.dir, "usr", "verify", newest(t, folder, ".usr"), "--json"); !strings.Contains(out, `"kind":"usr"`) {
		t.Errorf("the file of the bulk export: %s", out)
	}
	w.choose("diouf", 1)
	w.bulk("Désactiver", "bulk-deactivate", "1 compte est désactivé.")
	status("employee")
	w.choose("diouf", 1)
	w.bulk("Archiver", "bulk-archive", "1 personne est archivée.")
	status("archived")
	w.search("", everybody)
}

// takeIn imports people: a list with mistakes adds nobody, the corrected one all.
func (w *window) takeIn(o *office) {
	folder := shortFolder(w.t)
	wrong, right := filepath.Join(folder, "equipe.csv"), filepath.Join(folder, "equipe.xlsx")
	save(w.t, wrong, "Prénom;Nom;E-mail;Fonction\nBinta;Camara;camara@eauvive.example;Comptable\n"+
		"Lamine;Sané;lamine.eauvive.example;Gardien\nAwa;Diop;diop@eauvive.example;Caissière\nSeydou;Diallo;diallo@eauvive.example;Foreur\n")
	workbook(w.t, right, [][]string{
		{"Prénom", "Nom", "E-mail", "Fonction"}, {"Binta", "Camara", "camara@eauvive.example", "Comptable"},
		{"Lamine", "Sané", "lamine@eauvive.example", "Gardien"}, {"Seydou", "Diallo", "diallo@eauvive.example", "Foreur"},
	})
	w.press("Importer")
	w.file(wrong)
	w.await("newcomers checked")
	w.shoot("users-import-errors")
	want(w.t, "users after the list with mistakes", total(o), everybody)
	w.press("Autre fichier")
	w.file(right)
	w.await("newcomers checked")
	w.shoot("users-import")
	w.press("Importer 3 personnes")
	w.says("3 personnes sont ajoutées.")
	w.shoot("users-imported")
	want(w.t, "users after the corrected list", total(o), everybody+3)
}

// total is how many users the overview has for comptoirctl.
func total(o *office) int {
	return ask[struct{ Total int }](o, "user", "list").Total
}

func surveyTheUsers(t *testing.T) {
	d := newDesktop(t)
	o := newCrew(t)
	w := d.launch(o.dir)
	w.signIn(admin, adminPassword)
	w.section("users")
	w.shows(everybody)
	w.shoot("users-overview")
	w.quickly()
	w.arrange()
	w.keepView()
	want(t, "the saved view", ask[struct{ Total int }](o, "user", "list", "--view", "Caisses").Total, 2)
	w.onPaper(o)
	w.mark()
	w.pick("view", "Vue habituelle")
	w.shows(everybody)
	w.opens()
	w.create(o)
	w.together(o)
	w.takeIn(o)
}

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// crowd is how many people the spreadsheet has.
const crowd = 10_000

// sheet gives a spreadsheet of the crowd, in which some addresses are wrong.
func sheet(wrong int) [][]string {
	first := []string{"Awa", "Binta", "Cheikh", "Demba", "Fatou", "Ibrahima", "Khady", "Lamine", "Mariama", "Ousmane"}
	last := []string{"Ba", "Camara", "Diallo", "Fall", "Gueye", "Keïta", "Ndiaye", "Sarr", "Sow", "Traoré"}
	job := []string{"Puisatier", "Animatrice", "Chauffeur", "Comptable", "Foreur", "Gardien", "Infirmière"}
	rows := [][]string{{"Prénom", "Nom", "E-mail", "Fonction"}}
	for i := range crowd {
		address := fmt.Sprintf("p%d@eauvive.example", i)
		if i%1000 == 500 && i/1000 < wrong {
			address = strings.Replace(address, "@", " ", 1)
		}
		rows = append(rows, []string{first[i%10], fmt.Sprintf("%s-%d", last[i/10%10], i/100), address, job[i%7]})
	}
	return rows
}

// last gives the time of the newest event that begins so.
func (w *window) last(prefix string) (ms int) {
	w.t.Helper()
	for _, line := range w.lines() {
		if strings.HasPrefix(event(line), prefix) {
			if _, err := fmt.Sscanf(line, "%d ", &ms); err != nil {
				w.t.Fatalf("the trace has no time: %q", line)
			}
		}
	}
	return ms
}

// took prints how long the window needed between two events.
func (w *window) took(what, from, to string) {
	w.t.Helper()
	w.t.Logf("%s: %d ms", what, w.last(to)-w.last(from))
}

// takeInCrowd imports the spreadsheet: first with mistakes, then without.
func (w *window) takeInCrowd(o *office) {
	folder := shortFolder(w.t)
	wrong, right := filepath.Join(folder, "a.xlsx"), filepath.Join(folder, "b.xlsx")
	workbook(w.t, wrong, sheet(3))
	workbook(w.t, right, sheet(0))
	w.press("Importer")
	w.file(wrong)
	w.await("newcomers checked")
	w.took("10 000 rows with mistakes, from the choice of the file to the preview", "dialog close file", "newcomers checked")
	w.tick("only-refused")
	w.await("grid newcomers")
	w.shoot("crowd-import-errors")
	want(w.t, "users after a list with mistakes", total(o), 1)
	w.pressBack("Autre fichier")
	w.file(right)
	w.await("newcomers checked")
	w.took("10 000 rows, from the choice of the file to the preview", "dialog close file", "newcomers checked")
	w.shoot("crowd-import")
	w.press("Importer 10 000 personnes")
	w.says("10 000 personnes sont ajoutées.")
	w.took("10 000 people taken in, until the overview shows them", "task start", "users shown")
	w.shoot("crowd")
	want(w.t, "users after the import", total(o), crowd+1)
}

// hunt searches while typing, and tells how long the slowest key took: the time
// of xdotool and of the look at the trace are part of it.
func (w *window) hunt() {
	w.key("ctrl+f")
	slowest, found := time.Duration(0), ""
	for _, r := range "camara" {
		w.mark()
		begin := time.Now()
		w.key(string(r))
		found = w.await("users shown ")
		slowest = max(slowest, time.Since(begin))
	}
	w.t.Logf("the slowest key of a search in 10 001 users: %v", slowest.Round(time.Millisecond))
	want(w.t, "people called Camara", found, "users shown 1000")
	w.await("grid users")
	w.shoot("crowd-search")
}

// shareOut gives everybody found a role, groups them and exports some.
func (w *window) shareOut(o *office) {
	w.key("ctrl+a", "BackSpace")
	w.shows(crowd + 1)
	w.mark()
	w.pick("group", "Par statut")
	w.shows(crowd + 1)
	w.shoot("crowd-grouped")
	w.reach("grid")
	w.key("ctrl+a")
	w.press("Attribuer un rôle")
	w.await("dialog open user-role")
	w.pickThen("role", "Assistant", "level")
	w.pick("level", "Tous les projets")
	w.await("dialog open users-bulk")
	w.shoot("crowd-role")
	w.mark()
	w.key("Return")
	w.await("users shown ")
	w.took("a role for 10 001 people", "dialog close users-bulk", "users shown")
	w.shoot("crowd-role-given")
	w.reach("group")
	w.mark()
	w.pick("group", "Sans groupes")
	w.shows(crowd + 1)

	const team = 10 // of ten first names
	folder := shortFolder(w.t)
	w.choose("camara-77", team)
	w.press("Activer")
	w.await("dialog open users-bulk")
	w.mark()
	w.key("Return")
	w.await("dialog open users-codes")
	w.into("codes-folder", folder)
	w.press("PDF, une page par personne")
	w.await("codes written")
	w.key("Escape")
	w.choose("camara-77", team)
	w.press("Télécharger .usr")
	w.await("dialog open users-bulk")
	w.into("folder", folder)
	w.mark()
	w.key("Return")
	w.says("Les fichiers de 10 personnes sont écrits.")
	w.shoot("crowd-export")
	files, err := filepath.Glob(filepath.Join(folder, "*.usr"))
	if err != nil || len(files) != team {
		w.t.Errorf("%d files for %d people: %v", len(files), team, err)
	}
	granted := ask[struct{ Total int }](o, "user", "list", "--filter", "roles=Assistant", "--limit", "1").Total
	want(w.t, "people with the role", granted, crowd+1)
}

func keepTenThousandUsers(t *testing.T) {
	d := newDesktop(t)
	o := newOffice(t)
	o.ctl("project", "add", "--code", "P01", "--name", "Forages Kolda")
	w := d.launch(o.dir, "--theme", "dark")
	w.signIn(admin, adminPassword)
	w.section("users")
	w.shows(1)
	w.takeInCrowd(o)
	w.hunt()
	w.shareOut(o)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err == nil {
		for line := range strings.Lines(string(status)) {
			if strings.HasPrefix(line, "VmRSS") || strings.HasPrefix(line, "VmHWM") {
				t.Logf("memory of the program: %s", strings.TrimSpace(line))
			}
		}
	}
}

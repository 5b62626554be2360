package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/workspace"
)

const (
	ba         = "ba@eauvive.example"
	baPassword = "une phrase pour la direction"
)

// line is a head office and a site, each in a window of its own screen, with a
// stick that both look at.
type line struct {
	t        *testing.T
	o        *office
	stick    string
	siteDir  string
	hq, site *window
	hqScreen *desktop
}

func newLine(t *testing.T) *line {
	siteScreen := newDesktop(t)
	l := &line{t: t, o: newOffice(t), stick: t.TempDir(), siteDir: filepath.Join(t.TempDir(), "kolda")}
	code := l.o.prepare()
	l.hire()
	l.watchStick(l.o.dir, admin, adminPassword)
	l.site = siteScreen.launch(l.siteDir, l.o.export(t.TempDir()))
	l.site.join(code)
	l.site.close()
	l.watchStick(l.siteDir, awa, awaPassword)
	l.site = l.site.launch(l.siteDir)
	l.site.signIn(awa, awaPassword)
	l.hqScreen = newDesktop(t)
	l.seat(admin, adminPassword)
	return l
}

// hire makes a second person at head office, who may approve codes.
func (l *line) hire() {
	l.t.Helper()
	l.o.ctl("user", "add", "--email", ba, "--first-name", "Moussa", "--last-name", "Ba")
	l.o.ctl("role", "grant", ba, "finance-manager", "--organisation")
	code := codeIn(l.t, l.o.ctl("user", "activate", ba))
	ctl(l.t, l.o.dir, "--password-file", secret(l.t, baPassword), "account", "activate", "--email", ba, "--code", code)
	l.o.ctl("user", "list") // an administrator's sign-in opens the keys to him
}

// watchStick has a data folder look at the stick, as « Dossiers surveillés » does.
func (l *line) watchStick(dir, name, password string) {
	l.t.Helper()
	p := &past{t: l.t}
	w, err := workspace.Open(l.t.Context(), dir, workspace.Options{})
	p.check(err)
	s, err := w.SignIn(l.t.Context(), name, password)
	p.check(err)
	p.check(s.WatchFolder(l.t.Context(), l.stick))
	p.check(w.Close())
}

// seat signs somebody in at head office, in a new window.
func (l *line) seat(name, password string) {
	l.t.Helper()
	if l.hq != nil {
		l.hq.close()
	}
	l.hq = l.hqScreen.launch(l.o.dir)
	l.hq.signIn(name, password)
}

// task opens the first of « Tâches en cours » once there is one.
func (w *window) task(dialog string) {
	w.t.Helper()
	w.section("tasks")
	for range 40 { // it may still be on its way from the stick
		w.mark()
		w.key("F5")
		w.await("screen tasks")
		w.reach("grid")
		w.mark()
		w.key("Return")
		if _, open := w.next("dialog open "+dialog, settle); open {
			return
		}
	}
	w.t.Fatalf("no task opens the dialog %q", dialog)
}

// carry copies what waits to the stick.
func (l *line) carry(w *window) {
	l.t.Helper()
	w.section("exchanges")
	w.press("Copier sur une clé…")
	w.await("dialog open carry")
	w.reach("carry-folder")
	w.key("ctrl+a")
	w.write(l.stick)
	w.press("Copier")
	w.await("task done")
}

// register goes from the request over the stick to the reply.
func (l *line) register() {
	l.t.Helper()
	l.site.section("account")
	l.site.reach("tile register")
	l.site.mark()
	l.site.key("Return")
	l.site.await("screen account.register")
	l.site.fill("label", "Portable Awa")
	l.site.fill("location", "Kolda")
	l.site.reach("folder")
	l.site.key("ctrl+a")
	l.site.write(l.stick)
	l.site.press("Écrire la demande")
	l.site.await("screen account.register.done")

	l.hq.task("task")
	l.hq.shoot("stick-request")
	l.hq.reach("compared")
	l.hq.key("space")
	l.hq.reach("reply-folder")
	l.hq.key("ctrl+a")
	l.hq.write(l.stick)
	l.hq.press("Approuver")
	l.hq.await("dialog open task-decided")
	l.hq.shoot("stick-approved")
	l.hq.key("Escape")

	l.arrives(".rep")
	l.site.await("screen exchanges.preview")
	l.site.shoot("stick-reply")
	l.site.press("Appliquer")
	l.site.await("import applied")
}

// arrives opens the file that waits in « Échanges » of the site.
func (l *line) arrives(extension string) {
	l.t.Helper()
	newest(l.t, l.stick, extension)
	l.site.section("exchanges")
	for range 40 {
		l.site.mark()
		l.site.key("F5")
		l.site.await("screen exchanges")
		l.site.reach("grid")
		l.site.mark()
		l.site.key("Return")
		if _, open := l.site.next("screen exchanges.preview", settle); open {
			l.site.mark()
			l.site.read--
			return
		}
	}
	l.t.Fatal("nothing waits")
}

// askCode asks for a code in the window of the site and gives it as it is read
// aloud.
func (l *line) askCode() string {
	l.t.Helper()
	l.site.section("account")
	l.site.reach("tile code")
	l.site.mark()
	l.site.key("Return")
	l.site.await("screen account.code.ask")
	l.site.fill("reason", "Pile vide")
	l.site.shoot("code-ask")
	l.site.press("Demander")
	l.site.await("code requested")
	l.site.await("screen account.code.asked")
	l.site.shoot("code-asked")
	var open []struct{ Code string }
	out := ctl(l.t, l.siteDir, "--as", awa, "--password-file", secret(l.t, awaPassword), "code", "list", "--json")
	if err := json.Unmarshal([]byte(out), &open); err != nil || len(open) != 1 {
		l.t.Fatalf("%v in %s", err, out)
	}
	return open[0].Code
}

// byVoice has the code typed at head office, approved by somebody else, and the
// answer typed at the site.
func (l *line) byVoice(code string) {
	l.t.Helper()
	l.hq.section("tasks")
	l.hq.press("Code lu au téléphone…")
	l.hq.await("dialog open call")
	l.hq.write(strings.ReplaceAll(code, "-", ""))
	l.hq.fill("reason", "Au téléphone")
	l.hq.shoot("code-call")
	l.hq.press("Trouver la demande")
	l.hq.await("code received")

	l.seat(ba, baPassword)
	l.hq.task("code")
	l.hq.shoot("code-approve")
	l.hq.press("Approuver")
	l.hq.await("code approved")
	l.hq.await("dialog open code-answer")
	l.hq.shoot("code-answer")
	l.hq.key("Escape")
	out := ctl(l.t, l.o.dir, "--as", ba, "--password-file", secret(l.t, baPassword), "code", "answer", code, "--json")
	var answered struct{ Answer string }
	if err := json.Unmarshal([]byte(out), &answered); err != nil || answered.Answer == "" {
		l.t.Fatalf("%v in %s", err, out)
	}

	l.site.press("Taper la réponse")
	l.site.await("screen account.code.answer")
	l.site.write(strings.ReplaceAll(answered.Answer, "-", ""))
	l.site.shoot("code-enter")
	l.site.mark()
	l.site.key("Return")
	l.site.await("code accepted")
	l.site.shoot("code-accepted")
}

// exchanges shows the four lists in both themes.
func (w *window) exchanges(name string) {
	w.t.Helper()
	w.section("exchanges")
	w.reach("tabs")
	w.key("Left", "Left", "Left")
	w.mark()
	for _, tab := range []string{"found", "sent", "refused", "people"} {
		if tab != "found" {
			w.key("Right")
			w.await("grid " + tab)
		}
		w.shoot("exchanges-" + name + "-" + tab)
	}
}

func TestHeadOfficeAndSiteExchangeOverAStick(t *testing.T) {
	l := newLine(t)
	l.register()
	l.byVoice(l.askCode())

	// A file that somebody has made up is refused at the site, and told to head
	// office, which tells the site that it knows.
	path := filepath.Join(l.stick, "abime.usr")
	made, err := os.ReadFile(forged(t, l.o.export(t.TempDir())))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, made, 0o600); err != nil {
		t.Fatal(err)
	}
	l.site.mark()
	l.site.section("exchanges")
	l.site.mark()
	l.site.key("F5")
	l.site.await("arrivals")
	l.carry(l.site)
	l.seat(admin, adminPassword)
	l.hq.task("alarm")
	l.hq.shoot("alarm")
	l.hq.press("Marquer comme traitée")
	l.hq.await("alarm seen")
	l.hq.section("exchanges")
	l.carry(l.hq)
	l.acknowledged()
	l.site.exchanges("light")
	l.hq.exchanges("head-office")
	l.site.dark()
	l.site.exchanges("dark")
	l.hq.dark()
	l.hq.section("tasks")
	l.hq.shoot("tasks-dark")
}

// acknowledged waits until the site knows that its record has arrived.
func (l *line) acknowledged() {
	l.t.Helper()
	password := secret(l.t, awaPassword)
	for range 40 {
		l.site.mark()
		l.site.key("F5")
		l.site.next("arrivals", settle)
		out := ctl(l.t, l.siteDir, "--as", awa, "--password-file", password, "outbox", "list", "--json")
		if strings.Contains(out, `"stage":"acknowledged"`) {
			return
		}
	}
	l.t.Fatal("the record is not acknowledged")
}

// dark changes the theme as « Mon compte » does, for the windows that follow.
func (w *window) dark() {
	w.t.Helper()
	w.section("account")
	w.tile("preferences", "account.preferences")
	w.pick("look", "Sombre")
	w.press("Sauvegarder")
	w.await("look dark")
}

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// join takes a fresh window through « Rejoindre » up to the dashboard.
func (w *window) join(code string) {
	w.t.Helper()
	w.await("screen welcome.fingerprint")
	w.shoot("fingerprint")
	w.reach("compared")
	w.key("space")
	w.press("Continuer")
	w.await("screen welcome.preview")
	w.shoot("first-preview")
	w.press("Appliquer")
	w.await("import applied")
	w.await("screen welcome.result")
	w.press("J'ai un code d'activation")
	w.await("screen welcome.activation")
	w.fill("code", strings.ReplaceAll(code, "-", ""))
	w.fill("password", awaPassword)
	w.fill("password-again", awaPassword)
	w.shoot("activation")
	w.press("Activer et se connecter")
	w.await("account activated")
	w.await("screen dashboard")
}

// signIn signs Awa in.
func (w *window) signIn(name, password string) {
	w.t.Helper()
	w.await("screen welcome.sign-in")
	w.reach("name")
	w.key("ctrl+a")
	w.write(name)
	w.fill("password", password)
	w.mark()
	w.key("Return")
	w.await("screen dashboard")
}

// bring hands a file to the open window, as a double click on it does: the
// second start passes it on and ends.
func (w *window) bring(data, file string) {
	w.t.Helper()
	w.mark()
	w.do(w.cmd.Path, "--data", data, file)
	w.await("summoned")
}

// section goes to a section of the left bar, once round from itself. A screen
// that is shown anew just then is not taken for the one that the key brings.
func (w *window) section(name string) {
	w.t.Helper()
	wanted := "screen " + name
	left := w.screen() != wanted
	for range 24 { // twice round: a virtual screen loses a key now and then
		w.mark()
		w.key("ctrl+Tab")
		if _, taken := w.next("action next-section", patient/8); !taken {
			continue
		}
		screen, came := w.next("screen ", patient/8)
		if came && screen == wanted && left {
			return
		}
		left = left || came && screen != wanted
	}
	w.t.Fatalf("no section %q", name)
}

// screen gives the event of the screen that is shown.
func (w *window) screen() string {
	shown := ""
	for _, line := range w.lines() {
		if e := event(line); strings.HasPrefix(e, "screen ") {
			shown = e
		}
	}
	return shown
}

// register asks for the module in the window and has head office approve.
func (w *window) register(o *office, data string) {
	w.t.Helper()
	stick := w.t.TempDir()
	w.section("account")
	w.shoot("account")
	w.reach("tile register")
	w.mark()
	w.key("Return")
	w.await("screen account.register")
	w.fill("label", "Portable Awa")
	w.fill("location", "Kolda")
	w.reach("folder")
	w.key("ctrl+a")
	w.write(stick)
	w.press("Écrire la demande")
	w.await("screen account.register.done")
	w.shoot("registered")
	o.ctl("module", "approve", newest(w.t, stick, ".req"), "--out", stick, "--yes")
	w.bring(data, newest(w.t, stick, ".rep"))
	w.await("screen account.import.preview")
	w.shoot("reply")
	w.press("Appliquer")
	w.await("import applied")
	w.await("screen account.import.result")
}

// openBook opens the first cash book.
func (w *window) openBook() {
	w.t.Helper()
	w.section("cashbooks")
	w.await("grid books")
	for range 5 { // a row takes Enter once it has been read
		w.mark()
		w.key("Return")
		if _, open := w.next("screen cashbook", time.Second); open {
			return
		}
	}
	w.t.Fatal("the cash book does not open")
}

// voucher types a line: with an amount into "in" or "out".
func (w *window) voucher(text, field, amount string) {
	w.t.Helper()
	w.fill("text", text)
	w.reach(field)
	w.amount(amount)
	w.mark()
	w.key("Return")
}

// amount types on the numeric keypad, as cashiers do; on a French keyboard the
// digits of the upper row want Shift, which a virtual screen sometimes drops.
func (w *window) amount(text string) {
	w.t.Helper()
	names := map[rune]string{' ': "space", ',': "comma", '+': "KP_Add", '*': "KP_Multiply"}
	var keys []string
	for _, r := range text {
		name, special := names[r]
		if !special {
			name = "KP_" + string(r)
		}
		keys = append(keys, name)
	}
	w.key(keys...)
}

// type30 enters vouchers up to the thirtieth by Enter alone, from the field of
// the text on: no mouse, no Tab.
func (w *window) type30(first int) {
	w.t.Helper()
	start := time.Now()
	var took []int
	for n := first; n <= 30; n++ {
		w.reach("text")
		w.write(fmt.Sprintf("Eau du chantier, jour %d", n))
		w.key("Return", "Return", "Return")
		w.amount("1000")
		w.mark()
		w.key("Return")
		w.await(fmt.Sprintf("voucher recorded %d", n))
		var micros int
		if _, err := fmt.Sscanf(w.await("voucher took"), "voucher took %d", &micros); err != nil {
			w.t.Fatal(err)
		}
		took = append(took, micros)
	}
	slices.Sort(took)
	w.t.Logf("%d vouchers from the keyboard in %v; the program itself, with the durable commit: median %d µs, slowest %d µs; load average %s",
		31-first, time.Since(start).Round(time.Second), took[len(took)/2], took[len(took)-1], load())
}

// load gives the load average of the machine of the last minute, without which a
// time says little.
func load() string {
	about, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	average, _, _ := strings.Cut(string(about), " ")
	return average
}

func TestSiteJoinsRegistersAndKeepsTheCashBook(t *testing.T) {
	d := newDesktop(t)
	o := newOffice(t)
	code := o.prepare()
	site := filepath.Join(t.TempDir(), "kolda")

	w := d.launch(site, o.export(t.TempDir()))
	w.join(code)
	w.shoot("dashboard-unregistered")
	w.register(o, site)

	w.openBook()
	w.voucher("Approvisionnement", "in", "250000")
	w.await("voucher recorded 1")
	w.voucher("Carburant mission Vélingara", "out", "12 500")
	w.await("voucher recorded 2")
	w.voucher("Réparation pompe", "out", "12,5+3*4000")
	w.await("field refused out") // no centimes in XOF
	w.shoot("amount-refused")
	w.key("Escape")
	w.voucher("trop", "out", "999999999")
	w.await("field refused out")
	w.shoot("negative-refused")
	w.key("Escape")
	w.type30(3)
	w.shoot("cash-book")
	w.close()

	w = d.launch(site)
	w.signIn(awa, awaPassword)
	w.shoot("dashboard")
	w.openBook()
	w.shoot("after-restart")
	t.Logf("from the start of the process to the first screen: %d ms", w.milliseconds("screen welcome.sign-in"))
	out := ctl(t, site, "--as", awa, "--password-file", secret(t, awaPassword), "voucher", "list", "P01/1", "--json")
	if !strings.Contains(out, `"balance_minor":209500`) {
		t.Errorf("after the restart: %s", out)
	}
}

func TestUpdateShowsWhatChangesAndRefusesWhatItMust(t *testing.T) {
	d := newDesktop(t)
	const days = 15
	o, expired := newOldOffice(t, days*24*time.Hour)
	code := codeIn(t, o.ctl("user", "activate", awa))
	site := filepath.Join(t.TempDir(), "kolda")
	w := d.launch(site, o.export(t.TempDir()))
	w.join(code)
	w.register(o, site)

	o.ctl("project", "add", "--code", "P03", "--name", "Latrines scolaires")
	o.ctl("role", "grant", awa, "assistant", "--project", "P03")
	update := o.export(t.TempDir())
	w.bring(site, update)
	w.await("screen account.import.preview")
	w.shoot("import-preview")
	w.press("Appliquer")
	w.await("import applied")
	w.shoot("import-result")

	w.bring(site, update)
	w.await("screen account.import.preview")
	w.shoot("import-repeated")

	for name, file := range map[string]string{"forged": forged(t, update), "foreign": foreign(t)} {
		w.bring(site, file)
		w.await("screen account.import.refused")
		w.shoot("import-" + name)
	}
	w.bring(site, expired)
	sentence := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(w.await("explained "))
	day := time.Now().UTC().AddDate(0, 0, 14-days)
	if want := fmt.Sprintf("expiré le %d ", day.Day()); !strings.Contains(sentence, want) {
		t.Errorf("a file of %d days ago: %q, want %q", days, sentence, want)
	}
	w.await("screen account.import.refused")
	w.shoot("import-expired")
}

// forged changes one bit of a file.
func forged(t *testing.T, path string) string {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file[len(file)/2] ^= 1
	changed := filepath.Join(t.TempDir(), "abime.usr")
	if err := os.WriteFile(changed, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return changed
}

// foreign makes a file of another organisation.
func foreign(t *testing.T) string {
	other := newOffice(t)
	other.prepare()
	return other.export(t.TempDir())
}

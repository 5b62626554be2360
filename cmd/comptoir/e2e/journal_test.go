package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// trek is an accountant's window at a site and the finance manager's at head
// office, each on a screen of its own, with a stick between them.
type trek struct {
	t          *testing.T
	o          *office
	b          *branch
	stick      string
	site, hq   *window
	last, next string // a day of last month and today, as they are typed
}

func newTrek(t *testing.T) *trek {
	o := newOffice(t)
	o.prepare()
	k := &trek{t: t, o: o, stick: t.TempDir()}
	k.last = time.Now().AddDate(0, 0, -time.Now().Day()).Format("02.01.06")
	k.next = time.Now().Format("02.01.06")
	o.ctl("chart", "choose", "P01", "syscohada")
	(&line{t: t, o: o}).hire()
	o.ctl("user", "add", "--email", moussa, "--first-name", "Moussa", "--last-name", "Baldé")
	o.ctl("role", "grant", moussa, "accountant-advanced", "--project", "P01")
	o.ctl("role", "grant", admin, "finance-manager", "--organisation")
	o.ctl("journal", "add", "--project", "P01", "--code", "BQ", "--class", "bank", "--name", "Banque de Kolda", "--account", "521")
	o.ctl("journal", "assign", "P01/BQ", "--responsible", moussa)
	k.b = joinBranch(o, moussa, moussaPassword, codeIn(t, o.ctl("user", "activate", moussa)), "accounting")
	k.b.update(moussa)
	k.site = newDesktop(t).launch(k.b.dir)
	k.site.signIn(moussa, moussaPassword)
	k.hq = newDesktop(t).launch(o.dir)
	k.hq.signIn(ba, baPassword)
	return k
}

// openJournal shows the first journal.
func (w *window) openJournal() {
	w.t.Helper()
	w.section("journals")
	w.await("grid journals")
	w.reach("grid")
	w.mark()
	w.key("Return")
	w.await("screen journal")
	w.await("grid journal")
}

// cost enters a cost from the keyboard: amount, account, text.
func (k *trek) cost(day, amount, account, text string) {
	k.t.Helper()
	w := k.site
	w.mark()
	w.key("ctrl+n")
	w.await("screen posting-entry")
	k.fillCost(day, amount, account, text)
}

func (k *trek) fillCost(day, amount, account, text string) {
	w := k.site
	w.into("day", day)
	w.into("text", text)
	w.into("amount", amount)
	w.into("share-account", account)
}

// split enters a cost over two accounts, sixty to forty.
func (k *trek) split() {
	k.t.Helper()
	w := k.site
	k.cost(k.last, "100000", "6053", "Carburant et loyer")
	w.into("share-size", "60%")
	for range 4 { // a virtual screen loses a key now and then
		w.mark()
		w.key("F6")
		if _, added := w.next("focus share-account", settle); added {
			break
		}
	}
	w.write("622")
	w.shoot("posting-split")
	w.press("Comptabiliser")
	w.await("posting entered 1")
	out := k.b.ctl("posting", "show", "P01/BQ", "1", "--json")
	if !strings.Contains(out, `"account":"6053","amount_minor":60000`) || !strings.Contains(out, `"account":"622","amount_minor":40000`) {
		k.t.Errorf("the posting says %s", out)
	}
}

// reverse cancels the posting under the cursor.
func (k *trek) reverse() {
	k.t.Helper()
	w := k.site
	w.openJournal()
	w.reach("grid")
	w.press("Extourner")
	w.await("dialog open reverse")
	w.into("day", k.last)
	w.fill("reason", "Saisie deux fois")
	w.shoot("posting-reverse")
	w.press("Extourner")
	w.await("posting reversed 1")
	w.shoot("posting-reversed")
}

// close closes the journal by the kind of closing, up to a day.
func (k *trek) close(kind, number string) {
	k.t.Helper()
	w := k.site
	w.openJournal()
	w.press("Le journal")
	w.await("dialog open journal-actions")
	w.shoot("journal-actions")
	w.reach("journal-actions-close-" + kind)
	w.mark()
	w.key("Return")
	w.await("closing shown " + kind)
	w.into("until", k.last)
	if kind == "month" {
		w.into("closing-folder", k.stick)
	}
	w.shoot("close-" + kind)
	w.press("Clôturer")
	if _, again := w.next("journal closed "+kind+" "+number, patient/2); !again {
		w.press("Clôturer") // another day than proposed is shown once more
		w.await("journal closed " + kind + " " + number)
	}
}

// bring takes a file of the stick into a window.
func (k *trek) bring(w *window, dir, pattern string) {
	k.t.Helper()
	found, err := filepath.Glob(filepath.Join(k.stick, pattern))
	if err != nil || len(found) != 1 {
		entries, _ := os.ReadDir(k.stick)
		k.t.Fatalf("%d files %s on the stick: %v", len(found), pattern, entries)
	}
	w.bring(dir, found[0])
	w.await("screen exchanges.preview")
	w.shoot("journal-preview" + filepath.Ext(found[0]))
	w.press("Appliquer")
	w.await("import applied")
	if err := os.Remove(found[0]); err != nil {
		k.t.Fatal(err)
	}
}

// decide opens the closing at head office, and releases or rejects it.
func (k *trek) decide(button, remark string) {
	k.t.Helper()
	w := k.hq
	w.task("closing")
	w.await("closing opened")
	w.fill("remark", remark)
	w.into("reply-folder", k.stick)
	w.shoot("closing-decide")
	w.press(button)
	w.await("closing decided")
	w.shoot("closing-decided")
}

// state gives what has become of the newest closing.
func (k *trek) state() string {
	k.t.Helper()
	var closings []struct{ State string }
	out := k.b.ctl("close", "list", "P01/BQ", "--json")
	if err := json.Unmarshal([]byte(out), &closings); err != nil || len(closings) == 0 {
		k.t.Fatalf("%v in %s", err, out)
	}
	return closings[0].State // the newest comes first
}

func TestAccountantPostsAndClosesUntilHeadOfficeReleases(t *testing.T) {
	k := newTrek(t)
	k.site.openJournal()
	k.split()
	k.reverse()
	k.cost(k.last, "25000", "6053", "Carburant")
	k.site.press("Comptabiliser")
	k.site.await("posting entered 3")
	k.close("day", "1")
	k.close("month", "2")
	if got := k.state(); got != "sent" {
		t.Errorf("the month is %s", got)
	}
	k.site.openJournal()
	k.site.shoot("journal-awaits-decision")
	if refused := k.b.refused("post", "P01/BQ", "--debit", "6053=1000", "--credit", "521=1000", "--text", "Trop tôt"); !strings.Contains(refused, "attend la décision du siège") {
		t.Errorf("a posting of the next month is answered with %q", refused)
	}

	k.bring(k.hq, k.o.dir, "*.clo")
	k.decide("Rejeter", "La pièce B-2 manque")
	k.bring(k.site, k.b.dir, "*.re*")
	if got := k.state(); got != "rejected" {
		t.Errorf("after the rejection the month is %s", got)
	}
	k.site.openJournal()
	k.cost(k.last, "500", "6053", "Pièce B-2")
	k.site.press("Comptabiliser")
	k.site.await("posting entered 4")
	k.close("month", "3")
	k.bring(k.hq, k.o.dir, "*.clo")
	k.decide("Libérer", "")
	k.releaseByCode()
	if got := k.state(); got != "released" {
		t.Errorf("after the release the month is %s", got)
	}
	k.site.openJournal()
	k.cost(k.next, "1000", "6053", "Novembre")
	k.site.press("Comptabiliser")
	k.site.await("posting entered 5")
}

// telephone has a code that the site has asked for typed at head office, approved by
// somebody else in the window, and gives the answer as it is read aloud.
func (k *trek) telephone(reason string) (answer string) {
	k.t.Helper()
	var open []struct{ Code, State string }
	out := k.b.ctl("code", "list", "--json")
	if err := json.Unmarshal([]byte(out), &open); err != nil || len(open) == 0 {
		k.t.Fatalf("%v in %s", err, out)
	}
	code := open[len(open)-1].Code
	k.o.ctl("code", "receive", code, "--reason", reason)
	w := k.hq
	w.task("code")
	w.shoot("journal-code-approve")
	w.press("Approuver")
	w.await("code approved")
	w.await("dialog open code-answer")
	w.key("Escape")
	out = ctl(k.t, k.o.dir, "--as", ba, "--password-file", secret(k.t, baPassword), "code", "answer", code, "--json")
	var answered struct{ Answer string }
	if err := json.Unmarshal([]byte(out), &answered); err != nil || answered.Answer == "" {
		k.t.Fatalf("%v in %s", err, out)
	}
	return strings.ReplaceAll(answered.Answer, "-", "")
}

// releaseByCode asks at the site for the release that head office has decided, and
// types the answer.
func (k *trek) releaseByCode() {
	k.t.Helper()
	w := k.site
	w.section("account")
	w.tile("code", "account.code.ask")
	w.pick("purpose", "lib")
	w.into("item", "P01/BQ")
	w.key("Return")
	w.fill("reason", "Pas de courrier avant lundi")
	w.shoot("release-ask")
	w.press("Demander")
	w.await("code requested")
	w.await("screen account.code.asked")
	answer := k.telephone("Au téléphone")
	w.press("Taper la réponse")
	w.await("screen account.code.answer")
	w.write(answer)
	w.mark()
	w.key("Return")
	w.await("code accepted")
	w.shoot("release-accepted")
}

// menu chooses an action of « Le journal ».
func (k *trek) menu(action, opens string) {
	k.t.Helper()
	w := k.site
	w.openJournal()
	w.press("Le journal")
	w.await("dialog open journal-actions")
	w.reach("journal-actions-" + action)
	w.mark()
	w.key("Return")
	w.await(opens)
}

// backUp makes a backup of the journal by hand.
func (k *trek) backUp() {
	k.t.Helper()
	k.menu("backups", "journal backups shown")
	w := k.site
	w.press("Sauvegarder")
	w.await("dialog open journal-backup-create")
	w.press("Sauvegarder")
	w.await("journal backed up")
}

// chooseBackup opens the oldest backup of the list, to see what its restore would do.
func (k *trek) chooseBackup() {
	k.t.Helper()
	k.menu("backups", "journal backups shown")
	w := k.site
	w.shoot("journal-backups")
	w.reach("grid")
	w.key("End")
	w.mark()
	w.key("Return")
	w.await("restore shown")
}

// A closing went to head office with a wrong posting in it and was rejected. The
// accountant goes back to the backup from before, with a code over the telephone;
// what was replaced can still be read, and its number is not used again.
func TestCriticalRestoreNeedsACodeAndKeepsWhatItReplaces(t *testing.T) {
	k := newTrek(t)
	w := k.site
	w.openJournal()
	k.cost(k.last, "25000", "6053", "Carburant")
	w.press("Comptabiliser")
	w.await("posting entered 1")
	k.backUp()
	w.openJournal()
	k.cost(k.last, "99000", "6053", "Saisie fausse")
	w.press("Comptabiliser")
	w.await("posting entered 2")
	k.close("month", "1")
	k.bring(k.hq, k.o.dir, "*.clo")
	k.decide("Rejeter", "Montant faux")
	k.bring(w, k.b.dir, "*.re*")
	k.b.ctl("record", "write", k.stick)
	k.o.ctl("import", newest(t, k.stick, ".rec"), "--yes")

	k.chooseBackup()
	w.shoot("restore-critical")
	w.fill("reason", "Le reçu dit 9 900")
	w.press("Demander le code de vérification")
	w.await("restore code requested")
	w.shoot("restore-code")
	answer := k.telephone("Au téléphone")
	w.fill("answer", answer)
	w.press("Valider la réponse")
	w.await("restore shown")
	w.shoot("restore-permitted")
	w.fill("reason", "Le reçu dit 9 900")
	w.press("Restaurer")
	w.await("journal restored")
	w.shoot("journal-restored")

	k.menu("branches", "branches shown")
	w.shoot("journal-branches")
	w.reach("grid")
	w.mark()
	w.key("Return")
	w.await("branch shown")
	w.shoot("journal-branch")
	w.key("Escape")
	if out := k.b.ctl("restore", "branch", "P01/BQ", "1"); !strings.Contains(out, "Saisie fausse") {
		t.Errorf("the branch says %s", out)
	}
	w.openJournal()
	k.cost(k.last, "9900", "6053", "Carburant, reçu 12")
	w.press("Comptabiliser")
	w.await("posting entered 4") // 3 is the mark of the restore
	if out := k.b.ctl("verify", "P01/BQ"); !strings.Contains(out, "intacte") {
		t.Errorf("after the restore: %s", out)
	}
}

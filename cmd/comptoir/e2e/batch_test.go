package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	moussa         = "moussa@eauvive.example"
	moussaPassword = "une phrase pour dakar"
)

// receiptPDF is a document as small as one can be.
const receiptPDF = "%PDF-1.4\n1 0 obj<</Type/Pages/Count 1>>endobj\n%%EOF\n"

// route leads from a cashier's window over a stick to an accountant's, each on a
// screen of its own.
type route struct {
	t                   *testing.T
	stick, receipt      string
	cashier, accountant *branch
	awa, moussa         *window
}

func newRoute(t *testing.T) *route {
	o := newOffice(t)
	r := &route{t: t, stick: t.TempDir(), receipt: filepath.Join(t.TempDir(), "recu.pdf")}
	if err := os.WriteFile(r.receipt, []byte(receiptPDF), 0o600); err != nil {
		t.Fatal(err)
	}
	r.cashier = joinBranch(o, awa, awaPassword, o.prepare(), "cashbook")
	o.ctl("user", "add", "--email", moussa, "--first-name", "Moussa", "--last-name", "Ba")
	o.ctl("role", "grant", moussa, "accountant", "--project", "P01")
	r.accountant = joinBranch(o, moussa, moussaPassword, codeIn(t, o.ctl("user", "activate", moussa)), "accounting")
	r.cashier.update(awa)
	r.accountant.update(moussa)
	r.cashier.ctl("voucher", "add", "P01/1", "--in", "250000", "--text", "Approvisionnement")
	r.awa = newDesktop(t).launch(r.cashier.dir)
	r.awa.signIn(awa, awaPassword)
	r.moussa = newDesktop(t).launch(r.accountant.dir)
	r.moussa.signIn(moussa, moussaPassword)
	return r
}

// enter types a voucher and attaches its receipt.
func (r *route) enter() {
	r.t.Helper()
	w := r.awa
	w.openBook()
	w.voucher("Carburant", "out", "12500")
	w.await("voucher recorded 2")
	w.await("voucher took")
	w.press("Pièces jointes")
	w.await("papers 0")
	w.press("Joindre un fichier")
	w.await("dialog open")
	w.reach("path")
	w.key("ctrl+a")
	w.write(r.receipt)
	w.press("Joindre")
	w.await("papers written")
	w.await("papers 1")
	w.shoot("batch-attached")
	w.key("Escape")
	w.await("dialog close")
}

// lock writes the batch for the accountant.
func (r *route) lock() {
	r.t.Helper()
	w := r.awa
	w.press("Le livre")
	w.await("dialog open book-actions")
	w.reach("book-batches")
	w.mark()
	w.key("Return")
	w.await("screen book-batches")
	w.await("batches 0")
	w.press("Écrire un lot")
	w.await("dialog open batch-write")
	w.reach("to")
	w.key("ctrl+a")
	w.mark()
	w.write("Portable")
	w.await("suggestions open")
	w.key("Tab") // Enter would take the suggestion and answer the dialog
	w.shoot("batch-write")
	w.press("Verrouiller et écrire")
	w.await("batch written")
	w.await("batches 1")
	w.shoot("batch-written")
}

// carry copies what waits for its way to the stick.
func (r *route) carry(w *window) {
	r.t.Helper()
	w.section("exchanges")
	w.press("Copier sur une clé…")
	w.await("dialog open carry")
	w.reach("carry-folder")
	w.key("ctrl+a")
	w.write(r.stick)
	w.press("Copier")
	w.await("task done")
}

// apply imports a file of the stick.
func (r *route) apply(w *window, b *branch, pattern string) {
	r.t.Helper()
	found, err := filepath.Glob(filepath.Join(r.stick, pattern))
	if err != nil || len(found) != 1 {
		r.t.Fatalf("%d files %s on the stick", len(found), pattern)
	}
	w.bring(b.dir, found[0])
	w.await("screen exchanges.preview")
	w.shoot("batch-preview-" + b.poste)
	w.press("Appliquer")
	w.await("import applied")
	w.await("screen exchanges.result")
}

// look sees the vouchers to post, the second with its document.
func (r *route) look() {
	r.t.Helper()
	w := r.moussa
	w.section("cashbooks")
	w.press("Lots reçus")
	w.await("screen received-batches")
	w.await("received batches 1")
	w.await("received vouchers 2")
	w.shoot("batch-received")
	w.reach("grid")
	w.key("Return") // into the vouchers
	w.key("Down")
	w.mark()
	w.key("Return")
	w.await("papers 1")
	w.press("Voir")
	w.await("paper shown")
	w.shoot("batch-document")
	w.key("Escape")
}

func TestBatchGoesToTheAccountantAndItsAcknowledgementBack(t *testing.T) {
	r := newRoute(t)
	r.enter()
	r.lock()
	r.carry(r.awa)
	r.apply(r.moussa, r.accountant, "*lot-001*.lot")
	r.look()
	received := r.accountant.ctl("batch", "show", "P01/1", "1", "--json")
	if strings.Count(received, `"state":"to-post"`) != 2 || !strings.Contains(received, "recu.pdf") {
		t.Errorf("the accountant has %s", received)
	}
	r.moussa.close()
	r.moussa = r.moussa.launch(r.accountant.dir)
	r.moussa.signIn(moussa, moussaPassword)
	r.carry(r.moussa)
	r.apply(r.awa, r.cashier, "accuse_*.rec")
	r.awa.openBook()
	r.awa.await("grid book")
	r.awa.shoot("batch-transferred")
	page := r.cashier.ctl("voucher", "list", "P01/1")
	if strings.Count(page, "Transféré") != 2 {
		t.Errorf("the page after the acknowledgement:\n%s", page)
	}
}

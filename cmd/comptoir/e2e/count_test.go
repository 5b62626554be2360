package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/paper/papertest"
)

const (
	binta         = "binta"
	bintaPassword = "une phrase pour binta"
)

// countingSite is a site at which two people work, and Awa's till has
// 237 500 F CFA after her second voucher.
type countingSite struct {
	*branch
	w *window
}

func newCountingSite(t *testing.T) *countingSite {
	o := newOffice(t)
	s := &countingSite{branch: joinBranch(o, awa, awaPassword, o.prepare(), "cashbook")}
	o.ctl("user", "add", "--login", binta, "--first-name", "Binta", "--last-name", "Sow")
	o.ctl("role", "grant", binta, "cashier", "--project", "P01")
	o.ctl("book", "assign", "P01/1", binta, "--duty", "deputy")
	o.ctl("org", "policy", "--count-days", "7")
	code := codeIn(t, o.ctl("user", "activate", binta))
	s.update(awa, binta)
	ctl(t, s.dir, "--password-file", secret(t, bintaPassword), "account", "activate", "--email", binta, "--code", code)
	s.ctl("voucher", "add", "P01/1", "--in", "250000", "--text", "Approvisionnement")
	s.ctl("voucher", "add", "P01/1", "--out", "12500", "--text", "Carburant")
	s.w = newDesktop(t).launch(s.dir)
	s.w.signIn(awa, awaPassword)
	return s
}

// openCounts goes from the book to its counts.
func (w *window) openCounts() {
	w.t.Helper()
	w.press("Comptage")
	w.await("screen book-counts")
	w.await("counts ")
}

// pieces types how many there are of a note or coin.
func (w *window) pieces(field, number string) {
	w.t.Helper()
	w.reach("pieces-" + field)
	w.amount(number)
}

// count fills the sheet by the keyboard and saves it.
func (s *countingSite) count() {
	s.t.Helper()
	s.w.press("Compter la caisse")
	s.w.await("count sheet")
	s.w.shoot("count-empty")
	s.w.pieces("10000", "23")
	s.w.mark()
	s.w.key("Return")
	s.w.await("focus pieces-5000")
	s.w.pieces("500", "13")
	s.w.pieces("500-coin", "1")
	s.w.pieces("100-coin", "4")
	s.w.fill("remark", "Un billet troué")
	s.w.shoot("count-sheet")
	s.w.mark()
	s.w.key("Return")
	s.w.await("count saved 1")
	s.w.await("counts 1")
	s.w.shoot("count-saved")
}

// second types who the second person is.
func (s *countingSite) second(password string) {
	s.t.Helper()
	s.w.reach("second-name")
	s.w.key("ctrl+a")
	s.w.write(binta)
	s.w.reach("second-password")
	s.w.key("ctrl+a")
	s.w.write(password)
}

// sign has Binta sign at Awa's window, with a wrong password first.
func (s *countingSite) sign() {
	s.t.Helper()
	s.w.press("Contresigner")
	s.w.await("dialog open count-sign")
	s.second("rien de bon")
	s.w.press("Signer")
	s.w.await("dialog refused count-sign")
	s.w.shoot("count-sign-refused")
	s.second(bintaPassword)
	s.w.shoot("count-sign")
	s.w.press("Signer")
	s.w.await("dialog close count-sign")
	s.w.await("counts 1")
	s.w.shoot("count-signed")
}

// book has Binta enter the difference.
func (s *countingSite) book() {
	s.t.Helper()
	s.w.press("Comptabiliser l'écart")
	s.w.await("dialog open count-difference")
	s.w.reach("account")
	s.w.amount("658")
	s.second(bintaPassword)
	s.w.shoot("count-difference")
	s.w.press("Comptabiliser")
	s.w.await("dialog close count-difference")
	s.w.await("counts 1")
	s.w.shoot("count-booked")
}

// print makes the report and gives what stands on it.
func (s *countingSite) print() string {
	s.t.Helper()
	s.w.press("Procès-verbal")
	s.w.await("printed")
	s.w.shoot("count-printed")
	content, err := os.ReadFile(newest(s.t, filepath.Join(s.dir, "prints"), ".pdf"))
	if err != nil {
		s.t.Fatal(err)
	}
	return plain(papertest.Text(s.t, content))
}

// lastLine gives the cells of the last line of a table in CSV.
func lastLine(csv string) []string {
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	return strings.Split(lines[len(lines)-1], ";")
}

// plain has ordinary spaces only.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

func TestTillIsCountedSignedAndItsDifferenceBooked(t *testing.T) {
	s := newCountingSite(t)
	s.w.openBook()
	s.w.openCounts()
	s.count()
	s.sign()
	s.book()

	listed := lastLine(s.ctl("count", "list", "P01/1", "--format", "csv"))
	if got := strings.Join(listed[2:8], ";"); got != "Awa Diop;237400;237500;-100;3;Binta Sow" {
		t.Errorf("the count is %q", got)
	}
	paper := s.print()
	for _, want := range []string{"Awa Diop", "Binta Sow", listed[8], "237 400", "237 500", "Un billet troué"} {
		if !strings.Contains(paper, want) {
			t.Errorf("the report has no %q:\n%s", want, paper)
		}
	}

	s.w.mark()
	s.w.key("Escape")
	s.w.await("screen cashbook")
	s.w.reach("day")
	s.w.key("ctrl+a", "KP_Subtract", "KP_1")
	s.w.voucher("Trop tard", "out", "500")
	s.w.await("field refused day")
	s.w.shoot("count-closes-the-day")
	if out := s.ctl("verify", "P01/1", "--json"); !strings.Contains(out, `"balance_minor":237400`) {
		t.Errorf("the book is not what was counted: %s", out)
	}
}

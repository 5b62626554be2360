package accounting_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// takesOver opens the screen for a ledger of that name and content.
func (b *bench) takesOver(name, content string) {
	b.T.Helper()
	path := filepath.Join(b.T.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.T.Fatal(err)
	}
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Key(fyne.KeyF9)
	b.Await("dialog open project-actions")
	b.Open("project-actions-take-over")
	b.Write(path)
	b.Key(fyne.KeyReturn)
	b.Await("ledger checked")
}

func TestLedgerIsTakenOverInTheWindow(t *testing.T) {
	b := atWork(t)
	b.takesOver("2026.journal", "2026-01-05 * (F 12) Riz\n    Expenses:C60:A6011      750 XOF\n    Assets:C57:A5711\n")
	b.Want("journal de ledger ou hledger", "Toutes les écritures", "P01/OD", "1 écriture peut être reprise", "Rien à corriger")
	b.Press("Reprendre")
	b.Await("ledger taken over")
	b.Want("1 écriture est reprise.")
	j := uitest.Must(b.session.Journal(t.Context(), "P01/OD"))(t)
	p := uitest.Must(b.session.Posting(t.Context(), j.Journal.ID, 1))(t)
	if p.Mask != domain.MaskFree || p.Voucher != "F 12" || p.Lines[0].AmountMinor != 750 {
		t.Errorf("posted %+v", p)
	}
}

func TestLedgerThatIsRefusedIsExplained(t *testing.T) {
	b := atWork(t)
	b.takesOver("2026.csv", "1,2026-01-05,6999,750\n1,2026-01-05,5711,-750\n")
	b.Want("Le compte 6999 n'existe pas dans le plan comptable", "Refusé", "Si des comptes manquent")
	b.Open("create-accounts")
	b.Await("ledger checked")
	b.Want("Gérer les plans comptables") // an accountant may not
}

func TestFECIsWrittenInTheWindow(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Key(fyne.KeyF9)
	b.Await("dialog open project-actions")
	b.Open("project-actions-fec")
	b.Await("dialog open fec")
	dir := t.TempDir()
	b.Fill("fec", dir)
	b.Press("Écrire le FEC")
	b.Await("dialog refused fec")
	b.Want("Le SIREN de l'organisation n'est pas connu.")
	b.Fill("siren", "123 456 789")
	b.Press("Écrire le FEC")
	b.Await("fec written")
	path := filepath.Join(dir, "123456789FEC20261231.txt")
	b.Want(path+" est écrit et relu", "Écritures : 1")
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

package cashbooks_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

// toCounts goes from the till, with 12 500 F in it, to its counts.
func toCounts(t *testing.T) *bench {
	t.Helper()
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "B-101", "Approvisionnement", "Siège", "12500")
	b.Press("Comptage")
	b.Await("screen book-counts")
	b.Await("counts 0")
	return b
}

// The till is counted from the keyboard: Enter goes from pile to pile, and saves
// in the end.
func TestTillIsCountedFromTheKeyboard(t *testing.T) {
	b := toCounts(t)
	b.Want("La caisse n'a pas encore été comptée")
	b.Key(fyne.KeyReturn)
	b.Await("count sheet")
	b.Want("Billets", "Pièces", "Manquant 12 500")
	b.Write("1")
	b.Key(fyne.KeyReturn)
	b.Want("Manquant 2 500", "10 000 F CFA")
	b.Write("x")
	b.Key(fyne.KeyReturn)
	b.Want("pas un nombre")
	b.Key(fyne.KeyBackspace)
	b.Key(fyne.KeyReturn)
	b.Write("1")
	b.Key(fyne.KeyReturn)
	b.Want("Manquant 500")
	b.Key(fyne.KeyReturn)
	b.Write("1")
	for range 10 {
		b.Key(fyne.KeyReturn)
	}
	b.Want("Pas d'écart")
	b.Write("Un billet abîmé")
	b.Key(fyne.KeyReturn)
	b.Await("counts 1")
	b.Want("Comptage n° 1 enregistré", "Pas d'écart", "Un billet abîmé", "Awa Diop")
	b.WantNot("à comptabiliser")
}

// Who counted neither signs nor books the difference, at whatever window.
func TestWhoCountedDoesNotSign(t *testing.T) {
	b := toCounts(t)
	b.Key(fyne.KeyReturn)
	b.Await("count sheet")
	b.Write("1")
	b.Press("Enregistrer le comptage")
	b.Await("counts 1")
	b.Want("Manquant 2 500", "à comptabiliser")
	b.Press("Comptabiliser l'écart")
	b.Await("dialog open count-difference")
	b.Want("Manquant de caisse", "E-mail ou identifiant")
	b.Key(fyne.KeyEscape)
	b.Press("Procès-verbal")
	b.Await("printed")
	page := uitest.Must(os.ReadFile(filepath.Join(b.folder.Dir(), "prints", "comptage-P01-1-1.pdf")))(t)
	if !strings.HasPrefix(string(page), "%PDF-") {
		t.Error("no PDF")
	}
	b.Key(fyne.KeyEscape)
	b.Await("screen cashbook")
}

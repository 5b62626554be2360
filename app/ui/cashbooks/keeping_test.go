package cashbooks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

// At head office a book is withdrawn from a poste that is out of use, and the
// lost numbers stand above its page from then on.
func TestBookIsWithdrawnWithItsLostNumbers(t *testing.T) {
	office := uitest.NewOffice(t)
	folder, awa := office.Join()
	reply := uitest.Must(folder.Examine(t.Context(), nil, office.Answer(awa)))(t)
	uitest.Check(t, folder.Apply(t.Context(), awa, reply, reply.Fingerprint))

	b := newBench(t, office.Folder, office.Session)
	b.openTill()
	b.Click("Le livre")
	b.Await("dialog open book-actions")
	b.Click("Tenue")
	b.Want("Tenue du livre P01/1", "Confié au poste 1")
	b.Click("Retirer le livre…")
	b.Await("dialog open book-withdraw")
	b.Write("x")
	b.Key(fyne.KeyTab)
	b.Write("Portable noyé")
	b.Key(fyne.KeyReturn)
	b.Want("n'est pas un numéro")
	b.Reach("last-printed")
	b.Write("14")
	b.Key(fyne.KeyReturn)
	b.Await("book keeping changed")
	b.Want("N° 1–14 perdus — Portable noyé", "Aucun justificatif ne porte ces numéros")
	b.Click("Le livre")
	b.Await("dialog open book-actions")
	b.Click("Tenue")
	b.Want("Retiré au poste 1", "Confier à un poste…")
}

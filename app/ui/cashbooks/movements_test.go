package cashbooks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// movement opens one of the movements of the book by the keyboard.
func (b *bench) movement(tile, dialog string) {
	b.T.Helper()
	b.Press("Mouvements")
	b.Await("dialog open book-movements")
	b.Open("movement-" + tile)
	b.Await("dialog open " + dialog)
}

// A book begins with what is in it, an advance is given, and who got it accounts
// for it: all from the keyboard.
func TestAdvanceIsGivenAndSettledByKeyboard(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.movement("opening", "opening")
	b.Write("100000")
	b.Press("Saisir le solde")
	b.Await("movement opening 1")
	b.Want("Solde initial", "100 000")

	b.movement("advance", "advance")
	b.Write("Moussa Baldé")
	b.Fill("amount", "80000")
	b.Fill("text", "Avance mission Vélingara")
	b.Press("Saisir")
	b.Await("movement advance 2")

	b.movement("settle", "settle")
	b.Want("N° 2 · Moussa Baldé", "80 000 F CFA rendus dans le livre")
	b.Fill("expense-1", "45000")
	b.Fill("expense-1-text", "Carburant")
	b.Fill("expense-2", "20000")
	b.Want("Réglé 80 000 F CFA, dépensé 65 000 F CFA : 15 000 F CFA rendus dans le livre.", "Il reste 0 F CFA à régler.")
	b.Press("Régler")
	b.Want("obligatoire") // the second expense has no text yet
	b.Fill("expense-2-text", "Perdiem")
	b.Press("Régler")
	b.Await("movement settle 5")
	b.Want("Règlement du n° 2", "Perdiem")

	book := uitest.Must(b.session.Book(t.Context(), "P01/1"))(t)
	if items := uitest.Must(b.session.OpenItems(t.Context(), book.Book.ID, 0))(t); len(items.Items) != 0 || book.BalanceMinor != 35_000 {
		t.Errorf("open %+v, balance %d", items, book.BalanceMinor)
	}
	b.Press("Mouvements")
	b.Await("dialog open book-movements")
	b.WantNot("avant tout autre justificatif") // no second opening balance
}

// Both legs of a transfer are shown before they are entered.
func TestTransferShowsBothLegs(t *testing.T) {
	b, office := atSite(t)
	other := uitest.Must(office.Session.AddBook(t.Context(), cashbook.Book{
		Project: uitest.Must(office.Session.Book(t.Context(), "P01/1"))(t).Book.Project, Type: cashbook.Bank, Name: "Wave", Currency: "XOF",
		Operator: "Wave", Wallet: "77 000 30 01",
	}))(t)
	awa := uitest.Must(office.Session.Book(t.Context(), "P01/1"))(t).Book.Responsible
	uitest.Check(t, office.Session.AssignBook(t.Context(), other.ID, awa, cashbook.Responsible))
	arrival := uitest.Must(b.folder.Examine(t.Context(), nil, office.Export()))(t)
	uitest.Check(t, b.folder.Apply(t.Context(), b.session, arrival, arrival.Fingerprint))
	b.openTill()
	b.record("1", "t", "B-101", "Approvisionnement", "Siège", "250000")
	b.movement("transfer", "transfer")
	b.Want("les deux justificatifs s'affichent ici")
	b.Write("Wave")
	b.Key(fyne.KeyReturn)
	b.Fill("amount", "60000")
	b.Await("transfer preview")
	b.Want("P01/1 · sortie 60 000 F CFA · solde 190 000 F CFA", "P01/2 est tenu sur un autre poste", "n° 2")
	b.Press("Virer")
	b.Await("movement transfer 2")
	b.Want("190 000")
}

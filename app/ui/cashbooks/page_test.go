package cashbooks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// twoVouchers is Awa's till with money in and money out.
func twoVouchers(t *testing.T) *bench {
	t.Helper()
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "B-101", "Approvisionnement", "Siège", "250000")
	b.record("2", "", "B-102", "Carburant", "Station Total", "", "12500")
	return b
}

func TestVerifySaysWhatItFound(t *testing.T) {
	b := twoVouchers(t)
	b.Click("Le livre")
	b.Await("dialog open book-actions")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open inform")
	b.Want("Le livre est intact", "2 écritures vérifiées", "Solde 237 500 F CFA", "Ancre")
}

func TestWarningStandsAboveTheCeiling(t *testing.T) {
	b, office := atSite(t)
	b.openTill()
	b.WantNot("plafond")
	book := uitest.Must(office.Session.Book(t.Context(), "P01/1"))(t).Book
	book.CeilingMinor = 300_000
	uitest.Must(office.Session.EditBook(t.Context(), book))(t)
	arrival := uitest.Must(b.folder.Examine(t.Context(), nil, office.Export()))(t)
	uitest.Check(t, b.folder.Apply(t.Context(), b.session, arrival, arrival.Fingerprint))
	b.Key(fyne.KeyF5)
	b.Want("plafond 300 000 F CFA")
	b.record("1", "t", "", "Approvisionnement", "", "350000")
	b.Want("Attention", "La caisse dépasse son plafond de 50 000 F CFA")
	b.record("2", "", "", "Versement", "", "", "50000")
	b.WantNot("La caisse dépasse")
}

func TestLineLearnsFromTheBookAsItOpens(t *testing.T) {
	b := twoVouchers(t)
	b.openTill()
	b.fields("", "+")
	b.Want("B-103")
	b.Write("carb")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Write("stat")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.fields("", "700")
	b.Await("voucher recorded 3")
	if v := b.lines()[2].Voucher; v.PartnerNumber != "B-103" || v.Text != "Carburant" || v.Recipient != "Station Total" {
		t.Errorf("stored %+v", v)
	}
}

func TestSearchFindsVouchersAndEscEndsIt(t *testing.T) {
	b := twoVouchers(t)
	b.Chord(fyne.KeyF)
	b.Write("total")
	b.Want("Carburant")
	b.WantNot("Approvisionnement")
	b.Key(fyne.KeyReturn)
	b.Await("focus grid")
	b.Key(fyne.KeyEscape)
	b.Want("Approvisionnement")
	b.Chord(fyne.KeyF)
	b.Write("total")
	b.Chord(fyne.KeyN)
	b.record("3", "", "", "Ce qui vient d'être saisi se voit", "", "", "1")
	b.Want("Approvisionnement", "Ce qui vient d'être saisi se voit")
}

func TestNothingTypedIsLostByLeaving(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.fields("", "B-1")
	b.desk.Open(desk.CashBooks)
	b.Await("dialog open confirm")
	b.Key(fyne.KeyEscape)
	b.Want("B-1")
	b.desk.Open(desk.CashBooks)
	b.Await("dialog open confirm")
	b.Key(fyne.KeyReturn)
	b.Await("screen cashbooks")
}

func TestBookThatIsKeptElsewhereSaysWhy(t *testing.T) {
	b := atOffice(t)
	b.openTill()
	b.Want("Information", "Aucun de vos rôles ne permet ceci", "Demandez le rôle", "Aucun justificatif", "Solde –")
	b.WantNot("champ suivant", "Annuler ce justificatif")
}

// What is typed before the poste is registered is kept without number, changed and
// deleted, and numbered with the reply.
func TestBookOpensForEntryOnceItIsGrantedHere(t *testing.T) {
	office := uitest.NewOffice(t)
	folder, awa := office.Join()
	b := newBench(t, folder, awa)
	b.openTill()
	b.Want("ce que vous saisissez ici est provisoire", "Ce ne sont pas encore des justificatifs")
	b.fields("", "", "Approvisionnement", "", "1000")
	b.Await("provisional kept 1")
	b.fields("", "", "Carburant", "", "", "200")
	b.Await("provisional kept 2")
	b.Want("P1", "P2", "Provisoire")
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Want("P2 en cours de correction")
	b.fields("", "", "", "", "", "300")
	b.Await("provisional kept 2")
	if held := uitest.Must(awa.Provisionals(t.Context(), office.Book.ID))(t); len(held) != 2 || held[1].Draft.AmountMinor != -300 {
		t.Errorf("kept %+v", held)
	}
	reply := uitest.Must(folder.Examine(t.Context(), nil, office.Answer(awa)))(t)
	uitest.Check(t, folder.Apply(t.Context(), awa, reply, reply.Fingerprint))
	b.Key(fyne.KeyF5)
	b.Want("champ suivant")
	b.Chord(fyne.KeyN)
	b.record("3", "", "", "Approvisionnement", "", "1000")
}

func TestRowsAreCopiedAsTabSeparatedText(t *testing.T) {
	b := twoVouchers(t)
	b.Reach("grid")
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	want := "N°\tDate\tPièce\tLibellé\tBénéficiaire\tEntrée\tSortie\tSolde\tÉtat\n" +
		"1\t21.11.26\tB-101\tApprovisionnement\tSiège\t250 000\t\t250 000\tSaisi aujourd'hui\n" +
		"2\t21.11.26\tB-102\tCarburant\tStation Total\t\t12 500\t237 500\tSaisi aujourd'hui\n"
	if got := fyne.CurrentApp().Clipboard().Content(); got != want {
		t.Errorf("copied\n%s\nwant\n%s", got, want)
	}
}

// The columns of amounts are as wide as the book needs, thirteen digits and a
// balance below zero too, and leave the rest to the texts.
func TestColumnsOfAmountsGrowWithTheBook(t *testing.T) {
	b := twoVouchers(t)
	b.record("3", "", "", "Subvention", "", "9999999750000")
	b.Want("9 999 999 750 000", "9 999 999 987 500")
	b.record("4", "", "", "Reversement", "", "", "9999999987500")
	b.Want("9 999 999 987 500")
}

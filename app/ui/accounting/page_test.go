package accounting_test

import (
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/accounting"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestPageShowsTheLinesOfThePostingUnderTheCursor(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.post("P01/OD", "Péage", 1_500)
	b.openJournal("P01/OD")
	b.Want("2 écritures", "OD-1", "6042 / 5711", "12 500", "Comptabilisée", "N° 2 · Péage", "2 lignes")
	b.Key(fyne.KeyUp)
	b.Want("N° 1 · Carburant")
}

func TestSearchAndPeriodSelectPostings(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.post("P01/OD", "Péage", 1_500)
	b.openJournal("P01/OD")
	b.Chord(fyne.KeyF)
	b.Write("peage")
	b.WantNot("Carburant")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyEscape)
	b.Want("Carburant")
	b.Reach("from")
	b.Write("+1")
	b.Key(fyne.KeyReturn)
	b.Want("Aucune écriture trouvée")
}

func TestCardOfAPostingTellsEverything(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.openJournal("P01/OD")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open posting")
	b.Want("Écriture n° 1 · Carburant", "OD-1 du 21 novembre 2026", "Écriture libre", "12 500 F CFA", "par Khady Ndiaye", "(Dakar)", "Maillon")
}

func TestPostingIsReversedWithAReason(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.openJournal("P01/OD")
	b.Chord(fyne.KeyR)
	b.Await("dialog open reverse")
	b.Want("Le n° 1 du 21 novembre 2026", "Le n° 2 l'annulera")
	b.Key(fyne.KeyReturn)
	b.Await("field refused reason")
	b.Write("Saisie deux fois")
	b.Key(fyne.KeyReturn)
	b.Await("posting reversed 1")
	b.Want("Extourne n° 1", "Extournée : n° 2", "Saisie deux fois")
	if p := b.posting("P01/OD", 1); p.ReversedBy != 2 {
		t.Errorf("reversed by %d", p.ReversedBy)
	}
	b.Chord(fyne.KeyR) // a reversal is not reversed
	b.WantNot("Garder")
}

func TestPostingIsReversedAndPutRight(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.openJournal("P01/OD")
	b.Chord(fyne.KeyR)
	b.Await("dialog open reverse")
	b.Write("Montant faux")
	b.Press("Extourner et corriger…")
	b.Await("screen posting-entry")
	b.Want("Corriger l'écriture n° 1")
	b.Reach("debit")
	b.Write("15000")
	b.Reach("credit")
	b.Key(fyne.KeyTab)
	b.Reach("credit")
	b.Write("15000")
	b.Press("Comptabiliser")
	b.Await("posting entered 3")
	p := b.posting("P01/OD", 3)
	if p.Reposts != 1 || p.Voucher != "OD-1" || p.DebitMinor() != 15_000 {
		t.Errorf("stored %+v", p.Content)
	}
	b.Want("Remplace n° 1")
}

func TestPostingIsCopiedAsNew(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.openJournal("P01/OD")
	b.Chord(fyne.KeyD)
	b.Await("screen posting-entry")
	b.Press("Comptabiliser")
	b.Await("posting entered 2")
	if p := b.posting("P01/OD", 2); p.Text != "Carburant" || p.DebitMinor() != 12_500 || p.Reposts != 0 || p.Voucher != "OD-2" {
		t.Errorf("stored %+v", p.Content)
	}
}

func TestActionsOfAJournalAreInItsMenu(t *testing.T) {
	b := atOffice(t)
	j := domain.Journal{Project: b.office.Project.ID, Code: "OD", Name: "Opérations diverses", Class: domain.General}
	uitest.Must(b.session.AddJournal(t.Context(), j))(t)
	b.openJournal("P01/OD")
	b.Want("Aucune écriture", "Aucun de vos rôles ne permet ceci")
	b.WantNot("Nouvelle écriture")
	b.Key(fyne.KeyF9)
	b.Await("dialog open journal-actions")
	b.Want("Éditer le journal", "opérations permises", "Attribuer")
}

func TestPostingIsOpenedByItsNumber(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.post("P01/OD", "Péage", 1_500)
	b.desk.OpenItem(desk.Accounting, accounting.Item("P01/OD", 1))
	b.Await("screen journal")
	b.Want("N° 1 · Carburant")
}

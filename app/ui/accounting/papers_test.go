package accounting_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

// What is dropped while a posting is typed is seen beside it, and goes with it.
func TestDroppedFilesStandBesideTheForm(t *testing.T) {
	b := atWork(t)
	pdf, picture := uitest.Papers(t)
	b.openJournal("P01/BQ1")
	if b.desk.TakeDrop([]string{pdf}) {
		t.Error("the page of a journal takes files")
	}
	b.Chord(fyne.KeyN)
	b.Await("screen posting-entry")
	b.kind("dépense")
	b.fields("", "", "Loyer", "300000")
	b.fields("6222")
	if !b.desk.TakeDrop([]string{pdf, picture}) {
		t.Fatal("the entry does not take them")
	}
	b.Await("papers on entry 2")
	b.Want("Facture 12.pdf", "recu.png", "3 pages")
	b.Click("recu.png")
	b.Await("paper beside recu.png")
	b.Press("Comptabiliser")
	b.Await("posting entered 1")
	b.WantNot("recu.png")
	if p := b.posting("P01/BQ1", 1); len(p.Attachments) != 2 || p.Attachments[1].Name != "recu.png" {
		t.Errorf("stored %+v", p.Attachments)
	}
	b.openJournal("P01/BQ1")
	b.Key(fyne.KeyReturn)
	b.Await("paper beside Facture 12.pdf")
	b.Await("dialog open posting")
	b.Want("3 pages", "recu.png")
	b.Key(fyne.KeyEscape)
	b.Chord(fyne.KeyJ)
	b.Await("dialog open papers")
	b.Want("Pièces jointes de l'écriture 1", "Intacte")
}

func TestAttachmentIsTakenAwayBeforeItIsPosted(t *testing.T) {
	b := atWork(t)
	pdf, picture := uitest.Papers(t)
	b.begin("P01/OD")
	b.desk.TakeDrop([]string{pdf, picture})
	b.Await("papers on entry 2")
	b.Press("Retirer")
	b.WantNot("Facture 12.pdf")
	b.Want("recu.png")
}

package accounting_test

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestPostingIsKeptAsATemplateAndPostedAgain(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Loyer", 12_500)
	b.openJournal("P01/OD")
	b.Press("Le journal")
	b.Await("dialog open journal-actions")
	b.Reach("journal-actions-template-keep")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open template-keep")
	b.Key(fyne.KeyReturn)
	b.Await("field refused template")
	b.Write("Loyer du mois")
	b.Press("Garder")
	b.Await("template kept")

	b.Press("Le journal")
	b.Await("dialog open journal-actions")
	b.Reach("journal-actions-templates")
	b.Key(fyne.KeyReturn)
	b.Await("posting templates 1")
	b.Want("Loyer du mois", "moi", "Loyer")
	b.Press("Comptabiliser")
	b.Await("dialog open template-use")
	b.Press("Comptabiliser")
	b.Await("template posted")
	if p := b.posting("P01/OD", 2); p.Text != "Loyer" || p.DebitMinor() != 12_500 || p.Voucher != "OD-2" {
		t.Errorf("posted %+v", p.Content)
	}

	b.Press("Le journal")
	b.Await("dialog open journal-actions")
	b.Reach("journal-actions-templates")
	b.Key(fyne.KeyReturn)
	b.Await("posting templates 1")
	b.Press("Supprimer")
	b.Await("dialog open template-remove")
	b.Press("Supprimer")
	b.Await("template removed")
}

package cashbooks_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
)

func TestTemplateIsMadeOfAVoucherAndUsed(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentOptional)
	b.fields("t", "", "Loyer du bureau", "SCI Fouta", "585")
	b.Write("1001")
	b.Key(fyne.KeyF6)
	b.fields("585", "", "", "60%")
	b.fields("521", "", "", "")
	b.Await("split taken 2")
	b.Key(fyne.KeyReturn)
	b.Await("voucher recorded 1")
	b.Chord(fyne.KeyT)
	b.Await("dialog open template")
	b.Write("Bail")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn, fyne.KeyReturn)
	b.Want("Modèle « Bail »")
	b.Chord(fyne.KeyN)
	b.fields("", "")
	b.Write("bai")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Await("template used")
	b.Want("Ventilé (2)", "SCI Fouta")
	b.fields("", "", "2002")
	b.Await("voucher recorded 2")
	want := []cashbook.Part{{AmountMinor: 1_202, Account: "585"}, {AmountMinor: 800, Account: "521"}}
	if got := b.last(); !slices.Equal(got.Parts, want) || got.Text != "Loyer du bureau" {
		t.Errorf("stored %+v", got.Content)
	}
}

func TestTemplateIsRemoved(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentOptional)
	b.fields("t", "", "Loyer du bureau", "SCI Fouta", "585")
	b.Write("1001")
	b.Key(fyne.KeyReturn)
	b.Await("voucher recorded 1")
	b.Chord(fyne.KeyT)
	b.Await("dialog open template")
	b.Write("Bail")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn, fyne.KeyReturn)
	b.Want("Modèle « Bail »")
	b.Click("Le livre")
	b.Await("dialog open book-actions")
	b.Click("Supprimer un modèle")
	b.Await("dialog open template-remove")
	b.Write("Bail")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn)
	b.Want("Modèle « Bail » supprimé")
}

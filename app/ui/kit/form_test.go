package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestFormLeadsToTheFirstWrongField(t *testing.T) {
	b := newBench(t)
	name, amount := kit.NewTextField(b.Services, "name"), kit.NewAmountField(b.Services, "amount", "XOF")
	form := kit.NewForm().Add("Nom", name).Add("Montant", amount).AddText("Numéro", kit.NewText("P01/1", kit.Body))
	b.put(form, name)
	b.wantShown(t, "Nom", "Montant", "Numéro", "P01/1")
	if !form.Check() {
		t.Error("nothing is wrong with an empty form without required fields")
	}
	name.Required = true
	amount.SetText("x")
	if form.Check() {
		t.Error("a wrong form is right")
	}
	if b.Window.Canvas().Focused() != fyne.Focusable(name) {
		t.Error("the keyboard is not in the first wrong field")
	}
	b.wantShown(t, "Ce champ est obligatoire.")
	if !contains(b.markup(), "refused-") {
		t.Error("the problem has no icon")
	}
	name.SetText("Awa")
	b.wantHidden(t, "Ce champ est obligatoire.")
}

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

// A long label breaks into lines and makes its row higher, whatever stands beside
// it; a short one leaves the row as it is.
func TestLongLabelDoesNotRunIntoItsField(t *testing.T) {
	newBench(t)
	value := func() fyne.CanvasObject { return kit.NewText("–", kit.Muted) }
	short := kit.NewForm().AddText("Statut", value()).MinSize()
	long := kit.NewForm().AddText("Deuxième facteur pour l'authentification multi-facteurs", value()).MinSize()
	if short.Height != kit.RowHeight || long.Height <= short.Height || long.Width != short.Width {
		t.Errorf("a short label makes a row of %v, a long one of %v", short, long)
	}
}

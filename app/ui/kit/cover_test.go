package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestACoverHidesEverythingAndKeepsWhatWasTyped(t *testing.T) {
	b, sh := frame(t)
	canvas := b.Window.Canvas()
	field, _ := canvas.Focused().(*kit.TextField)
	if field == nil {
		t.Fatal("no field has the keyboard")
	}
	test.Type(field, "à moitié tapé")
	lock := kit.NewTextField(b.Services, "lock")
	sh.Cover(kit.Screen{Name: "lock", Content: lock, Focus: lock})
	if canvas.Focused() != fyne.Focusable(lock) {
		t.Fatal("the keyboard is not on the cover")
	}
	b.Keys.Do(kit.ActionNext) // keys lead nowhere below
	sh.Show(screen(b, "books"))
	b.Dialogs.Open(kit.Dialog{Name: "late", Title: "Une question", Content: kit.NewText("?", kit.Body)})
	if canvas.Overlays().Top() != nil {
		t.Error("a dialog shows above the cover")
	}
	if canvas.Focused() != fyne.Focusable(lock) {
		t.Error("a screen below took the keyboard")
	}
	sh.Uncover()
	if sh.Covered() || canvas.Overlays().Top() == nil {
		t.Error("what waited below does not come")
	}
	if field.Text != "à moitié tapé" {
		t.Errorf("what was typed is %q", field.Text)
	}
	if b.Dialogs.Front() == nil {
		t.Error("the question was lost")
	}
}

func TestADialogThatWasOpenComesBackWithItsField(t *testing.T) {
	b, sh := frame(t)
	inside := kit.NewTextField(b.Services, "inside")
	b.Dialogs.Open(kit.Dialog{Name: "open", Title: "Une question", Content: inside, Confirm: "Oui", Focus: inside})
	sh.Cover(kit.Screen{Name: "lock", Content: kit.NewText("Verrouillé", kit.Title)})
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog shows above the cover")
	}
	sh.Uncover()
	if b.Window.Canvas().Overlays().Top() == nil || b.Window.Canvas().Focused() != fyne.Focusable(inside) {
		t.Error("the dialog does not come back with the keyboard")
	}
}

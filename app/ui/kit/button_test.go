package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestButtonAnswersMouseSpaceAndEnter(t *testing.T) {
	b := newBench(t)
	tapped := 0
	button := kit.NewButton("Sauvegarder", "check", kit.Primary, func() { tapped++ })
	b.put(button, button)
	test.Tap(button)
	b.key(fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA)
	if tapped != 4 {
		t.Errorf("tapped %d times, want 4", tapped)
	}
	b.wantShown(t, "Sauvegarder")
}

func TestDisabledButtonRests(t *testing.T) {
	b := newBench(t)
	button := kit.NewButton("Supprimer", "delete", kit.Danger, func() { t.Error("a disabled button was tapped") })
	b.put(button, nil)
	button.SetEnabled(false)
	test.Tap(button)
	button.TypedRune(' ')
	if !button.Disabled() {
		t.Error("not disabled")
	}
	button.SetEnabled(true)
	if button.Disabled() {
		t.Error("still disabled")
	}
}

func TestButtonForwardsOtherKeys(t *testing.T) {
	b := newBench(t)
	helped := false
	b.Keys.Program(kit.ActionHelp, func() { helped = true })
	button := kit.NewButton("Annuler", "", kit.Plain, nil)
	b.put(button, button)
	b.key(fyne.KeyF1)
	if !helped {
		t.Error("F1 on a button is lost")
	}
}

func TestButtonIsAsHighAsARow(t *testing.T) {
	newBench(t)
	for _, button := range []*kit.Button{
		kit.NewButton("Texte", "", kit.Plain, nil), kit.NewButton("", "close", kit.Quiet, nil), kit.NewButton("Deux", "add", kit.Primary, nil),
	} {
		if size := button.MinSize(); size.Height != kit.RowHeight || size.Width < kit.RowHeight {
			t.Errorf("%q is %v", button.Text(), size)
		}
	}
	changed := kit.NewButton("Court", "", kit.Plain, nil)
	before := changed.MinSize().Width
	changed.SetText("Beaucoup plus long")
	if changed.MinSize().Width <= before {
		t.Error("a longer text needs no more room")
	}
}

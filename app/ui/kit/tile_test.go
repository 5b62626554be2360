package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestTileOpensByTapAndKeys(t *testing.T) {
	s := services(t)
	opened := 0
	first := kit.NewTile("first", "home", "Créer", "Une phrase qui dit ce qui se passe ensuite.", func() { opened++ })
	second := kit.NewTile("second", "home", "Rejoindre", "", nil)
	s.Window.SetContent(kit.Columns(2, 12, first, second))

	test.Tap(first)
	test.Tap(second) // opens nothing
	s.Window.Canvas().Focus(first)
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if opened != 2 || s.Window.Canvas().Focused() != second {
		t.Errorf("opened %d times, focus %v", opened, s.Window.Canvas().Focused())
	}
}

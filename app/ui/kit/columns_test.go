package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestColumnsShareTheWidthAndTheHeightOfARow(t *testing.T) {
	s := services(t)
	tall := kit.Width(40, kit.VStack(0, kit.NewText("a", kit.Body), kit.NewText("b", kit.Body)))
	small, below := kit.NewText("c", kit.Body), kit.NewText("d", kit.Body)
	grid := kit.Columns(2, 10, tall, small, below)
	s.Window.SetContent(grid)
	grid.Resize(fyne.NewSize(210, 300))

	if tall.Size() != fyne.NewSize(100, tall.MinSize().Height) || small.Size() != tall.Size() {
		t.Errorf("sizes of the first row: %v and %v", tall.Size(), small.Size())
	}
	if want := fyne.NewPos(0, tall.Size().Height+10); below.Position() != want {
		t.Errorf("the second row is at %v, want %v", below.Position(), want)
	}
}

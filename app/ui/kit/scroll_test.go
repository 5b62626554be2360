package kit_test

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestScrollFollowsTheKeyboard(t *testing.T) {
	b := newBench(t)
	column := kit.VStack(8)
	var tiles []*kit.Tile
	for n := range 40 {
		tiles = append(tiles, kit.NewTile("tile "+strconv.Itoa(n), "home", "Livre", "Une phrase", nil))
		column.Add(tiles[n])
	}
	last := kit.NewButton("Terminé", "", kit.Primary, nil)
	column.Add(kit.HStack(0, last))
	scroll := kit.NewScroll(column)
	b.put(kit.NewPanel(kit.ColorPaper, kit.VStack(0)), nil)
	shell := kit.NewShell(b.Services)
	shell.ShowAlone(kit.Screen{Name: "long", Content: scroll})
	inSight := func(o fyne.CanvasObject) bool {
		driver := fyne.CurrentApp().Driver()
		top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
		return top >= 0 && top+o.Size().Height <= scroll.Size().Height
	}

	if inSight(tiles[39]) {
		t.Fatal("everything is in sight anyway")
	}
	for _, o := range []interface {
		fyne.CanvasObject
		fyne.Focusable
	}{tiles[39], last, tiles[20], tiles[0]} {
		b.Window.Canvas().Focus(o)
		if !inSight(o) {
			t.Errorf("what has the keyboard is out of sight at %v", scroll.Offset)
		}
	}
}

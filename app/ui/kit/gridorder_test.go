package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestOrderShownIsTurnedRoundByTheNextTap(t *testing.T) {
	b := newBench(t)
	columns := []kit.Column[string]{{ID: "name", Title: "Name", Width: 200, Sort: true, Text: func(s string) string { return s }}}
	grid := kit.NewGrid(b.Services, "names", columns, kit.Rows[string]{"a", "b"})
	var order []bool
	grid.OnSort = func(_ string, descending bool) { order = append(order, descending) }
	grid.ShowOrder("name", false)
	grid.ShowOrder("nothing", true)
	b.put(grid, grid.Focus())
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(20, 10))
	if len(order) != 1 || !order[0] {
		t.Errorf("the tap sorts %v, want once and descending", order)
	}
}

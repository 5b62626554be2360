package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// textOf gives the part of a field that holds the text.
func textOf(t *testing.T, field fyne.Widget) fyne.CanvasObject {
	t.Helper()
	for _, o := range test.WidgetRenderer(field).Objects() {
		switch o.(type) {
		case *canvas.Rectangle, *canvas.Image:
		default:
			return o
		}
	}
	t.Fatal("the field has no text")
	return nil
}

func TestAmountStandsAtTheEndOfItsField(t *testing.T) {
	b := newBench(t)
	field := kit.NewAmountField(b.Services, "amount", "XOF")
	b.put(kit.VStack(0, kit.Width(200, field)), field)
	empty := textOf(t, field).Position().X
	b.write("12500")
	typed := textOf(t, field).Position().X
	width := fyne.MeasureText("12500", 13, fyne.TextStyle{}).Width
	if moved := empty - typed; moved < width-1 || moved > width+1 {
		t.Errorf("the text has moved by %v, want %v, its width", moved, width)
	}
	if end := typed + 5 + width; end < 190 || end > 194 {
		t.Errorf("the text ends at %v of 200, want 8 before the edge", end)
	}
	b.write(strings.Repeat("9", 60))
	if x := textOf(t, field).Position().X; x != 0 {
		t.Errorf("a text wider than the field begins at %v", x)
	}
}

func TestMouseFindsTheAmountWhereItStands(t *testing.T) {
	b := newBench(t)
	field := kit.NewAmountField(b.Services, "amount", "XOF")
	b.put(kit.VStack(0, kit.Width(200, field)), field)
	b.write("12500")
	width := fyne.MeasureText("12500", 13, fyne.TextStyle{}).Width
	for x, want := range map[float32]int{10: 0, 200 - 8 - width: 0, 196: 5, 200 - 8 - width*2/5: 3} {
		field.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 14)}, Button: desktop.MouseButtonPrimary})
		if field.CursorColumn != want {
			t.Errorf("a click at %v puts the cursor at %d, want %d", x, field.CursorColumn, want)
		}
	}
}

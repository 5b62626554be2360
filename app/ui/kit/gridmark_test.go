package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestSpaceMarksRowsThatArrowsLeave(t *testing.T) {
	b, grid := showBook(t, 50)
	space := func() { b.key(fyne.KeySpace) }
	space() // row 0
	b.key(fyne.KeyDown, fyne.KeyDown)
	space() // row 2
	b.key(fyne.KeyDown)
	if got := slices.Collect(grid.SelectedRows()); fmt.Sprint(got) != "[0 2]" || grid.Cursor() != 3 {
		t.Errorf("marked %v, cursor %d", got, grid.Cursor())
	}
	b.key(fyne.KeyUp)
	space()
	if got := slices.Collect(grid.SelectedRows()); fmt.Sprint(got) != "[0]" {
		t.Errorf("a second Space leaves %v", got)
	}
	b.chordSelectAll()
	b.key(fyne.KeyDown)
	if grid.SelectedCount() != 50 {
		t.Errorf("an arrow leaves %d of all", grid.SelectedCount())
	}
	b.key(fyne.KeyEscape, fyne.KeyDown)
	if got := slices.Collect(grid.SelectedRows()); fmt.Sprint(got) != "[4]" {
		t.Errorf("after Esc and an arrow %v are selected", got)
	}
}

func TestTitlesSortFromTheKeyboard(t *testing.T) {
	b, grid := showBook(t, 50)
	var sorted []string
	grid.OnSort = func(column string, descending bool) { sorted = append(sorted, fmt.Sprint(column, descending)) }
	b.Window.Canvas().FocusPrevious()
	b.key(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight)
	b.key(fyne.KeySpace)
	b.key(fyne.KeyHome, fyne.KeyReturn)
	if want := "[nfalse ntrue textfalse nfalse]"; fmt.Sprint(sorted) != want {
		t.Errorf("sorted %v, want %s", sorted, want)
	}
	b.key(fyne.KeyDown, fyne.KeyDown)
	if grid.Cursor() != 1 {
		t.Errorf("the rows have the cursor on %d", grid.Cursor())
	}
}

func TestTabPassesTitlesThatDoNotSort(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "before")
	grid := kit.NewGrid(b.Services, "plain", []kit.Column[int]{{ID: "n", Title: "N°", Text: func(int) string { return "x" }}}, book(3))
	b.put(kit.VStack(0, field, grid), field)
	b.Window.Canvas().FocusNext()
	if _, body := b.Window.Canvas().Focused().(desktop.Keyable); !body || b.Window.Canvas().Focused() != grid.Focus() {
		t.Errorf("Tab leads to %T", b.Window.Canvas().Focused())
	}
}

func TestHeadingsStandOverTheirRows(t *testing.T) {
	b := newBench(t)
	grid := kit.NewGrid(b.Services, "groups", bookColumns(), book(6))
	grid.Heading = func(n int) (string, bool) { return fmt.Sprintf("Groupe %d", n/3), n%3 == 0 }
	b.put(grid, grid.Focus())
	grid.Reload()
	b.wantShown(t, "Groupe 0", "Groupe 1")
	if rows := b.inSight(); fmt.Sprint(rows) != "[1 2 4 5]" {
		t.Errorf("rows %v have cells, want those without a heading", rows)
	}
}

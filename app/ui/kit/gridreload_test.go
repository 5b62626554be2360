package kit_test

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// numbers is a source of whole numbers that remembers which pages were read.
type numbers struct {
	count int
	pages []int
}

func (n *numbers) Count() (int, error) { return n.count, nil }

func (n *numbers) Page(offset, limit int) ([]int, error) {
	n.pages = append(n.pages, offset)
	if offset == 0 {
	}
	var page []int
	for i := offset; i < min(offset+limit, n.count); i++ {
		page = append(page, i)
	}
	return page, nil
}

// showNumbers puts a table of a source into a window.
func showNumbers(t *testing.T, source *numbers) *kit.Grid[int] {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	printer, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	s := kit.NewServices(w, printer, kit.NewInlineTasks(), func() calendar.Day { return 1 }, func(err error) string { return err.Error() })
	grid := kit.NewGrid(s, "numbers", []kit.Column[int]{{ID: "n", Title: "N", Width: 100, Text: strconv.Itoa}}, source)
	w.SetContent(grid)
	w.Resize(fyne.NewSize(400, 300))
	return grid
}

func TestReloadToShowsOneRowAndReadsNoOther(t *testing.T) {
	source := &numbers{count: 1_000_000}
	grid := showNumbers(t, source)
	grid.ReloadTo(func(count int) (int, error) { return count - 1, nil })
	if row, here := grid.Current(); !here || row != 999_999 || grid.Cursor() != 999_999 {
		t.Errorf("the cursor is on %d (%v), want the last row", row, here)
	}
	if want := []int{999_800}; !slices.Equal(source.pages, want) {
		t.Errorf("pages read: %v, want %v", source.pages, want)
	}

	source.count++
	grid.ReloadTo(func(count int) (int, error) { return count - 1, nil })
	if row, here := grid.Current(); !here || row != 1_000_000 {
		t.Errorf("after one more the cursor is on %d (%v)", row, here)
	}
	source.pages = nil
	grid.Reload()
	if row, here := grid.Current(); !here || row != 1_000_000 || grid.Cursor() != 1_000_000 {
		t.Errorf("a reload moves the cursor to %d (%v)", row, here)
	}
}

func TestReloadToAnEmptySourceAsksForNoRow(t *testing.T) {
	grid := showNumbers(t, &numbers{})
	grid.ReloadTo(func(int) (int, error) {
		t.Error("there is no row to be found")
		return 0, nil
	})
	if _, here := grid.Current(); here || grid.Count() != 0 {
		t.Error("an empty table has a row")
	}
}

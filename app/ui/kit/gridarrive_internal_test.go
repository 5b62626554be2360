package kit

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
)

// newHeldGrid gives a table whose rows come when release lets them.
func newHeldGrid(t *testing.T) (grid *Grid[int], release func() bool) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Light))
	printer, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	tasks, release := NewHeldTasks()
	s := NewServices(w, printer, tasks, func() calendar.Day { return 1 }, func(err error) string { return err.Error() })
	grid = NewGrid(s, "numbers", []Column[int]{{ID: "n", Width: 100, Text: strconv.Itoa}}, Rows[int]{7, 8, 9})
	w.SetContent(grid)
	w.Resize(fyne.NewSize(400, 300))
	return grid, release
}

func TestCursorIsToldWhenItsRowHasCome(t *testing.T) {
	grid, release := newHeldGrid(t)
	here, told := false, 0
	grid.OnCursor = func() {
		_, here = grid.Current()
		told++
	}
	grid.Reload()
	release() // counts
	if here || told != 1 {
		t.Fatalf("the row is here (%v) before it is read; told %d times", here, told)
	}
	release() // brings the page
	if !here || told != 2 {
		t.Errorf("told %d times, the row is here: %v", told, here)
	}
}

func TestRowIsOpenedOnceItHasCome(t *testing.T) {
	for name, c := range map[string]struct {
		after func(*Grid[int])
		want  []int
	}{
		"the row under the cursor": {func(*Grid[int]) {}, []int{7}},
		"unless the cursor moves":  {func(g *Grid[int]) { g.MoveTo(1) }, nil},
	} {
		grid, release := newHeldGrid(t)
		var opened []int
		grid.OnOpen = func(n int) { opened = append(opened, n) }
		grid.Reload()
		release() // counts
		if !grid.key(fyne.KeyReturn, false, false) || len(opened) > 0 {
			t.Errorf("%s: Enter before the row is here opens %v", name, opened)
		}
		c.after(grid)
		for release() {
			// the page
		}
		if !slices.Equal(opened, c.want) {
			t.Errorf("%s: opened %v, want %v", name, opened, c.want)
		}
	}
}

package kit

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
)

func TestCursorIsToldWhenItsRowHasCome(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Light))
	printer, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	tasks, release := NewHeldTasks()
	s := NewServices(w, printer, tasks, func() calendar.Day { return 1 }, func(err error) string { return err.Error() })
	grid := NewGrid(s, "numbers", []Column[int]{{ID: "n", Width: 100, Text: strconv.Itoa}}, Rows[int]{7, 8, 9})
	w.SetContent(grid)
	w.Resize(fyne.NewSize(400, 300))
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

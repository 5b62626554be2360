package kit_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// book is a source of so many rows; the text of a row is made of its number.
type book int

func (n book) Count() (int, error) { return int(n), nil }

func (n book) Page(offset, limit int) ([]int, error) {
	var page []int
	for i := offset; i < min(offset+limit, int(n)); i++ {
		page = append(page, i)
	}
	return page, nil
}

var words = []string{"Achat", "Été", "eau", "Forage", "(note)"}

func bookColumns() []kit.Column[int] {
	return []kit.Column[int]{
		{ID: "n", Title: "N°", Width: 100, Align: fyne.TextAlignTrailing, Sort: true, Text: func(n int) string { return "#" + strconv.Itoa(n) }},
		{ID: "text", Title: "Libellé", Grow: true, Sort: true, Text: func(n int) string { return words[n%len(words)] }},
	}
}

// showBook puts a table of so many rows into the window, with the keyboard in it.
func showBook(t testing.TB, count int) (*bench, *kit.Grid[int]) {
	t.Helper()
	b := newBench(t)
	grid := kit.NewGrid(b.Services, "book", bookColumns(), book(count))
	b.put(grid, grid.Focus())
	grid.Reload()
	return b, grid
}

// inSight gives the numbers of the rows that are wholly or partly shown.
func (b *bench) inSight() []int {
	var rows []int
	for _, part := range strings.Split(b.markup(), ">#")[1:] {
		digits, _, _ := strings.Cut(part, "<")
		n, err := strconv.Atoi(digits)
		if err != nil {
			continue
		}
		rows = append(rows, n)
	}
	return rows
}

func TestGridIsExactAtAMillionRows(t *testing.T) {
	const last = 999_999
	b, grid := showBook(t, last+1)
	fits := (680 - kit.RowHeight) / kit.RowHeight
	steps := []struct {
		key         fyne.KeyName
		cursor, top int
	}{
		{fyne.KeyEnd, last, last - fits},
		{fyne.KeyUp, last - 1, last - fits},
		{fyne.KeyPageUp, last - fits, last - fits},
		{fyne.KeyPageUp, last - 2*fits + 1, last - 2*fits + 1},
		{fyne.KeyHome, 0, 0},
		{fyne.KeyUp, 0, 0},
		{fyne.KeyPageDown, fits - 1, 0},
		{fyne.KeyPageDown, 2*fits - 2, fits - 2},
		{fyne.KeyEnd, last, last - fits},
		{fyne.KeyDown, last, last - fits},
	}
	for _, step := range steps {
		b.key(step.key)
		rows := b.inSight()
		if grid.Cursor() != step.cursor || rows[0] != step.top {
			t.Errorf("%s: the cursor is on %d, rows %d to %d are in sight; want %d, from %d",
				step.key, grid.Cursor(), rows[0], rows[len(rows)-1], step.cursor, step.top)
		}
		for i, row := range rows {
			if row != rows[0]+i {
				t.Fatalf("%s: rows out of order: %v", step.key, rows)
			}
		}
	}
}

func TestEveryRowNearTheEndIsReached(t *testing.T) {
	b, grid := showBook(t, 1_000_000)
	grid.MoveTo(999_950)
	for want := 999_951; want < 1_000_000; want++ {
		b.key(fyne.KeyDown)
		row, here := grid.Current()
		if !here || row != want || !contains(b.markup(), ">#"+strconv.Itoa(want)+"<") {
			t.Fatalf("one down gives %d, want %d in sight", row, want)
		}
	}
}

func TestGridDrawsOnlyRowsInSight(t *testing.T) {
	b, _ := showBook(t, 1_000_000)
	if rows := b.inSight(); len(rows) > 680/kit.RowHeight+1 {
		t.Errorf("%d rows are drawn", len(rows))
	}
}

func TestEnterAndDoubleTapOpen(t *testing.T) {
	b, grid := showBook(t, 50)
	var opened []int
	grid.OnOpen = func(n int) { opened = append(opened, n) }
	b.key(fyne.KeyDown, fyne.KeyReturn)
	for row := range rowsOf(b) {
		test.DoubleTap(row.(fyne.DoubleTappable))
		break
	}
	if fmt.Sprint(opened) != "[1 0]" {
		t.Errorf("opened %v", opened)
	}
}

// rowsOf walks the rows on the screen from the top.
func rowsOf(b *bench) func(yield func(fyne.CanvasObject) bool) {
	return func(yield func(fyne.CanvasObject) bool) {
		for _, o := range test.LaidOutObjects(b.Window.Content()) {
			_, opens := o.(fyne.DoubleTappable)
			if _, presses := o.(desktop.Mouseable); opens && presses && o.Visible() && !yield(o) {
				return
			}
		}
	}
}

func TestMouseSelectsWithShiftAndCtrl(t *testing.T) {
	b, grid := showBook(t, 50)
	var rows []desktop.Mouseable
	for row := range rowsOf(b) {
		rows = append(rows, row.(desktop.Mouseable))
	}
	press := func(n int, modifier fyne.KeyModifier) {
		rows[n].MouseDown(&desktop.MouseEvent{Modifier: modifier})
		rows[n].MouseUp(&desktop.MouseEvent{Modifier: modifier})
	}
	for _, step := range []struct {
		row, want int
		modifier  fyne.KeyModifier
	}{{2, 1, 0}, {5, 4, fyne.KeyModifierShift}, {9, 5, fyne.KeyModifierControl}, {4, 4, fyne.KeyModifierControl}, {7, 1, 0}} {
		press(step.row, step.modifier)
		if got := grid.SelectedCount(); got != step.want || grid.Cursor() != step.row {
			t.Errorf("row %d with %d: %d selected, cursor %d; want %d", step.row, step.modifier, got, grid.Cursor(), step.want)
		}
	}
}

func TestKeyboardSelects(t *testing.T) {
	b, grid := showBook(t, 50)
	body := b.Window.Canvas().Focused().(desktop.Keyable)
	b.key(fyne.KeyDown)
	body.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	b.key(fyne.KeyDown, fyne.KeyDown)
	body.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if grid.SelectedCount() != 3 {
		t.Errorf("Shift and arrows select %d, want 3", grid.SelectedCount())
	}
	b.key(fyne.KeySpace)
	b.write(" ") // the driver sends both
	if grid.SelectedCount() != 2 || grid.Cursor() != 3 {
		t.Errorf("Space leaves %d, cursor %d", grid.SelectedCount(), grid.Cursor())
	}
	b.chordSelectAll()
	if grid.SelectedCount() != 50 {
		t.Errorf("Ctrl+A selects %d", grid.SelectedCount())
	}
}

func TestCopyIsTabSeparated(t *testing.T) {
	b, grid := showBook(t, 50)
	b.Window.SetContent(kit.VStack(0, b.Notices, grid))
	b.Window.Canvas().Focus(grid.Focus())
	grid.MoveTo(3)
	b.key(fyne.KeyDown)
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	if got, want := fyne.CurrentApp().Clipboard().Content(), "N°\tLibellé\n#4\t(note)\n"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.wantShown(t, "1 ligne copiée.")
}

func TestTooManyRowsAreNotCopied(t *testing.T) {
	b, grid := showBook(t, 1_000_000)
	fyne.CurrentApp().Clipboard().SetContent("before")
	b.chordSelectAll()
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	if grid.SelectedCount() != 1_000_000 || fyne.CurrentApp().Clipboard().Content() != "before" {
		t.Error("a million rows went to the clipboard")
	}
	b.put(b.Notices, nil)
	if !contains(b.markup(), "trop grande") {
		t.Error("nobody says why")
	}
}

func TestTypingFindsTheNextRow(t *testing.T) {
	b, grid := showBook(t, 1000)
	now := time.Unix(0, 0)
	grid.SetClock(func() time.Time { return now })
	for _, step := range []struct {
		typed string
		want  int
	}{{"f", 3}, {"F", 8}, {"été", 11}, {"(", 14}} {
		b.write(step.typed)
		if grid.Cursor() != step.want {
			t.Errorf("%q leads to %d, want %d", step.typed, grid.Cursor(), step.want)
		}
		now = now.Add(2 * time.Second)
	}
	b.write("zzz")
	if grid.Cursor() != 14 {
		t.Errorf("what is nowhere leads to %d", grid.Cursor())
	}
}

func TestTitleSorts(t *testing.T) {
	b, grid := showBook(t, 50)
	var order []string
	grid.OnSort = func(column string, descending bool) { order = append(order, fmt.Sprint(column, descending)) }
	tapTitle := func(x float32) { test.TapCanvas(b.Window.Canvas(), fyne.NewPos(x, 10)) }
	tapTitle(50)
	tapTitle(50)
	tapTitle(400)
	tapTitle(99) // the edge between two
	if fmt.Sprint(order) != "[nfalse ntrue textfalse]" {
		t.Errorf("sorted %v", order)
	}
	if !contains(b.markup(), "up-") {
		t.Error("no mark shows the order")
	}
}

func TestEdgeOfATitleIsDragged(t *testing.T) {
	b, _ := showBook(t, 5)
	before := positionOf(t, b, "Libellé")
	for _, o := range test.LaidOutObjects(b.Window.Content()) {
		if edge, is := o.(fyne.Draggable); is && o.Size().Height == kit.RowHeight && o.Size().Width == 1280 {
			for _, x := range []float32{120, 140, 160} { // the driver tells where the mouse has come to
				edge.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 10)}, Dragged: fyne.NewDelta(20, 0)})
			}
			edge.DragEnd()
			break
		}
	}
	if after := positionOf(t, b, "Libellé"); after != before+60 {
		t.Errorf("the second column moved from %v to %v, want 60 more", before, after)
	}
}

// positionOf gives where a text stands, from the left.
func positionOf(t *testing.T, b *bench, text string) int {
	t.Helper()
	for _, line := range strings.Split(b.markup(), "\n") {
		if strings.Contains(line, ">"+text+"<") {
			var x int
			_, after, _ := strings.Cut(line, `pos="`)
			if _, err := fmt.Sscanf(after, "%d,", &x); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			return x
		}
	}
	t.Fatalf("%q is nowhere", text)
	return 0
}

func TestParenthesisOfANegativeAmountHangs(t *testing.T) {
	b := newBench(t)
	amounts := []kit.Column[int]{{ID: "n", Title: "Solde", Width: 200, Align: fyne.TextAlignTrailing, Text: func(n int) string {
		return []string{"1\u202f500", "(1\u202f500)"}[n]
	}}}
	grid := kit.NewGrid[int](b.Services, "amounts", amounts, book(2))
	b.put(grid, nil)
	grid.Reload()
	hanging := fyne.MeasureText(")", 13, fyne.TextStyle{}).Width
	for _, want := range []string{`size="184x27">1\u202f500<`, fmt.Sprintf(`size="%dx27">(1\u202f500)<`, int(184+hanging))} {
		if !contains(b.markup(), strings.ReplaceAll(want, `\u202f`, "\u202f")) {
			t.Errorf("no %s, so the digits do not align", want)
		}
	}
}

func TestEmptyTableSaysWhatToDo(t *testing.T) {
	b := newBench(t)
	grid := kit.NewGrid(b.Services, "book", bookColumns(), book(0))
	created := false
	grid.Empty = kit.NewEmpty("book", "Aucune ligne.", "Saisissez la première.", kit.NewButton("Nouveau", "add", kit.Primary, func() { created = true }))
	b.put(grid, grid.Focus())
	b.wantHidden(t, "Aucune ligne.")
	grid.Reload()
	b.wantShown(t, "Aucune ligne.", "Saisissez la première.")
	b.key(fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeySpace, fyne.KeyTab, fyne.KeyReturn)
	if !created {
		t.Error("the button is out of reach of the keyboard")
	}
	grid.SetSource(book(3))
	b.wantHidden(t, "Aucune ligne.")
	b.wantShown(t, "#0", "#2")
}

func TestReloadKeepsTheCursor(t *testing.T) {
	_, grid := showBook(t, 50)
	moved := 0
	grid.OnCursor = func() { moved++ }
	grid.MoveTo(40)
	grid.Reload()
	if grid.Cursor() != 40 || moved != 2 {
		t.Errorf("the cursor is on %d, told %d times", grid.Cursor(), moved)
	}
	grid.SetSource(book(10))
	if grid.Cursor() != 0 {
		t.Errorf("other rows begin at %d", grid.Cursor())
	}
}

func TestShorterSourceIsShownFromTheTop(t *testing.T) {
	for _, shorter := range []int{3, 100} {
		b, grid := showBook(t, 1_000_000)
		b.key(fyne.KeyEnd)
		grid.SetSource(book(shorter))
		if rows := b.inSight(); len(rows) < 3 || rows[0] != 0 {
			t.Errorf("%d rows: %v are in sight", shorter, rows)
		}
	}
}

func TestFailureOfTheSourceIsTold(t *testing.T) {
	b := newBench(t)
	grid := kit.NewGrid[int](b.Services, "broken", bookColumns(), broken{})
	b.put(kit.VStack(0, b.Notices, grid), nil)
	grid.Reload()
	if len(b.reported) == 0 || !contains(b.markup(), "REF-1") {
		t.Error("a source that fails says nothing")
	}
}

type broken struct{}

func (broken) Count() (int, error)          { return 0, errDisk }
func (broken) Page(int, int) ([]int, error) { return nil, errDisk }

func TestEntryLineStandsUnderTheTitles(t *testing.T) {
	b, grid := showBook(t, 5)
	amount := kit.NewAmountField(b.Services, "amount", "XOF")
	grid.SetFoot(grid.Aligned(kit.NewText("+", kit.Muted), amount))
	if x := fyne.CurrentApp().Driver().AbsolutePositionForObject(amount).X; x != 100 {
		t.Errorf("the field stands at %v, want under its title at 100", x)
	}
	amount.SetText("x")
	amount.Check()
	if !contains(b.markup(), "refused-") {
		t.Error("the line does not say what is wrong")
	}
	amount.SetText("12")
	if contains(b.markup(), "refused-") {
		t.Error("the line goes on complaining")
	}
}

// BenchmarkPageDown is a step through a million rows without the painting.
func BenchmarkPageDown(b *testing.B) {
	bench, grid := showBook(b, 1_000_000)
	for b.Loop() {
		bench.key(fyne.KeyPageDown)
		if grid.Cursor() == grid.Count()-1 {
			bench.key(fyne.KeyHome)
		}
	}
}

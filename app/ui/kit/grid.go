package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column says what a table shows of a row.
type Column[T any] struct {
	ID    string
	Title string
	Width float32        // in units; what is left goes to the columns that grow
	Grow  bool           // shares what is left
	Align fyne.TextAlign // amounts and numbers stand at the end
	Sort  bool           // a tap on the title sorts
	Text  func(T) string
	Style func(T) Style // nil for body text
	// Icon names the icon before the text, in the colour of the text, so that a
	// state is told by shape and word as well; nil and "" show none.
	Icon func(T) string
}

// Grid is a table of any length: it draws the rows in sight only, and keeps a
// cursor, a selection, an order and the widths of its columns.
type Grid[T any] struct {
	widget.BaseWidget

	// Heading gives the text of a row that has no cells but stands over those
	// that follow; false for all others. Nil where there are none.
	Heading func(T) (text string, is bool)

	OnOpen   func(T)                              // Enter or a double tap on a row
	OnCursor func()                               // the cursor or the selection has moved, or the row under it has come
	OnSort   func(column string, descending bool) // sets the order of the source; Reload follows
	Empty    fyne.CanvasObject                    // stands for no rows and says what to do next

	services *Services
	name     string
	columns  []Column[T]
	head     *gridHead
	body     *gridBody
	empty    *fyne.Container
	foot     *fyne.Container
	pages    *pages[T]
	count    int
	counted  bool
	awaited  bool // the row under the cursor has not come yet
	opening  bool // and is to be opened then
	passing  bool // on the way to a row; those in sight until then are not read
	selected selection
	live     map[int]*gridRow // rows in sight
	widths   *columnWidths
	find     finder
}

// NewGrid gives a table of a source; the name is for the trace. Nothing is read
// before Reload.
func NewGrid[T any](s *Services, name string, columns []Column[T], source Source[T]) *Grid[T] {
	g := &Grid[T]{services: s, name: name, columns: columns, live: map[int]*gridRow{}, empty: container.NewStack(), foot: container.NewStack()}
	g.find.now = time.Now
	g.widths = newColumnWidths(columns)
	g.pages = newPages(source, s.Tasks, g.arrived)
	g.body = newGridBody(g)
	g.head = newGridHead(g.widths, g.sort)
	g.head.down = func() { s.Window.Canvas().Focus(g.body) }
	g.ExtendBaseWidget(g)
	return g
}

// Focus gives the part of the table that takes the keyboard.
func (g *Grid[T]) Focus() fyne.Focusable { return g.body }

// Count gives the number of rows.
func (g *Grid[T]) Count() int { return g.count }

// SetSource shows other rows from the top.
func (g *Grid[T]) SetSource(source Source[T]) {
	g.pages.reset(source)
	g.selected = selection{}
	g.body.ScrollToOffset(0)
	g.Reload()
}

// Reload reads the rows anew and keeps the cursor where it is.
func (g *Grid[T]) Reload() { g.ReloadTo(nil) }

// ReloadTo reads the rows anew and puts the cursor on the row that find gives
// for their number. Like the source, find runs away from the goroutine that
// draws; nil keeps the cursor where it is.
func (g *Grid[T]) ReloadTo(find func(count int) (row int, err error)) {
	source := g.pages.source
	g.pages.reset(source)
	revision := g.pages.revision
	row := -1
	Load(g.services.Tasks, func() (count int, err error) {
		if count, err = source.Count(); err == nil && count > 0 && find != nil {
			row, err = find(count)
		}
		return count, err
	}, func(count int, err error) {
		if revision == g.pages.revision {
			g.setCount(count, row, err)
		}
	})
}

func (g *Grid[T]) setCount(count, row int, err error) {
	if g.services.Refuse(err) {
		return
	}
	g.count, g.counted = count, true
	g.selected.clamp(count)
	if row >= 0 {
		g.selected.only(min(row, count-1))
	}
	g.empty.Objects = nil
	if count == 0 && g.Empty != nil {
		g.empty.Objects = []fyne.CanvasObject{container.NewCenter(g.Empty)}
	}
	g.empty.Refresh()
	if row >= 0 {
		g.passing = true
		g.body.Refresh() // learns how far it can scroll
		g.body.reveal(g.selected.cursor)
		g.passing = false
	}
	g.redraw()
	g.moved()
	Trace("grid " + g.name)
}

// redraw binds every row in sight anew.
func (g *Grid[T]) redraw() {
	clear(g.live)
	g.body.Refresh()
}

// rebind draws rows again that are in sight, after a page has come or the
// cursor has moved.
func (g *Grid[T]) rebind(rows ...int) {
	for _, n := range rows {
		if row := g.live[n]; row != nil {
			g.bind(n, row)
		}
	}
}

func (g *Grid[T]) arrived(first, count int, err error) {
	if g.services.Refuse(err) {
		return
	}
	for n, row := range g.live {
		if n >= first && n < first+count {
			g.bind(n, row)
		}
	}
	if at := g.selected.cursor; g.awaited && at >= first && at < first+count {
		g.moved()
		if g.opening {
			g.open(at)
		}
	}
}

// bind shows a row of the source in a row of the screen.
func (g *Grid[T]) bind(n int, row *gridRow) {
	if g.live[row.number] == row {
		delete(g.live, row.number)
	}
	row.number = n
	g.live[n] = row
	value, here := g.pages.row(n)
	row.heading = ""
	if here && g.Heading != nil {
		if text, is := g.Heading(value); is {
			row.heading = text
		}
	}
	for i, column := range g.columns {
		cell := cell{align: column.Align, text: g.services.T("grid.loading"), style: Muted}
		if here {
			cell.text, cell.style = column.Text(value), Body
			if column.Style != nil {
				cell.style = column.Style(value)
			}
			if column.Icon != nil {
				cell.icon = column.Icon(value)
			}
		}
		if row.heading != "" {
			cell.text, cell.icon = "", ""
		}
		row.cells[i] = cell
	}
	row.selected = g.selected.has(n)
	row.current = n == g.selected.cursor
	row.focused = g.body.focused
	row.Refresh()
}

// SetFoot puts something below the rows, such as a line in which to enter the
// next one.
func (g *Grid[T]) SetFoot(foot fyne.CanvasObject) {
	g.foot.Objects = []fyne.CanvasObject{VStack(0, Rule(), foot)}
	g.foot.Refresh()
	g.Refresh()
}

// Aligned sets objects side by side as wide as the columns, one for each, and
// below them what is wrong with the first field that is: the foot in which the
// next row is typed.
func (g *Grid[T]) Aligned(objects ...fyne.CanvasObject) *EntryLine {
	return newEntryLine(g.widths, objects)
}

func (g *Grid[T]) sort(column int, descending bool) {
	if g.OnSort == nil {
		return
	}
	g.OnSort(g.columns[column].ID, descending)
	g.Reload()
}

// CreateRenderer is for Fyne.
func (g *Grid[T]) CreateRenderer() fyne.WidgetRenderer {
	rows := container.NewThemeOverride(g.body, tight{})
	body := container.NewStack(NewPanel(ColorSurface, container.NewStack()), rows, g.empty)
	return widget.NewSimpleRenderer(container.New(gridLayout{g.widths}, g.head, body, g.foot))
}

// gridLayout sets the titles above, the foot below and the rows between, and
// tells the columns how much room there is.
type gridLayout struct{ widths *columnWidths }

func (l gridLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.widths.setRoom(size.Width)
	foot := objects[2].MinSize().Height
	y := float32(0)
	for i, height := range []float32{RowHeight, size.Height - RowHeight - foot, foot} {
		objects[i].Resize(fyne.NewSize(size.Width, height))
		objects[i].Move(fyne.NewPos(0, y))
		y += height
	}
}

func (l gridLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, 4*RowHeight+objects[2].MinSize().Height)
}

package kit

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/graphic"
)

// Chart shows a chart that can be read from the keyboard: the arrows, Home and
// End go from mark to mark, and the words of the mark stand above. The mouse does
// the same by pointing.
type Chart struct {
	widget.BaseWidget
	name    string // for the trace
	title   string
	drawing *Drawing
	at      int // the mark in words, -1 for none
	focused bool
}

// NewChart gives a chart of a height under its title.
func NewChart(name, title string, chart graphic.Chart, height float32) *Chart {
	c := &Chart{name: name, title: title, drawing: NewDrawing(chart, fyne.NewSize(240, height)), at: -1}
	c.ExtendBaseWidget(c)
	return c
}

// SetChart shows another chart under its title.
func (c *Chart) SetChart(title string, chart graphic.Chart) {
	c.title, c.at = title, -1
	c.drawing.SetChart(chart)
	c.Refresh()
}

// Words gives what the chart tells of the mark that is read, or nothing.
func (c *Chart) Words() string {
	if c.at < 0 || c.at >= len(c.marks()) {
		return ""
	}
	return c.marks()[c.at].Words
}

func (c *Chart) marks() []graphic.Mark { return c.drawing.picture.Marks }

// read tells a mark, or none.
func (c *Chart) read(mark int) {
	if mark == c.at {
		return
	}
	c.at = mark
	if words := c.Words(); words != "" {
		Trace("chart " + c.name + " " + words)
	}
	c.Refresh()
}

// TypedKey goes from mark to mark and forwards the rest.
func (c *Chart) TypedKey(event *fyne.KeyEvent) {
	touch()
	last := len(c.marks()) - 1
	switch event.Name {
	case fyne.KeyRight:
		c.read(min(c.at+1, last))
	case fyne.KeyLeft:
		c.read(min(max(c.at-1, 0), last))
	case fyne.KeyHome:
		c.read(min(0, last))
	case fyne.KeyEnd:
		c.read(last)
	default:
		forwardKey(c, event)
	}
}

// TypedRune is for Fyne; a chart takes no letters.
func (c *Chart) TypedRune(rune) {}

// FocusGained tells the last mark, which is the newest, unless one is told.
func (c *Chart) FocusGained() {
	c.focused = true
	Trace("focus " + c.name)
	reveal(c)
	if c.at < 0 {
		c.read(len(c.marks()) - 1)
	}
	c.Refresh()
}

// FocusLost is for Fyne.
func (c *Chart) FocusLost() {
	c.focused = false
	c.read(-1)
	c.Refresh()
}

// MouseIn is for Fyne.
func (c *Chart) MouseIn(event *desktop.MouseEvent) { c.MouseMoved(event) }

// MouseMoved tells the mark that is nearest to the mouse.
func (c *Chart) MouseMoved(event *desktop.MouseEvent) {
	touch()
	nearest, distance := -1, math.Inf(1)
	for i, mark := range c.marks() {
		if d := math.Abs(mark.At.X - float64(event.Position.X)); d < distance {
			nearest, distance = i, d
		}
	}
	c.read(nearest)
}

// MouseOut is for Fyne.
func (c *Chart) MouseOut() {
	if !c.focused {
		c.read(-1)
	}
}

// AccessibilityLabel gives the title and what the chart tells.
func (c *Chart) AccessibilityLabel() string { return c.title + ": " + c.drawing.AccessibilityLabel() }

// CreateRenderer is for Fyne.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{
		chart: c, title: NewText(c.title, Strong).Cut(), words: NewParagraph("", Body), behind: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent),
		cursor: canvas.NewLine(color.Transparent), dot: canvas.NewCircle(color.Transparent),
	}
	r.Refresh()
	return r
}

type chartRenderer struct {
	chart  *Chart
	title  *Text
	words  *Paragraph
	behind *canvas.Rectangle // words that take two lines
	ring   *canvas.Rectangle
	cursor *canvas.Line
	dot    *canvas.Circle
}

const (
	titleHeight = 24  // for the title and the words of a mark
	titleLeast  = 100 // that a title needs beside them
)

func (r *chartRenderer) Layout(size fyne.Size) {
	width := r.tell(size.Width)
	r.title.Hidden = width > size.Width-titleLeast
	r.title.Resize(fyne.NewSize(max(0, size.Width-width-8), r.title.MinSize().Height))
	r.chart.drawing.Move(fyne.NewPos(0, titleHeight))
	r.chart.drawing.Resize(fyne.NewSize(size.Width, size.Height-titleHeight))
	r.ring.Resize(size.AddWidthHeight(2*Gap, 2*Gap))
	r.ring.Move(fyne.NewPos(-Gap, -Gap))
	r.point()
}

// tell puts the words of the mark at the end of the line of the title, and gives
// how wide they are. Words that are wider than the chart break into lines, which
// then cover the legend: amounts are never cut.
func (r *chartRenderer) tell(room float32) float32 {
	width := min(Body.measure(r.words.Text()).Width+1, room)
	r.words.Resize(fyne.NewSize(width, titleHeight))
	r.words.Move(fyne.NewPos(room-width, 0))
	height := r.words.MinSize().Height
	r.behind.Hidden = height <= titleHeight
	r.behind.Resize(fyne.NewSize(room, max(height, titleHeight+1.5*Small.size()))) // the whole legend or nothing of it
	return width
}

// point shows the mark that is told.
func (r *chartRenderer) point() {
	c := r.chart
	told := c.Words() != ""
	r.cursor.Hidden, r.dot.Hidden = !told, !told
	if !told {
		return
	}
	at := position(c.marks()[c.at].At).AddXY(0, titleHeight)
	r.cursor.Position1, r.cursor.Position2 = fyne.NewPos(at.X, at.Y), fyne.NewPos(at.X, c.Size().Height-1.6*Small.size())
	r.dot.Move(at.SubtractXY(3.5, 3.5))
	r.dot.Resize(fyne.NewSquareSize(7))
}

func (r *chartRenderer) MinSize() fyne.Size {
	return r.chart.drawing.MinSize().Add(fyne.NewSize(0, titleHeight))
}

func (r *chartRenderer) Refresh() {
	r.title.SetText(r.chart.title)
	r.words.SetText(r.chart.Words())
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = color.Transparent, 2, 4
	if r.chart.focused {
		r.ring.StrokeColor = theme.Color(ColorFocus)
	}
	r.behind.FillColor = theme.Color(ColorSurface)
	r.cursor.StrokeColor, r.cursor.StrokeWidth = theme.Color(ColorBorder), 1
	r.dot.FillColor = theme.Color(ColorText)
	r.Layout(r.chart.Size())
	canvas.Refresh(r.chart)
}

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.title, r.chart.drawing, r.cursor, r.dot, r.behind, r.words}
}

func (r *chartRenderer) Destroy() {}

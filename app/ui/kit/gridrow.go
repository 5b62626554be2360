package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// cellPadding is the space at both sides of a cell.
const cellPadding = 8

// cell is what a row shows in a column.
type cell struct {
	text  string
	icon  string // before the text, or ""
	style Style
	align fyne.TextAlign
}

// rowMouse is what the mouse does on a row.
type rowMouse struct {
	press func(n int, shift, ctrl bool)
	open  func(n int)
}

// gridRow is a row on the screen. It is used again for other rows of the source
// while one scrolls.
type gridRow struct {
	widget.BaseWidget
	widths            *columnWidths
	mouse             rowMouse
	number            int
	cells             []cell
	focused           bool // the table has the keyboard
	current, selected bool
	heading           string // stands over the whole row
}

func newGridRow(widths *columnWidths, mouse rowMouse) *gridRow {
	r := &gridRow{widths: widths, mouse: mouse, number: -1, cells: make([]cell, len(widths.titles))}
	r.ExtendBaseWidget(r)
	return r
}

// MouseDown selects.
func (r *gridRow) MouseDown(event *desktop.MouseEvent) {
	r.mouse.press(r.number, event.Modifier&fyne.KeyModifierShift != 0, event.Modifier&fyne.KeyModifierShortcutDefault != 0)
}

// MouseUp is for Fyne.
func (r *gridRow) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens.
func (r *gridRow) DoubleTapped(*fyne.PointEvent) { r.mouse.open(r.number) }

// AccessibilityLabel reads the row out.
func (r *gridRow) AccessibilityLabel() string {
	if r.heading != "" {
		return r.heading
	}
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = c.text
	}
	return strings.Join(texts, ", ")
}

// CreateRenderer is for Fyne.
func (r *gridRow) CreateRenderer() fyne.WidgetRenderer {
	d := &gridRowRenderer{
		row: r, ground: canvas.NewRectangle(color.Transparent),
		edge: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
	}
	d.heading = canvas.NewText("", nil)
	d.objects = []fyne.CanvasObject{d.ground, d.edge, d.line, d.heading}
	for range r.cells {
		text := canvas.NewText("", nil)
		d.texts = append(d.texts, text)
		d.objects = append(d.objects, text)
	}
	d.Refresh()
	return d
}

type gridRowRenderer struct {
	row                *gridRow
	ground, edge, line *canvas.Rectangle
	texts              []*canvas.Text
	heading            *canvas.Text
	icons              map[int]*canvas.Image // by column; most rows have none
	objects            []fyne.CanvasObject
}

// grounds gives the colours behind the row and at its edge.
func (r *gridRow) grounds() (ground, edge color.Color) {
	ground, edge = color.Transparent, color.Transparent
	if r.heading != "" {
		ground = theme.Color(ColorSunken)
	}
	if r.selected {
		ground = theme.Color(ColorSelected)
	}
	if r.current && r.focused {
		edge = theme.Color(ColorPrimary)
	} else if r.current && !r.selected {
		ground = theme.Color(ColorHover)
	}
	return ground, edge
}

func (r *gridRowRenderer) Refresh() {
	r.ground.FillColor, r.edge.FillColor = r.row.grounds()
	r.line.FillColor = theme.Color(ColorLine)
	Strong.paint(r.heading)
	for i, cell := range r.row.cells {
		cell.style.Align = cell.align
		cell.style.paint(r.texts[i])
		r.paintIcon(i, cell)
	}
	r.Layout(r.row.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *gridRowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.edge.Resize(fyne.NewSize(3, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.heading.Text = Strong.fit(r.row.heading, size.Width-2*cellPadding)
	r.heading.Resize(fyne.NewSize(size.Width-2*cellPadding, size.Height-1))
	r.heading.Move(fyne.NewPos(cellPadding, 0))
	for i, cell := range r.row.cells {
		x, width := r.row.widths.at(i)
		room := width - 2*cellPadding
		left := x + cellPadding
		if cell.icon != "" {
			left, room = r.placeIcon(i, left, room, size.Height)
		}
		text := r.texts[i]
		text.Text = cell.style.fit(cell.text, room)
		text.Resize(fyne.NewSize(room+hanging(cell, text), size.Height-1))
		text.Move(fyne.NewPos(left, 0))
	}
}

// hanging lets the closing parenthesis of a negative amount stand outside its
// column, so that the digits below each other are of the same place.
func hanging(c cell, text *canvas.Text) float32 {
	if c.align != fyne.TextAlignTrailing || !strings.HasSuffix(c.text, ")") {
		return 0
	}
	return fyne.MeasureText(")", text.TextSize, text.TextStyle).Width
}

func (r *gridRowRenderer) MinSize() fyne.Size { return fyne.NewSize(100, RowHeight) }

func (r *gridRowRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *gridRowRenderer) Destroy() {}

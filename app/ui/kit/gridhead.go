package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// gridHead is the line of titles: a tap sorts, a drag of an edge makes a column
// wider.
type gridHead struct {
	widget.BaseWidget
	widths     *columnWidths
	sort       func(column int, descending bool)
	sorted     int // column in order, -1 for none
	descending bool
	focused    bool
	down       func() // to the rows
	at         int    // column that keys act on
	dragging   int    // column whose edge is dragged, -1 for none
	mouseX     float32
}

func newGridHead(widths *columnWidths, sort func(column int, descending bool)) *gridHead {
	h := &gridHead{widths: widths, sort: sort, sorted: -1, dragging: -1}
	widths.watch(func() { h.Refresh() })
	h.ExtendBaseWidget(h)
	return h
}

// Tapped sorts by the column under the mouse; again, the other way round.
func (h *gridHead) Tapped(event *fyne.PointEvent) {
	column := h.widths.columnAt(event.Position.X)
	if column >= 0 && h.widths.edgeNear(event.Position.X) < 0 {
		h.order(column)
	}
}

// order sorts by a column; again, the other way round.
func (h *gridHead) order(column int) {
	if !h.widths.titles[column].sort {
		return
	}
	h.descending = h.sorted == column && !h.descending
	h.sorted, h.at = column, column
	h.Refresh()
	h.sort(column, h.descending)
}

// Dragged moves the edge that the drag began at.
func (h *gridHead) Dragged(event *fyne.DragEvent) {
	if h.dragging < 0 {
		h.dragging = h.widths.edgeNear(event.Position.X - event.Dragged.DX)
	}
	if h.dragging >= 0 {
		h.widths.drag(h.dragging, event.Dragged.DX)
	}
}

// DragEnd lets go of the edge.
func (h *gridHead) DragEnd() { h.dragging = -1 }

// MouseIn is for Fyne.
func (h *gridHead) MouseIn(event *desktop.MouseEvent) { h.mouseX = event.Position.X }

// MouseMoved remembers where the mouse is, for Cursor.
func (h *gridHead) MouseMoved(event *desktop.MouseEvent) { h.mouseX = event.Position.X }

// MouseOut is for Fyne.
func (h *gridHead) MouseOut() {}

// Cursor tells that an edge can be dragged.
func (h *gridHead) Cursor() desktop.Cursor {
	if h.widths.edgeNear(h.mouseX) >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is for Fyne.
func (h *gridHead) CreateRenderer() fyne.WidgetRenderer {
	d := &gridHeadRenderer{head: h, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), arrow: picture(nil), ring: canvas.NewRectangle(nil)}
	d.objects = []fyne.CanvasObject{d.ground, d.line, d.ring, d.arrow}
	for range h.widths.titles {
		title, edge := canvas.NewText("", nil), canvas.NewRectangle(nil)
		d.titles, d.edges = append(d.titles, title), append(d.edges, edge)
		d.objects = append(d.objects, edge, title)
	}
	d.Refresh()
	return d
}

type gridHeadRenderer struct {
	head         *gridHead
	ground, line *canvas.Rectangle
	arrow        *canvas.Image
	titles       []*canvas.Text
	edges        []*canvas.Rectangle
	ring         *canvas.Rectangle // around the title that keys act on
	objects      []fyne.CanvasObject
}

func (r *gridHeadRenderer) style(column int) Style {
	style := Style{Color: ColorMuted, Align: r.head.widths.titles[column].align, Bold: true, Size: theme.SizeNameCaptionText}
	if column == r.head.sorted {
		style.Color = ColorText
	}
	return style
}

func (r *gridHeadRenderer) Refresh() {
	r.ground.FillColor, r.line.FillColor = theme.Color(ColorSunken), theme.Color(ColorLine)
	for i := range r.titles {
		r.style(i).paint(r.titles[i])
		r.edges[i].FillColor = theme.Color(ColorLine)
	}
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = color.Transparent, theme.Color(ColorFocus), 2, 3
	r.ring.Hidden = !r.head.focused
	r.arrow.Hidden = r.head.sorted < 0
	r.arrow.Resource = IconIn("up", ColorText)
	if r.head.descending {
		r.arrow.Resource = IconIn("down", ColorText)
	}
	r.Layout(r.head.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

// arrowSize is that of the mark of the order; it stands before a title at the
// right and after one at the left.
const arrowSize = 11

func (r *gridHeadRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.line.Move(fyne.NewPos(0, size.Height-1))
	for i, title := range r.head.widths.titles {
		x, width := r.head.widths.at(i)
		if i == r.head.at {
			r.ring.Resize(fyne.NewSize(width-2, size.Height-3))
			r.ring.Move(fyne.NewPos(x+1, 1))
		}
		room := width - 2*cellPadding
		if i == r.head.sorted {
			room -= arrowSize + 4
		}
		r.titles[i].Text = r.style(i).fit(title.text, room)
		left := x + cellPadding
		if i == r.head.sorted {
			left = r.placeArrow(left, room, r.titles[i], title.align, size.Height)
		}
		r.titles[i].Resize(fyne.NewSize(room, size.Height-1))
		r.titles[i].Move(fyne.NewPos(left, 0))
		r.edges[i].Resize(fyne.NewSize(1, size.Height-12))
		r.edges[i].Move(fyne.NewPos(x+width-1, 6))
		r.edges[i].Hidden = i == len(r.titles)-1
	}
}

// placeArrow sets the mark of the order and gives where the title begins.
func (r *gridHeadRenderer) placeArrow(left, room float32, title *canvas.Text, align fyne.TextAlign, height float32) float32 {
	width := fyne.MeasureText(title.Text, title.TextSize, title.TextStyle).Width
	at, begin := left+width+4, left
	if align == fyne.TextAlignTrailing {
		begin = left + arrowSize + 4
		at = begin + room - width - arrowSize - 4
	}
	r.arrow.Resize(fyne.NewSquareSize(arrowSize))
	r.arrow.Move(fyne.NewPos(at, (height-arrowSize)/2))
	return begin
}

func (r *gridHeadRenderer) MinSize() fyne.Size { return fyne.NewSize(100, RowHeight) }

func (r *gridHeadRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *gridHeadRenderer) Destroy() {}

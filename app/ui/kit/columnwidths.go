package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

const minColumn = 40

// columnWidths is where each column of a table begins and how wide it is, for
// the titles, the rows and the line of entry alike.
type columnWidths struct {
	titles  []columnTitle
	wished  []float32 // as declared or as dragged
	room    float32
	widths  []float32
	changed []func()
}

// columnTitle is what the head of a table needs of a column.
type columnTitle struct {
	text  string
	align fyne.TextAlign
	sort  bool
	grow  bool
}

func newColumnWidths[T any](columns []Column[T]) *columnWidths {
	w := &columnWidths{}
	for _, c := range columns {
		w.titles = append(w.titles, columnTitle{c.Title, c.Align, c.Sort, c.Grow})
		w.wished = append(w.wished, max(c.Width, minColumn))
	}
	w.spread()
	return w
}

func (w *columnWidths) watch(changed func()) { w.changed = append(w.changed, changed) }

// setRoom is told how wide the table is.
func (w *columnWidths) setRoom(room float32) {
	if w.room != room {
		w.room = room
		w.spread()
	}
}

// spread gives what is left to the columns that grow, and takes from them what
// is wanting.
func (w *columnWidths) spread() {
	w.widths = slices.Clone(w.wished)
	spare, growing := w.room, 0
	for i, width := range w.widths {
		spare -= width
		if w.titles[i].grow {
			growing++
		}
	}
	for i := range w.widths {
		if w.titles[i].grow {
			w.widths[i] = max(minColumn, w.widths[i]+spare/float32(growing))
		}
	}
}

// drag makes a column wider or narrower by so much.
func (w *columnWidths) drag(column int, by float32) {
	w.wished[column] = max(minColumn, w.widths[column]+by)
	w.spread()
	for _, changed := range w.changed {
		changed()
	}
}

// at gives where a column begins and how wide it is.
func (w *columnWidths) at(column int) (x, width float32) {
	for i := range column {
		x += w.widths[i]
	}
	return x, w.widths[column]
}

// edgeNear gives the column whose right edge is at x, or -1.
func (w *columnWidths) edgeNear(x float32) int {
	edge := float32(0)
	for i, width := range w.widths {
		edge += width
		if x > edge-5 && x < edge+5 {
			return i
		}
	}
	return -1
}

// columnAt gives the column that x lies in, or -1.
func (w *columnWidths) columnAt(x float32) int {
	for i, width := range w.widths {
		if x < width {
			return i
		}
		x -= width
	}
	return -1
}

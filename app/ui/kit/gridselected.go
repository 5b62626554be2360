package kit

import (
	"iter"

	"github.com/comptoir/comptoir/app/fault"
)

// Current gives the row under the cursor; false when there is none, or when it
// has not come yet.
func (g *Grid[T]) Current() (row T, here bool) {
	if g.count == 0 {
		return row, false
	}
	return g.pages.row(g.selected.cursor)
}

// Cursor gives the number of the row under the cursor, from 0.
func (g *Grid[T]) Cursor() int { return g.selected.cursor }

// MoveTo puts the cursor on a row and brings it in sight.
func (g *Grid[T]) MoveTo(row int) {
	if g.count == 0 {
		return
	}
	g.change(func() { g.selected.only(max(0, min(row, g.count-1))) })
	g.body.reveal(g.selected.cursor)
}

// SelectedRows walks the numbers of the rows selected, from the top.
func (g *Grid[T]) SelectedRows() iter.Seq[int] {
	spans := g.selected.spans
	return func(yield func(int) bool) {
		for _, sp := range spans {
			for n := sp.first; n <= sp.last; n++ {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// SelectedCount gives the number of rows selected.
func (g *Grid[T]) SelectedCount() int { return g.selected.count() }

// Selected brings the rows selected, limit at most; more is fault.Invalid.
func (g *Grid[T]) Selected(limit int, then func([]T, error)) {
	if n := g.selected.count(); n > limit {
		then(nil, fault.New(fault.Invalid, "grid.copy", fault.Args{"Count": n, "Limit": limit}))
		return
	}
	source, spans := g.pages.source, g.selected.spans
	Load(g.services.Tasks, func() ([]T, error) { return readSpans(source, spans) }, then)
}

func readSpans[T any](source Source[T], spans []span) ([]T, error) {
	var rows []T
	for _, sp := range spans {
		page, err := source.Page(sp.first, sp.last-sp.first+1)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page...)
	}
	return rows, nil
}

// change alters the selection and draws what that changes.
func (g *Grid[T]) change(alter func()) {
	g.opening = false
	before := g.selected
	alter()
	if len(before.spans) <= 1 && len(g.selected.spans) <= 1 && before.count() <= 1 && g.selected.count() <= 1 {
		g.rebind(before.cursor, g.selected.cursor)
	} else {
		for n, row := range g.live {
			g.bind(n, row)
		}
	}
	g.moved()
}

// moved tells that the cursor is on another row, and once more when that row has
// come.
func (g *Grid[T]) moved() {
	g.awaited = g.count > 0 && !g.pages.has(g.selected.cursor)
	if g.OnCursor != nil {
		g.OnCursor()
	}
}

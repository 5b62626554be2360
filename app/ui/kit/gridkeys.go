package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
)

// maxCopied is how many rows go to the clipboard at a time.
const maxCopied = 10_000

func (g *Grid[T]) length() int { return g.count }

func (g *Grid[T]) newRow() *gridRow {
	return newGridRow(g.widths, rowMouse{press: g.pressed, open: func(n int) { g.open(n) }})
}

func (g *Grid[T]) bindRow(n int, row *gridRow) {
	if !g.passing {
		g.bind(n, row)
	}
}

func (g *Grid[T]) focusChanged() { g.rebind(g.selected.cursor) }

// key does what a key means in a table and reports whether it means anything.
func (g *Grid[T]) key(name fyne.KeyName, shift, ctrl bool) bool {
	if to, moves := g.target(name); moves {
		g.moveTo(to, shift)
		return true
	}
	switch {
	case name == fyne.KeyReturn || name == fyne.KeyEnter:
		return g.open(g.selected.cursor)
	case name == fyne.KeySpace:
		g.find.skip = true // the driver sends the space as a letter, too
		g.change(g.selected.mark)
		return true
	case name == fyne.KeyEscape && g.selected.marking && g.selected.count() > 1:
		g.change(func() { g.selected.only(g.selected.cursor) })
		return true
	}
	return false
}

// target gives the row to which a key moves the cursor.
func (g *Grid[T]) target(name fyne.KeyName) (row int, moves bool) {
	at, page := g.selected.cursor, g.body.inSight()-1
	switch name {
	case fyne.KeyDown:
		return at + 1, true
	case fyne.KeyUp:
		return at - 1, true
	case fyne.KeyPageDown:
		return at + page, true
	case fyne.KeyPageUp:
		return at - page, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return g.count - 1, true
	}
	return 0, false
}

func (g *Grid[T]) moveTo(row int, stretch bool) {
	if g.count == 0 {
		return
	}
	row = max(0, min(row, g.count-1))
	g.change(func() {
		if stretch {
			g.selected.stretch(row)
		} else {
			g.selected.walk(row)
		}
	})
	g.body.reveal(row)
}

// pressed is the mouse on a row.
func (g *Grid[T]) pressed(n int, shift, ctrl bool) {
	g.services.Window.Canvas().Focus(g.body)
	g.change(func() {
		switch {
		case shift:
			g.selected.stretch(n)
		case ctrl:
			g.selected.toggle(n)
		default:
			g.selected.only(n)
		}
	})
}

// open opens a row, at once or as soon as it has come.
func (g *Grid[T]) open(n int) bool {
	if n >= g.count || g.OnOpen == nil {
		return false
	}
	row, here := g.pages.row(n)
	g.opening = !here
	if here {
		g.OnOpen(row)
	}
	return true
}

func (g *Grid[T]) selectAll() { g.change(func() { g.selected.all(g.count) }) }

// copy puts the selected rows on the clipboard as tab-separated text, as other
// programs' tables take it.
func (g *Grid[T]) copy() {
	if g.selected.count() == 0 && g.count > 0 {
		g.selected.only(g.selected.cursor)
	}
	g.Selected(maxCopied, func(rows []T, err error) {
		if g.services.Refuse(err) || len(rows) == 0 {
			return
		}
		fyne.CurrentApp().Clipboard().SetContent(g.tabbed(rows))
		g.services.Done(g.services.T("grid.copied", fault.Args{"Count": len(rows)}))
	})
}

// tabbed writes rows as tab-separated text with the titles on top.
func (g *Grid[T]) tabbed(rows []T) string {
	var b strings.Builder
	line := func(text func(Column[T]) string) {
		for i, column := range g.columns {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(oneCell.Replace(text(column)))
		}
		b.WriteByte('\n')
	}
	line(func(c Column[T]) string { return c.Title })
	for _, row := range rows {
		line(func(c Column[T]) string { return c.Text(row) })
	}
	return b.String()
}

// oneCell keeps a text from becoming two cells, and no-break spaces from
// hiding a number from a spreadsheet.
var oneCell = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ", "\u202f", " ", "\u00a0", " ")

const (
	findPause = time.Second // after it, typing begins a new word
	findReach = 5000        // rows that are looked through
)

// finder is what was typed to find a row.
type finder struct {
	typed string
	at    time.Time
	skip  bool
	now   func() time.Time
}

// rune looks for the next row that begins with what is being typed, in the
// first column of text.
func (g *Grid[T]) rune(r rune) {
	if g.find.skip {
		g.find.skip = false
		return
	}
	now := g.find.now()
	if now.Sub(g.find.at) > findPause {
		g.find.typed = ""
	}
	g.find.typed, g.find.at = g.find.typed+string(r), now
	typed, column, source, count := g.find.typed, g.findColumn(), g.pages.source, g.count
	from := g.selected.cursor
	if len([]rune(typed)) == 1 {
		from++ // the same letter again goes on to the next
	}
	Load(g.services.Tasks, func() (int, error) { return search(source, column.Text, typed, from, count) }, func(row int, err error) {
		if !g.services.Refuse(err) && row >= 0 && g.find.typed == typed {
			g.moveTo(row, false)
		}
	})
}

func (g *Grid[T]) findColumn() Column[T] {
	for _, column := range g.columns {
		if column.Grow {
			return column
		}
	}
	return g.columns[0]
}

// search gives the first row from a row on, round the end, whose text begins
// with what is typed, whatever the case; -1 when there is none near.
func search[T any](source Source[T], text func(T) string, typed string, from, count int) (int, error) {
	typed = strings.ToLower(typed)
	for done := 0; done < min(count, findReach); {
		offset := (from + done) % count
		rows, err := source.Page(offset, pageRows)
		if err != nil {
			return -1, err
		}
		for i, row := range rows {
			if strings.HasPrefix(strings.ToLower(text(row)), typed) {
				return offset + i, nil
			}
		}
		if len(rows) == 0 {
			return -1, nil
		}
		done += len(rows)
	}
	return -1, nil
}

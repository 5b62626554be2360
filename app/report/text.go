package report

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/comptoir/comptoir/app/translation"
)

// writeText writes the report for a console: cells below each other, amounts
// flush right. Nothing is cut.
func (r Report) writeText(w io.Writer, p *translation.Printer) error {
	t := &textTable{flush: make([]bool, len(r.Columns))}
	titles := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		titles[i], t.flush[i] = c.Title, c.Flush
	}
	if len(titles) > 0 {
		t.add(titles)
	}
	for _, row := range r.Rows {
		cells := make([]string, len(row.Cells))
		for i, value := range row.Cells {
			cells[i] = Words(p, value)
		}
		t.add(cells)
	}
	var b strings.Builder
	for _, line := range r.above(p) {
		b.WriteString(line + "\n")
	}
	t.write(&b)
	for _, line := range r.below() {
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// above gives the lines before the table.
func (r Report) above(p *translation.Printer) []string {
	lines := append([]string{r.Organisation, r.Title}, r.About...)
	facts := &textTable{}
	for _, f := range r.Facts {
		facts.add([]string{f.Label, Words(p, f.Value)})
	}
	var b strings.Builder
	facts.write(&b)
	if b.Len() > 0 {
		lines = append(lines, strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")...)
	}
	return append(lines, "")
}

// below gives those after it.
func (r Report) below() []string {
	var lines []string
	if len(r.Notes) > 0 || r.Anchor != "" {
		lines = append(lines, "")
	}
	lines = append(lines, r.Notes...)
	if r.Anchor != "" {
		lines = append(lines, r.Anchor)
	}
	return lines
}

// textTable sets cells below each other.
type textTable struct {
	flush  []bool
	widths []int
	rows   [][]string
}

// add takes a row in. One that stands alone in its first cell, a heading, widens
// nothing.
func (t *textTable) add(cells []string) {
	for len(t.widths) < max(len(cells), len(t.flush)) {
		t.widths = append(t.widths, 0)
	}
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(cell, "\n", " ")
		if len(cells) > 1 {
			t.widths[i] = max(t.widths[i], utf8.RuneCountInString(cell))
		}
	}
	t.rows = append(t.rows, cells)
}

func (t *textTable) write(b *strings.Builder) {
	for _, cells := range t.rows {
		var line strings.Builder
		for i, cell := range cells {
			padding := strings.Repeat(" ", max(0, t.widths[i]-utf8.RuneCountInString(cell)))
			if i < len(t.flush) && t.flush[i] {
				cell = padding + cell
			} else {
				cell += padding
			}
			line.WriteString(cell + "  ")
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

package reporting

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Widths of columns in units. Numbers get what their longest has, so that none is
// ever cut; texts may be cut and can be widened.
const (
	cellSides = 20.0
	textLeast = 60.0
	textMost  = 260.0
	beside    = 280.0 // what the window has beside a table
	sampled   = 2000  // texts that are measured; all numbers are
)

// Table shows a report on the screen; the name is for the trace.
func Table(s *kit.Services, name string, r report.Report) *kit.Grid[report.Row] {
	columns, fitted := make([]kit.Column[report.Row], len(r.Columns)), widths(s, r)
	for i, c := range r.Columns {
		columns[i] = kit.Column[report.Row]{
			ID: c.Key, Title: c.Title, Width: fitted[i], Grow: i == widest(r, fitted),
			Text: func(row report.Row) string { return cell(s, row, i) }, Style: style,
		}
		if c.Flush {
			columns[i].Align = fyne.TextAlignTrailing
		}
	}
	grid := kit.NewGrid(s, name, columns, kit.Rows[report.Row](r.Rows))
	grid.Heading = func(row report.Row) (string, bool) {
		return heading(s, row), row.Kind == report.Heading
	}
	grid.Reload()
	return grid
}

func cell(s *kit.Services, row report.Row, column int) string {
	if column >= len(row.Cells) {
		return ""
	}
	return report.Words(s.Printer, row.Cells[column])
}

func heading(s *kit.Services, row report.Row) string {
	words := make([]string, len(row.Cells))
	for i := range row.Cells {
		words[i] = cell(s, row, i)
	}
	return strings.Join(words, "  ")
}

func style(row report.Row) kit.Style {
	switch row.Kind {
	case report.Total:
		return kit.Strong
	case report.Aside:
		return kit.Muted
	}
	return kit.Body
}

// widest gives the column of texts that takes what is left: the one that says
// what is carried, else the one that needs most.
func widest(r report.Report, fitted []float32) int {
	longest := -1
	for i, c := range r.Columns {
		if c.Carry == report.CarryLabel {
			return i
		}
		if !c.Flush && (longest < 0 || fitted[i] > fitted[longest]) {
			longest = i
		}
	}
	return longest
}

// widths measures the columns. Where the window has not enough room, texts become
// narrower, the widest first.
func widths(s *kit.Services, r report.Report) []float32 {
	all := make([]float32, len(r.Columns))
	room := s.Window.Canvas().Size().Width - beside
	var texts []int
	for i, c := range r.Columns {
		all[i] = width(s, r, i)
		if room -= all[i]; !c.Flush {
			texts = append(texts, i)
		}
	}
	for room < 0 && len(texts) > 0 {
		next := slices.MaxFunc(texts, func(a, b int) int { return cmp.Compare(all[a], all[b]) })
		if all[next] <= textLeast {
			break
		}
		taken := min(all[next]-textLeast, 8, -room)
		all[next] -= taken
		room += taken
	}
	return all
}

// width measures a column, each length of text once.
func width(s *kit.Services, r report.Report, column int) float32 {
	flush := r.Columns[column].Flush
	longest := measure(r.Columns[column].Title, true)
	seen := map[int]bool{}
	for i, row := range r.Rows {
		if row.Kind == report.Heading || !flush && i >= sampled {
			continue
		}
		text := cell(s, row, column)
		if length := len(text); flush && seen[length] && row.Kind != report.Total {
			continue // digits are all as wide
		} else {
			seen[length] = true
		}
		longest = max(longest, measure(text, row.Kind == report.Total))
	}
	if flush {
		return longest + cellSides
	}
	return min(max(longest+cellSides, textLeast), textMost)
}

func measure(text string, bold bool) float32 {
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: bold}).Width
}

package paper

import (
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Table is a table of any length on landscape pages, its titles on each of them.
type Table struct {
	Title        string
	Organisation string
	About        []string // what was selected, a line each
	Person       string   // who prints
	Made         time.Time
	Columns      []TableColumn
	Rows         []TableRow
}

// TableColumn has its title, and stands flush right where it has numbers.
type TableColumn struct {
	Title string
	Flush bool
}

// TableRow is a row; a heading has its text in the first cell and stands alone, a
// strong row is a total.
type TableRow struct {
	Cells   []string
	Heading bool
	Strong  bool
}

// Measures of a landscape page, in millimetres.
const (
	wideWidth  = 297.0
	wideHeight = 210.0
	wideMargin = 12.0
	wideText   = wideWidth - 2*wideMargin
	wideFoot   = 12.0
	cellSide   = 1.5 // space at both sides of a cell
	cellLine   = 4.2 // height of a line in a cell
	cellAbove  = 0.8 // space above and below the lines
	cellSize   = 8.0 // points

	linesMost = 12 // of one cell; what is longer ends in an ellipsis
)

// PDF makes the pages in the language of the printer.
func (t Table) PDF(p *translation.Printer) ([]byte, error) {
	d := &tablePages{document: &document{fpdf.New("L", "mm", "A4", ""), p}, Table: t}
	d.describe(t.Title, t.Organisation, t.Made)
	d.pdf.AddUTF8FontFromBytes(fontFamily, "", font("NotoSans-Regular.ttf"))
	d.pdf.AddUTF8FontFromBytes(fontFamily, "B", font("NotoSans-Bold.ttf"))
	d.pdf.SetMargins(wideMargin, wideMargin, wideMargin)
	d.pdf.SetCellMargin(0)
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.AliasNbPages("{nb}")
	d.pdf.SetFooterFunc(d.foot)
	d.widths = d.fit()
	d.pdf.AddPage()
	d.head()
	d.titles()
	for i, row := range t.Rows {
		d.row(row, i%2 == 1)
	}
	return d.bytes()
}

// tablePages is a table on its way to paper.
type tablePages struct {
	*document
	Table
	widths []float64
}

func (d *tablePages) head() {
	d.style("B", bodySize, ink)
	d.pdf.CellFormat(wideText, lineHeight, d.Organisation, "", 1, "L", false, 0, "")
	d.style("B", 14, primary)
	d.pdf.CellFormat(wideText, 8, d.Title, "", 1, "L", false, 0, "")
	d.style("", smallSize, muted)
	for _, line := range d.About {
		d.pdf.MultiCell(wideText, 4.5, line, "", "L", false)
	}
	d.space(2)
}

func (d *tablePages) foot() {
	d.pdf.SetY(-wideFoot + 1)
	d.style("", smallSize, muted)
	d.pdf.CellFormat(wideText/2, 5, d.Title+" · "+d.Person, "", 0, "L", false, 0, "")
	d.pdf.CellFormat(wideText/2, 5, d.printer.T("paper.table.foot", fault.Args{
		"Made": d.Made, "Page": d.pdf.PageNo(), "Pages": "{nb}",
	}), "", 0, "R", false, 0, "")
}

// fit gives each column the width of its longest text, as far as the page allows:
// what is wanting is taken from the widest columns, whose texts then break into
// lines; what is left is shared.
func (d *tablePages) fit() []float64 {
	natural := make([]float64, len(d.Columns))
	for i, c := range d.Columns {
		d.style("B", cellSize, ink)
		natural[i] = d.pdf.GetStringWidth(c.Title)
		d.style("", cellSize, ink)
		for text := range d.texts(i) {
			natural[i] = max(natural[i], d.pdf.GetStringWidth(text))
		}
		natural[i] += 2*cellSide + 0.5
	}
	return share(natural, wideText)
}

// texts gives the different texts of a column.
func (d *tablePages) texts(column int) map[string]bool {
	texts := map[string]bool{}
	for _, row := range d.Rows {
		if !row.Heading && column < len(row.Cells) {
			texts[row.Cells[column]] = true
		}
	}
	return texts
}

// share gives widths that fill the room: none more than it needs while another
// has less than it needs.
func share(natural []float64, room float64) []float64 {
	widths := make([]float64, len(natural))
	rest, open := room, len(natural)
	for settled := true; settled && open > 0; {
		settled = false
		fair := rest / float64(open)
		for i, width := range natural {
			if widths[i] == 0 && width <= fair {
				widths[i], settled = width, true
				rest -= width
				open--
			}
		}
	}
	for i := range widths {
		switch {
		case open > 0 && widths[i] == 0:
			widths[i] = rest / float64(open)
		case open == 0:
			widths[i] += rest / float64(len(widths))
		}
	}
	return widths
}

// titles is the head of the table.
func (d *tablePages) titles() {
	d.style("B", cellSize, ink)
	d.pdf.SetFillColor(0xF1, 0xEE, 0xE8)
	lines, height := d.broken(titlesOf(d.Columns))
	d.cells(lines, height, true)
	d.style("", cellSize, ink)
}

func titlesOf(columns []TableColumn) []string {
	titles := make([]string, len(columns))
	for i, c := range columns {
		titles[i] = c.Title
	}
	return titles
}

// row sets a row, on a new page where it has no room on this one.
func (d *tablePages) row(row TableRow, second bool) {
	if row.Heading {
		d.heading(row)
		return
	}
	weight := ""
	if row.Strong {
		weight = "B"
	}
	d.style(weight, cellSize, ink)
	lines, height := d.broken(row.Cells)
	if d.turn(height) {
		d.style(weight, cellSize, ink)
	}
	d.pdf.SetFillColor(0xFA, 0xF8, 0xF5)
	d.cells(lines, height, second)
}

// heading sets the heading of a group, never as the last line of a page.
func (d *tablePages) heading(row TableRow) {
	height := cellLine + 2*cellAbove
	d.turn(2*height + 1)
	d.style("B", cellSize+0.5, primary)
	d.pdf.SetX(wideMargin)
	d.pdf.CellFormat(wideText, height+1, strings.Join(row.Cells, "  "), "B", 1, "L", false, 0, "")
}

// turn begins a new page where so much has no room, and reports that.
func (d *tablePages) turn(height float64) bool {
	if d.pdf.GetY()+height <= wideHeight-wideFoot-1 {
		return false
	}
	d.pdf.AddPage()
	d.titles()
	return true
}

// broken breaks the texts of a row into lines as wide as the columns.
func (d *tablePages) broken(cells []string) (lines [][]string, height float64) {
	most := 1
	lines = make([][]string, len(d.widths))
	for i, width := range d.widths {
		if i >= len(cells) || cells[i] == "" {
			continue
		}
		text := strings.ReplaceAll(cells[i], "\n", " ")
		room := width - 2*cellSide
		if d.pdf.GetStringWidth(text) <= room {
			lines[i] = []string{text}
			continue
		}
		lines[i] = d.pdf.SplitText(text, room)
		if len(lines[i]) > linesMost {
			lines[i] = append(lines[i][:linesMost-1], "…")
		}
		most = max(most, len(lines[i]))
	}
	return lines, float64(most)*cellLine + 2*cellAbove
}

// cells sets the lines of a row and goes below it.
func (d *tablePages) cells(lines [][]string, height float64, filled bool) {
	x, y := wideMargin, d.pdf.GetY()
	if filled {
		d.pdf.Rect(wideMargin, y+0.1, wideText, height-0.1, "F") // below the line of the row before
	}
	for i, width := range d.widths {
		align := "L"
		if d.Columns[i].Flush {
			align = "R"
		}
		for n, text := range lines[i] {
			d.pdf.SetXY(x+cellSide, y+cellAbove+float64(n)*cellLine)
			d.pdf.CellFormat(width-2*cellSide, cellLine, text, "", 0, align, false, 0, "")
		}
		x += width
	}
	d.pdf.SetDrawColor(line[0], line[1], line[2])
	d.pdf.SetLineWidth(0.1)
	d.pdf.Line(wideMargin, y+height, wideMargin+wideText, y+height)
	d.pdf.SetXY(wideMargin, y+height)
}

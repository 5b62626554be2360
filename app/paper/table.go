package paper

import (
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Table is a table of any length, its titles on each page, with what makes it a
// document: letterhead, facts, notes, signatures and charts.
type Table struct {
	Title        string
	Organisation string
	Letterhead   []string // lines below the name of the organisation
	Logo         []byte   // PNG or JPEG; what is neither is left out
	Portrait     bool     // else pages lie
	Half         bool     // pages are half as large (A5), lying
	About        []string // what was selected, a line each
	Facts        []Fact
	Person       string // who prints
	Made         time.Time
	Columns      []TableColumn
	Rows         []TableRow
	Notes        []string
	Anchor       string // what the page can be compared with later
	Signatures   []Signature
	Pictures     []Picture

	// Carried gives the line after so many rows, where a page ends and, onto,
	// where the next begins; nil for none. Pages ask in their order.
	Carried func(rows int, onto bool) []string
}

// Fact is a value beside what it is.
type Fact struct{ Label, Value string }

// TableColumn has its title, and stands flush right where it has numbers, which
// are never broken into lines.
type TableColumn struct {
	Title  string
	Flush  bool
	Widest string // the longest text that is carried from page to page
}

// TableRow is a row; a heading has its text in the first cell and stands alone, a
// strong row is a total, a muted one counts for nothing.
type TableRow struct {
	Cells   []string
	Heading bool
	Strong  bool
	Muted   bool
}

// pagesAlias stands for the number of pages until it is known.
const pagesAlias = "{nb}"

// Measures of a page, in millimetres.
const (
	longSide   = 297.0
	shortSide  = 210.0
	halfSide   = 148.0 // of A5
	wideMargin = 12.0
	wideFoot   = 12.0
	cellSide   = 1.5 // space at both sides of a cell
	cellLine   = 4.2 // height of a line in a cell
	cellAbove  = 0.8 // space above and below the lines
	cellSize   = 8.0 // points
	cellLeast  = 5.0 // points, where numbers would have no room else

	linesMost = 12 // of one cell; what is longer ends in an ellipsis
)

// PDF makes the pages in the language of the printer.
func (t Table) PDF(p *translation.Printer) ([]byte, error) {
	d := &tablePages{document: &document{pdf: fpdf.New(t.orientation(), "mm", t.paper(), ""), printer: p}, Table: t, size: cellSize}
	d.width, d.height = longSide-2*wideMargin, shortSide
	if t.Portrait {
		d.width, d.height = shortSide-2*wideMargin, longSide
	}
	if t.Half {
		d.width, d.height = shortSide-2*wideMargin, halfSide
	}
	d.describe(t.Title, t.Organisation, t.Made)
	d.pdf.AddUTF8FontFromBytes(fontFamily, "", font("NotoSans-Regular.ttf"))
	d.pdf.AddUTF8FontFromBytes(fontFamily, "B", font("NotoSans-Bold.ttf"))
	d.pdf.SetMargins(wideMargin, wideMargin, wideMargin)
	d.pdf.SetCellMargin(0)
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.AliasNbPages(pagesAlias)
	d.pdf.SetFooterFunc(d.foot)
	d.fit()
	d.pdf.AddPage()
	d.letterhead()
	d.head()
	d.titles()
	for i, row := range t.Rows {
		d.row(i, row)
	}
	d.end()
	return d.bytes()
}

// paper gives the size of the pages.
func (t Table) paper() string {
	if t.Half {
		return "A5"
	}
	return "A4"
}

func (t Table) orientation() string {
	if t.Portrait && !t.Half {
		return "P"
	}
	return "L"
}

// tablePages is a table on its way to paper.
type tablePages struct {
	*document
	Table
	width  float64 // of the text
	height float64 // of the page
	size   float64 // of letters in cells
	widths []float64
}

func (d *tablePages) head() {
	d.style("B", 14, primary)
	d.pdf.MultiCell(d.width, 7, d.Title, "", "L", false)
	d.style("", smallSize, muted)
	for _, line := range d.About {
		d.pdf.MultiCell(d.width, 4.5, line, "", "L", false)
	}
	d.facts()
	d.space(2)
}

func (d *tablePages) foot() {
	d.pdf.SetY(-wideFoot + 1)
	d.style("", smallSize, muted)
	d.pdf.CellFormat(d.width*0.6, 5, d.Title+" · "+d.Person, "", 0, "L", false, 0, "")
	page := d.pdf.PageNo()
	text := d.printer.T("paper.table.foot", fault.Args{"Made": d.Made, "Page": page, "Pages": pagesAlias})
	// The number of pages comes later; it is hardly wider than that of this one.
	width := d.pdf.GetStringWidth(strings.Replace(text, pagesAlias, strconv.Itoa(page), 1))
	d.pdf.SetX(wideMargin + d.width - width)
	d.pdf.CellFormat(width, 5, text, "", 0, "L", false, 0, "")
}

// titles is the head of the table.
func (d *tablePages) titles() {
	if len(d.Columns) == 0 { // a document of facts alone
		return
	}
	d.style("B", d.size, ink)
	d.pdf.SetFillColor(0xF1, 0xEE, 0xE8)
	lines, height := d.broken(titlesOf(d.Columns))
	d.cells(lines, height, true)
	d.style("", d.size, ink)
}

func titlesOf(columns []TableColumn) []string {
	titles := make([]string, len(columns))
	for i, c := range columns {
		titles[i] = c.Title
	}
	return titles
}

// row sets a row, on a new page where it has no room on this one.
func (d *tablePages) row(i int, row TableRow) {
	if row.Heading {
		d.heading(i, row)
		return
	}
	d.emphasise(row)
	lines, height := d.broken(row.Cells)
	if d.turn(i, height) {
		d.emphasise(row)
	}
	d.pdf.SetFillColor(0xFA, 0xF8, 0xF5)
	d.cells(lines, height, i%2 == 1)
}

func (d *tablePages) emphasise(row TableRow) {
	switch {
	case row.Strong:
		d.style("B", d.size, ink)
	case row.Muted:
		d.style("", d.size, muted)
	default:
		d.style("", d.size, ink)
	}
}

// heading sets the heading of a group, never as the last line of a page.
func (d *tablePages) heading(i int, row TableRow) {
	height := cellLine + 2*cellAbove
	d.turn(i, 2*height+1)
	d.style("B", d.size+0.5, primary)
	d.pdf.SetX(wideMargin)
	d.pdf.CellFormat(d.width, height+1, strings.Join(row.Cells, "  "), "B", 1, "L", false, 0, "")
}

// fits reports whether so much still has room on the page.
func (d *tablePages) fits(height float64) bool {
	return d.pdf.GetY()+height <= d.height-wideFoot-1
}

// turn begins a new page where so much has no room, and reports that. What is
// carried stands at the end of the one and the beginning of the other; room for
// it is always left.
func (d *tablePages) turn(rows int, height float64) bool {
	kept := 0.0
	if d.Carried != nil {
		kept = cellLine + 2*cellAbove
	}
	if d.fits(height + kept) {
		return false
	}
	d.carry(rows, false)
	d.pdf.AddPage()
	d.titles()
	d.carry(rows, true)
	return true
}

func (d *tablePages) carry(rows int, onto bool) {
	if d.Carried == nil {
		return
	}
	if cells := d.Carried(rows, onto); cells != nil {
		d.style("B", d.size, muted)
		lines, height := d.broken(cells)
		d.pdf.SetFillColor(0xF1, 0xEE, 0xE8)
		d.cells(lines, height, true)
	}
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
		if d.Columns[i].Flush || d.pdf.GetStringWidth(text) <= room {
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
		d.pdf.Rect(wideMargin, y+0.1, d.width, height-0.1, "F") // below the line of the row before
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
	d.pdf.Line(wideMargin, y+height, wideMargin+d.width, y+height)
	d.pdf.SetXY(wideMargin, y+height)
}

// Package paper makes printed pages as PDF: what people read aloud, compare,
// sign and file. The same content gives the same bytes, so that a page can be
// compared with an earlier print of it.
package paper

import (
	"bytes"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/assets"
)

// Measures of an A4 page, in millimetres; sizes of letters in points.
const (
	pageWidth  = 210.0
	margin     = 20.0
	textWidth  = pageWidth - 2*margin
	lineHeight = 6.0
	footHeight = 18.0

	bodySize  = 11.0
	smallSize = 8.5
	titleSize = 18.0
)

const fontFamily = "Noto Sans"

// document is a PDF on its way.
type document struct {
	pdf     *fpdf.Fpdf
	printer *translation.Printer
}

// newDocument begins a document. made is the time it bears, to the second.
func newDocument(p *translation.Printer, title, organisation string, made time.Time) *document {
	d := &document{fpdf.New("P", "mm", "A4", ""), p}
	d.describe(title, organisation, made)
	d.pdf.AddUTF8FontFromBytes(fontFamily, "", font("NotoSans-Regular.ttf"))
	d.pdf.AddUTF8FontFromBytes(fontFamily, "B", font("NotoSans-Bold.ttf"))
	d.pdf.SetMargins(margin, margin, margin)
	d.pdf.SetCellMargin(0)
	d.pdf.SetAutoPageBreak(true, footHeight+lineHeight)
	d.pdf.SetFooterFunc(func() { d.foot(title, made) })
	d.pdf.AddPage()
	d.head(organisation)
	return d
}

// font reads a font that is part of the program; without it nothing works.
func font(name string) []byte {
	content, err := assets.Fonts.ReadFile("fonts/" + name)
	if err != nil {
		panic(err)
	}
	return content
}

func (d *document) describe(title, organisation string, made time.Time) {
	d.pdf.SetTitle(title, true)
	d.pdf.SetAuthor(organisation, true)
	d.pdf.SetCreator("Comptoir", true)
	d.pdf.SetLang(d.printer.Language())
	d.pdf.SetCreationDate(made.UTC())
	d.pdf.SetModificationDate(made.UTC())
	d.pdf.SetCatalogSort(true)
}

func (d *document) head(organisation string) {
	d.style("B", bodySize, ink)
	d.pdf.CellFormat(textWidth, lineHeight, organisation, "", 1, "L", false, 0, "")
	d.rule()
	d.space(8)
}

func (d *document) foot(title string, made time.Time) {
	d.pdf.SetY(-footHeight)
	d.rule()
	d.style("", smallSize, muted)
	d.pdf.SetY(-footHeight + 2)
	d.pdf.CellFormat(textWidth/2, lineHeight, title, "", 0, "L", false, 0, "")
	d.pdf.CellFormat(textWidth/2, lineHeight, d.printer.T("paper.foot", fault.Args{
		"Made": made, "Page": strconv.Itoa(d.pdf.PageNo()),
	}), "", 0, "R", false, 0, "")
}

// bytes gives the finished document.
func (d *document) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := d.pdf.Output(&b)
	return b.Bytes(), err
}

// tone is a grey or a colour, of red, green and blue.
type tone [3]int

var (
	ink     = tone{0x1F, 0x23, 0x28}
	muted   = tone{0x5A, 0x61, 0x6A}
	primary = tone{0x0F, 0x6E, 0x6E}
	line    = tone{0xB5, 0xAE, 0xA2}
)

func (d *document) style(weight string, size float64, t tone) {
	d.pdf.SetFont(fontFamily, weight, size)
	d.pdf.SetTextColor(t[0], t[1], t[2])
}

func (d *document) space(height float64) { d.pdf.Ln(height) }

// rule draws a line over the whole width.
func (d *document) rule() {
	d.pdf.SetDrawColor(line[0], line[1], line[2])
	d.pdf.SetLineWidth(0.3)
	y := d.pdf.GetY() + 1
	d.pdf.Line(margin, y, pageWidth-margin, y)
}

func (d *document) title(text string) {
	d.style("B", titleSize, primary)
	d.pdf.MultiCell(textWidth, 9, text, "", "L", false)
	d.space(3)
}

func (d *document) paragraph(text string) {
	d.style("", bodySize, ink)
	d.pdf.MultiCell(textWidth, lineHeight, text, "", "L", false)
	d.space(3)
}

// fact sets a value beside what it is.
func (d *document) fact(label, value string) {
	const labelWidth = 50.0
	d.style("", bodySize, muted)
	d.pdf.CellFormat(labelWidth, lineHeight+1, label, "", 0, "L", false, 0, "")
	d.style("B", bodySize, ink)
	d.pdf.MultiCell(textWidth-labelWidth, lineHeight+1, value, "", "L", false)
}

// steps numbers what is to be done.
func (d *document) steps(texts ...string) {
	const numberWidth = 8.0
	for i, text := range texts {
		d.style("B", bodySize, primary)
		d.pdf.CellFormat(numberWidth, lineHeight, strconv.Itoa(i+1)+".", "", 0, "L", false, 0, "")
		d.style("", bodySize, ink)
		d.pdf.MultiCell(textWidth-numberWidth, lineHeight, text, "", "L", false)
		d.space(1.5)
	}
}

// groups sets the groups of a code in numbered boxes, four to a line, large
// enough to be read aloud without losing one's place.
func (d *document) groups(groups []string) {
	const perLine, gap, height = 4, 4.0, 22.0
	width := (textWidth - gap*(perLine-1)) / perLine
	top := d.pdf.GetY()
	for i, group := range groups {
		x, y := margin+float64(i%perLine)*(width+gap), top+float64(i/perLine)*(height+gap)
		d.pdf.SetDrawColor(line[0], line[1], line[2])
		d.pdf.Rect(x, y, width, height, "D")
		d.style("", smallSize, muted)
		d.pdf.Text(x+2, y+4.5, strconv.Itoa(i+1))
		d.style("B", 22, ink)
		d.pdf.SetXY(x, y+3)
		d.pdf.CellFormat(width, height-3, group, "", 0, "C", false, 0, "")
	}
	lines := (len(groups) + perLine - 1) / perLine
	d.pdf.SetXY(margin, top+float64(lines)*(height+gap)+3)
}

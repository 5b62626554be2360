package paper

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos
	"image/png"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of a letterhead, in millimetres.
const (
	logoHeight = 14.0
	logoWidth  = 42.0
	logoApart  = 4.0

	logoPixels = 4000 // each way; a larger picture is no logo
)

// letterhead sets who the organisation is at the top of the first page, beside
// its logo.
func (d *tablePages) letterhead() {
	top, left := d.pdf.GetY(), wideMargin
	bottom := top
	if width, height := d.logo(left, top); width > 0 {
		left += width + logoApart
		bottom = top + height
	}
	d.pdf.SetXY(left, top)
	d.style("B", bodySize, ink)
	d.pdf.CellFormat(d.width+wideMargin-left, lineHeight, d.Organisation, "", 1, "L", false, 0, "")
	d.style("", smallSize-0.5, muted)
	if len(d.Letterhead) > 0 {
		d.pdf.SetX(left)
		d.pdf.MultiCell(d.width+wideMargin-left, 4, strings.Join(d.Letterhead, "\n"), "", "L", false)
	}
	d.pdf.SetXY(wideMargin, max(d.pdf.GetY(), bottom)+1)
	d.pdf.SetDrawColor(line[0], line[1], line[2])
	d.pdf.SetLineWidth(0.3)
	d.pdf.Line(wideMargin, d.pdf.GetY(), wideMargin+d.width, d.pdf.GetY())
	d.space(3)
}

// logo sets the picture and gives its size on paper, nothing where there is none
// that can be read. It is written anew, since not every PNG can stand in a PDF.
func (d *tablePages) logo(x, y float64) (width, height float64) {
	config, _, err := image.DecodeConfig(bytes.NewReader(d.Logo))
	if err != nil || config.Width > logoPixels || config.Height > logoPixels || config.Width == 0 || config.Height == 0 {
		return 0, 0
	}
	picture, _, err := image.Decode(bytes.NewReader(d.Logo))
	if err != nil {
		return 0, 0
	}
	var plain bytes.Buffer
	if err := png.Encode(&plain, picture); err != nil {
		return 0, 0
	}
	d.pdf.RegisterImageOptionsReader("logo", fpdf.ImageOptions{ImageType: "PNG"}, &plain)
	scale := min(logoWidth/float64(config.Width), logoHeight/float64(config.Height))
	width, height = scale*float64(config.Width), scale*float64(config.Height)
	d.pdf.ImageOptions("logo", x, y, width, height, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	return width, height
}

// facts sets values beside what they are, two to a line on a lying page.
func (d *tablePages) facts() {
	if len(d.Facts) == 0 {
		return
	}
	d.space(1.5)
	columns := 2
	if d.Portrait {
		columns = 1
	}
	label := 0.0
	d.style("", cellSize+0.5, muted)
	for _, f := range d.Facts {
		label = max(label, d.pdf.GetStringWidth(f.Label))
	}
	label = min(label+4, d.width/3)
	room := d.width/float64(columns) - label - 4
	for i := 0; i < len(d.Facts); i += columns {
		top, bottom := d.pdf.GetY(), 0.0
		for n, f := range d.Facts[i:min(i+columns, len(d.Facts))] {
			x := wideMargin + float64(n)*d.width/float64(columns)
			d.pdf.SetXY(x, top)
			d.style("", cellSize+0.5, muted)
			d.pdf.CellFormat(label, 5, f.Label, "", 0, "L", false, 0, "")
			d.style("B", cellSize+0.5, ink)
			for _, line := range d.pdf.SplitText(f.Value, room) {
				d.pdf.SetX(x + label)
				d.pdf.CellFormat(room, 5, line, "", 2, "L", false, 0, "")
			}
			bottom = max(bottom, d.pdf.GetY())
		}
		d.pdf.SetXY(wideMargin, bottom)
	}
}

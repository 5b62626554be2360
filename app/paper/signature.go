package paper

// Signature is a line on which somebody signs: what as, and who that is if it is
// known.
type Signature struct{ Title, Name string }

// end sets what follows the table: notes, the anchor, lines to sign on, charts.
// Signatures are never alone on a page.
func (d *tablePages) end() {
	d.space(2)
	for _, note := range d.Notes {
		d.style("", cellSize+0.5, ink)
		lines := d.pdf.SplitText(note, d.width)
		d.need(float64(len(lines)) * 4.5)
		for _, line := range lines {
			d.pdf.CellFormat(d.width, 4.5, line, "", 1, "L", false, 0, "")
		}
	}
	d.anchor()
	d.signatures()
	for _, p := range d.Pictures {
		d.picture(p)
	}
}

// need begins a new page, without titles, where so much has no room.
func (d *tablePages) need(height float64) {
	if !d.fits(height) {
		d.pdf.AddPage()
	}
}

func (d *tablePages) anchor() {
	if d.Anchor == "" {
		return
	}
	d.need(12 + d.signing())
	d.space(2)
	d.style("B", 10, ink)
	width := min(d.pdf.GetStringWidth(d.Anchor)+8, d.width)
	d.pdf.SetDrawColor(primary[0], primary[1], primary[2])
	d.pdf.SetLineWidth(0.3)
	d.pdf.CellFormat(width, 8, d.Anchor, "1", 1, "C", false, 0, "")
}

// Measures of the place where people sign, in millimetres.
const (
	signHeight = 30.0
	signApart  = 8.0
	signMost   = 3 // beside each other
)

// signing gives the height that the signatures need.
func (d *tablePages) signing() float64 {
	rows := (len(d.Signatures) + signMost - 1) / signMost
	return float64(rows) * signHeight
}

// signatures sets the lines to sign on, each with its title above and the name
// below.
func (d *tablePages) signatures() {
	for i := 0; i < len(d.Signatures); i += signMost {
		d.need(signHeight)
		group := d.Signatures[i:min(i+signMost, len(d.Signatures))]
		width := (d.width - signApart*(signMost-1)) / signMost
		top := d.pdf.GetY() + 4
		for n, s := range group {
			x := wideMargin + float64(n)*(width+signApart)
			d.style("B", smallSize, ink)
			d.pdf.SetXY(x, top)
			d.pdf.CellFormat(width, 5, s.Title, "", 0, "L", false, 0, "")
			d.pdf.SetDrawColor(ink[0], ink[1], ink[2])
			d.pdf.SetLineWidth(0.2)
			d.pdf.Line(x, top+18, x+width, top+18)
			d.style("", smallSize-0.5, muted)
			d.pdf.SetXY(x, top+18.5)
			d.pdf.CellFormat(width, 4.5, s.Name, "", 0, "L", false, 0, "")
			d.pdf.SetXY(x, top+18.5)
			d.pdf.CellFormat(width, 4.5, d.printer.T("paper.signature"), "", 0, "R", false, 0, "")
		}
		d.pdf.SetXY(wideMargin, top+signHeight-4)
	}
}

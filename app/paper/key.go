package paper

import (
	"strconv"
	"strings"
	"time"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Key is the page that keeps a private key of the organisation on paper.
type Key struct {
	Organisation string
	Number       int    // of a root key; 0 for the page of head office's key alone
	ID           string // of the key
	Groups       string // of the root key, with hyphens between them; may be empty
	OfficeID     string
	OfficeGroups string // of head office's key; may be empty
	Fingerprint  string // of the organisation
	Person       string // who prints
	Made         time.Time
}

// PDF makes the page in the language of the printer.
func (k Key) PDF(p *translation.Printer) ([]byte, error) {
	title := p.T("paper.key.title-office")
	if k.Number > 0 {
		title = p.T("paper.key.title", fault.Args{"Number": strconv.Itoa(k.Number)})
	}
	d := newDocument(p, title, k.Organisation, k.Made)
	d.title(title)
	d.paragraph(p.T("paper.key.what"))
	if err := d.secret(p.T("paper.key.root"), k.ID, k.Groups); err != nil {
		return nil, err
	}
	if err := d.secret(p.T("paper.key.office"), k.OfficeID, k.OfficeGroups); err != nil {
		return nil, err
	}
	d.steps(p.T("paper.key.step.keep"), p.T("paper.key.step.use"), p.T("paper.key.step.typo"))
	d.space(2)
	d.fact(p.T("paper.key.fingerprint"), k.Fingerprint)
	d.fact(p.T("paper.printed-by"), k.Person)
	d.fact(p.T("paper.printed-at"), p.Time(k.Made))
	return d.bytes()
}

// RecoveryKey is the page that keeps a recovery key of backups on paper.
type RecoveryKey struct {
	Organisation string
	ID           string // of the key
	Groups       string // with hyphens between them
	Person       string // who prints
	Made         time.Time
}

// PDF makes the page in the language of the printer.
func (k RecoveryKey) PDF(p *translation.Printer) ([]byte, error) {
	title := p.T("paper.recovery.title")
	d := newDocument(p, title, k.Organisation, k.Made)
	d.title(title)
	d.paragraph(p.T("paper.recovery.what"))
	if err := d.secret(p.T("paper.recovery.key"), k.ID, k.Groups); err != nil {
		return nil, err
	}
	d.steps(p.T("paper.recovery.step.keep"), p.T("paper.recovery.step.use"), p.T("paper.key.step.typo"))
	d.space(2)
	d.fact(p.T("paper.printed-by"), k.Person)
	d.fact(p.T("paper.printed-at"), p.Time(k.Made))
	return d.bytes()
}

// secret sets a key: what it is, its identifier, its groups, and the same as a QR
// code. An empty one takes no room.
func (d *document) secret(label, id, groups string) error {
	if groups == "" {
		return nil
	}
	const size = 36.0
	d.fact(label, id)
	d.space(1)
	top := d.pdf.GetY()
	d.symbols(strings.Split(groups, "-"), textWidth-size-6)
	under := d.pdf.GetY()
	if err := d.qr(groups, pageWidth-margin-size, top, size); err != nil {
		return err
	}
	d.pdf.SetXY(margin, max(under, top+size)+4)
	return nil
}

// symbols sets the groups of a long code in numbered boxes, four to a line.
func (d *document) symbols(groups []string, width float64) {
	const perLine, gap, height = 4, 1.5, 6.6
	box := (width - gap*(perLine-1)) / perLine
	top := d.pdf.GetY()
	for i, group := range groups {
		x, y := margin+float64(i%perLine)*(box+gap), top+float64(i/perLine)*(height+gap)
		d.pdf.SetDrawColor(line[0], line[1], line[2])
		d.pdf.Rect(x, y, box, height, "D")
		d.style("", 6.5, muted)
		d.pdf.Text(x+1.2, y+2.8, strconv.Itoa(i+1))
		d.style("B", 13, ink)
		d.pdf.SetXY(x+3, y)
		d.pdf.CellFormat(box-3, height, group, "", 0, "C", false, 0, "")
	}
	lines := (len(groups) + perLine - 1) / perLine
	d.pdf.SetXY(margin, top+float64(lines)*(height+gap))
}

// qr draws a QR code as squares, so that it is sharp at any size and the same
// content gives the same bytes.
func (d *document) qr(text string, x, y, size float64) error {
	code, err := qr.Encode(text, qr.M, qr.AlphaNumeric)
	if err != nil {
		return err
	}
	modules := code.Bounds().Dx()
	side := size / float64(modules)
	d.pdf.SetFillColor(0, 0, 0)
	for row := range modules {
		for column := 0; column < modules; column++ {
			begin := column
			for column < modules && dark(code, column, row) {
				column++
			}
			if column > begin {
				d.pdf.Rect(x+float64(begin)*side, y+float64(row)*side, float64(column-begin)*side, side, "F")
			}
		}
	}
	return nil
}

func dark(code barcode.Barcode, x, y int) bool {
	r, _, _, _ := code.At(x, y).RGBA()
	return r == 0
}

package paper

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/translation"
)

// Fingerprint is the page that head office prints when the organisation is
// created, and reads aloud to every site.
type Fingerprint struct {
	Organisation string
	Groups       string // eight groups with hyphens between them
	Person       string // who prints
	Made         time.Time
}

// PDF makes the page in the language of the printer.
func (f Fingerprint) PDF(p *translation.Printer) ([]byte, error) {
	d := newDocument(p, p.T("paper.fingerprint.title"), f.Organisation, f.Made)
	d.title(p.T("paper.fingerprint.title"))
	d.paragraph(p.T("paper.fingerprint.what"))
	d.space(2)
	d.groups(strings.Split(f.Groups, "-"))
	d.steps(p.T("paper.fingerprint.step.keep"), p.T("paper.fingerprint.step.read"),
		p.T("paper.fingerprint.step.differ"))
	d.space(6)
	d.fact(p.T("paper.printed-by"), f.Person)
	d.fact(p.T("paper.printed-at"), p.Time(f.Made))
	return d.bytes()
}

package paper

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Activations are the codes of accounts that were just prepared, to be handed
// over apart from the files: a page for each person.
type Activations struct {
	Organisation string
	Person       string // who prints
	Made         time.Time
	Codes        []ActivationCode
}

// ActivationCode is the code of one account.
type ActivationCode struct {
	Name    string
	Address string // e-mail address or login
	Code    string // groups with hyphens between them
	Until   time.Time
}

// PDF makes the pages in the language of the printer.
func (a Activations) PDF(p *translation.Printer) ([]byte, error) {
	title := p.T("paper.activation.title")
	d := newDocument(p, title, a.Organisation, a.Made)
	for i, code := range a.Codes {
		if i > 0 {
			d.pdf.AddPage()
			d.head(a.Organisation)
		}
		d.title(title)
		d.fact(p.T("paper.activation.for"), code.Name)
		d.fact(p.T("paper.activation.account"), code.Address)
		d.fact(p.T("paper.activation.until"), p.Time(code.Until))
		d.space(6)
		d.groups(strings.Split(code.Code, "-"))
		d.steps(p.T("paper.activation.step.apart"), p.T("paper.activation.step.join"), p.T("paper.activation.step.destroy"))
	}
	return d.bytes()
}

// List gives all codes as one table, for who hands them over.
func (a Activations) List(p *translation.Printer) Table {
	t := Table{
		Title: p.T("paper.activation.list"), Organisation: a.Organisation, Person: a.Person, Made: a.Made,
		About: []string{p.T("paper.activation.about", fault.Args{"Count": len(a.Codes)})},
		Columns: []TableColumn{
			{Title: p.T("paper.activation.for")}, {Title: p.T("paper.activation.account")},
			{Title: p.T("paper.activation.code")}, {Title: p.T("paper.activation.until")},
		},
	}
	for _, c := range a.Codes {
		t.Rows = append(t.Rows, TableRow{Cells: []string{c.Name, c.Address, c.Code, p.Time(c.Until)}})
	}
	return t
}

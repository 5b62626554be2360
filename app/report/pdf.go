package report

import (
	"io"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/translation"
)

// MaxPDFRows bounds the lines of a report on paper, some 600 pages: 200 000 of
// them would take a gigabyte of memory to lay out.
const MaxPDFRows = 20_000

// writePDF hands the report to paper in the words of the printer.
func (r Report) writePDF(w io.Writer, p *translation.Printer) error {
	if len(r.Rows) > MaxPDFRows {
		return fault.New(fault.Invalid, "report.pdf-rows", fault.Args{"Count": len(r.Rows), "Max": MaxPDFRows})
	}
	t := paper.Table{
		Title: r.Title, Organisation: r.Organisation, Letterhead: r.Letterhead, Logo: r.Logo, Portrait: r.Portrait, Half: r.Half,
		About: r.About, Person: r.Person, Made: r.Made, Notes: r.Notes, Anchor: r.Anchor, Carried: r.carry(p),
	}
	for _, f := range r.Facts {
		t.Facts = append(t.Facts, paper.Fact{Label: f.Label, Value: Words(p, f.Value)})
	}
	widest := r.widestCarried(p)
	for i, c := range r.Columns {
		t.Columns = append(t.Columns, paper.TableColumn{Title: c.Title, Flush: c.Flush, Widest: widest[i]})
	}
	for _, row := range r.Rows {
		cells := make([]string, len(row.Cells))
		for i, value := range row.Cells {
			cells[i] = Words(p, value)
		}
		t.Rows = append(t.Rows, paper.TableRow{Cells: cells, Heading: row.Kind == Heading, Strong: row.Kind == Total, Muted: row.Kind == Aside})
	}
	for _, s := range r.Signatures {
		t.Signatures = append(t.Signatures, paper.Signature(s))
	}
	for _, picture := range r.Pictures {
		t.Pictures = append(t.Pictures, paper.Picture(picture))
	}
	content, err := t.PDF(p)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

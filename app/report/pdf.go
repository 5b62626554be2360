package report

import (
	"io"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/translation"
)

// writePDF hands the report to paper in the words of the printer.
func (r Report) writePDF(w io.Writer, p *translation.Printer) error {
	t := paper.Table{Title: r.Title, Organisation: r.Organisation, About: r.About, Person: r.Person, Made: r.Made}
	for _, c := range r.Columns {
		t.Columns = append(t.Columns, paper.TableColumn{Title: c.Title, Flush: c.Flush})
	}
	for _, row := range r.Rows {
		cells := make([]string, len(row.Cells))
		for i, value := range row.Cells {
			cells[i] = Text(p, value)
		}
		t.Rows = append(t.Rows, paper.TableRow{Cells: cells, Heading: row.Kind == Heading, Strong: row.Kind == Total})
	}
	content, err := t.PDF(p)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

package history

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/reporting"
)

// order is all acts that the fields select, as a file.
func (j *journal) order() reporting.Order {
	filter, about := j.filter()
	return reporting.Order{
		Name: "journal-export", File: j.T("journal.file"), Title: j.T("journal.export.title"),
		Text: j.T("journal.export.text", fault.Args{"Count": j.grid.Count()}),
		Make: func() (report.Report, error) {
			found, err := j.Session.CopyJournal(j.Context, filter)
			if err != nil {
				return report.Report{}, err
			}
			return overview.Journal(found, about, j.Printer, j.known.head), nil
		},
	}
}

// print makes a PDF and opens it, from where it can be printed.
func (j *journal) print() { reporting.Print(j.Desk, j.order()) }

// export asks for a format and a folder.
func (j *journal) export() { reporting.Export(j.Desk, j.order()) }

package users

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/reporting"
)

// order is exactly what the table shows, as a file.
func (l *list) order() reporting.Order {
	people, table, view := l.roster, l.table, l.shown.view
	return reporting.Order{
		Name: "users-export", File: l.T("users.file"), Title: l.T("users.export.title"),
		Text: l.T("users.export.text", fault.Args{"Count": table.People}),
		Make: func() (report.Report, error) { return overview.Report(people, table, view, l.Printer, l.head), nil },
	}
}

// print makes a PDF and opens it, from where it can be printed.
func (l *list) print() { reporting.Print(l.Desk, l.order()) }

// export asks for a format and a folder.
func (l *list) export() { reporting.Export(l.Desk, l.order()) }

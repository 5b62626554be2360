package users

import (
	"bytes"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// write makes a file of exactly what the table shows.
func (l *list) write(f report.Format, mark bool) func() ([]byte, error) {
	people, table, view := l.roster, l.table, l.shown.view
	return func() ([]byte, error) {
		var b bytes.Buffer
		err := overview.Report(people, table, view, l.Printer, l.head).Write(&b, f, report.Options{Printer: l.Printer, Mark: mark})
		return b.Bytes(), err
	}
}

// print makes a PDF and opens it, from where it can be printed.
func (l *list) print() {
	printing.Print(l.Services, l.Workspace.Dir(), l.T("users.file"), l.write(report.PDF, false))
}

// export asks for a format and a folder.
func (l *list) export() {
	folder := kit.NewFolderField(l.Services, "export-folder", l.Workspace.Outbox())
	var choices []kit.Choice
	for _, id := range []string{"xlsx", "csv-excel", "csv", "pdf"} {
		choices = append(choices, kit.Choice{ID: id, Text: l.T("users.format." + id)})
	}
	format := kit.NewStrictPicker(l.Services, "export-format", kit.OfferAll(choices))
	format.Required = true
	format.Set(choices[0])
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "users-export", Title: l.T("users.export.title"), Confirm: l.T("users.export"), Focus: format,
		Content: kit.VStack(12, kit.NewParagraph(l.T("users.export.text", fault.Args{"Count": l.table.People}), kit.Body),
			kit.NewLabelled(l.T("users.export.format"), format), kit.NewLabelled(l.T("users.download.folder"), folder)),
		OnConfirm: func() error {
			if format.Check() != "" || folder.Check() != "" {
				return kit.ErrStay
			}
			return l.save(dialog, format.Chosen().ID, folder.Folder())
		},
	})
}

func (l *list) save(dialog *kit.OpenDialog, chosen, folder string) error {
	format, mark := report.Format(chosen), false
	if chosen == "csv-excel" {
		format, mark = report.CSV, true
	}
	var path string
	make := l.write(format, mark)
	return dialog.Await(l.T("users.export.title"), func() error {
		content, err := make()
		if err == nil {
			path, err = printing.Keep(folder, l.T("users.file"), format.Extension(), content)
		}
		return err
	}, func() { l.Done(l.T("users.exported", fault.Args{"Path": path})) })
}

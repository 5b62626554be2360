package history

import (
	"bytes"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// write makes a file of all acts that the fields select.
func (j *journal) write(f report.Format, mark bool) func() ([]byte, error) {
	filter, about := j.filter()
	return func() ([]byte, error) {
		found, err := j.Session.CopyJournal(j.Context, filter)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = overview.Journal(found, about, j.Printer, j.known.head).Write(&b, f, report.Options{Printer: j.Printer, Mark: mark})
		return b.Bytes(), err
	}
}

// print makes a PDF and opens it, from where it can be printed.
func (j *journal) print() {
	printing.Print(j.Services, j.Workspace.Dir(), j.T("journal.file"), j.write(report.PDF, false))
}

// formats are what the journal can be written as, the usual one first.
var formats = []struct {
	text   string
	format report.Format
	mark   bool
}{{"xlsx", report.XLSX, false}, {"csv-excel", report.CSV, true}, {"csv", report.CSV, false}, {"pdf", report.PDF, false}}

// export asks for a format and a folder.
func (j *journal) export() {
	folder := kit.NewFolderField(j.Services, "export-folder", j.Workspace.Outbox())
	var choices []kit.Choice
	for _, f := range formats {
		choices = append(choices, kit.Choice{ID: f.text, Text: j.T("users.format." + f.text)})
	}
	format := kit.NewStrictPicker(j.Services, "export-format", kit.OfferAll(choices))
	format.Required = true
	format.Set(choices[0])
	var dialog *kit.OpenDialog
	dialog = j.Dialogs.Open(kit.Dialog{
		Name: "journal-export", Title: j.T("journal.export.title"), Confirm: j.T("journal.export"), Focus: format,
		Content: kit.VStack(12, kit.NewParagraph(j.T("journal.export.text", fault.Args{"Count": j.grid.Count()}), kit.Body),
			kit.NewLabelled(j.T("users.export.format"), format), kit.NewLabelled(j.T("users.download.folder"), folder)),
		OnConfirm: func() error {
			if format.Check() != "" || folder.Check() != "" {
				return kit.ErrStay
			}
			return j.save(dialog, format.Chosen().ID, folder.Folder())
		},
	})
}

func (j *journal) save(dialog *kit.OpenDialog, chosen, folder string) error {
	var path string
	for _, f := range formats {
		if f.text != chosen {
			continue
		}
		make := j.write(f.format, f.mark)
		return dialog.Await(j.T("journal.export.title"), func() error {
			content, err := make()
			if err == nil {
				path, err = printing.Keep(folder, j.T("journal.file"), f.format.Extension(), content)
			}
			return err
		}, func() { j.Done(j.T("users.exported", fault.Args{"Path": path})) })
	}
	return kit.ErrStay
}

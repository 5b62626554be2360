// Package reporting shows reports on the screen, prints them and writes them as
// files: the same way for every report, whatever it is about.
package reporting

import (
	"bytes"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
)

// Order is a report that somebody wants on paper or as a file.
type Order struct {
	Name  string // of the dialog, in the trace
	File  string // name of the file without its extension
	Title string // of the dialog and of the task
	Text  string // what the file will have
	Make  func() (report.Report, error)
}

// formats are what a report can be written as, the usual one first.
var formats = []struct {
	id     string
	format report.Format
	mark   bool
}{{"xlsx", report.XLSX, false}, {"csv-excel", report.CSV, true}, {"csv", report.CSV, false}, {"pdf", report.PDF, false}, {"json", report.JSON, false}}

// write makes the file.
func (o Order) write(p *translation.Printer, f report.Format, mark bool) ([]byte, error) {
	made, err := o.Make()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = made.Write(&b, f, report.Options{Printer: p, Mark: mark})
	return b.Bytes(), err
}

// Print makes a PDF and opens it, from where it can be printed.
func Print(d *desk.Desk, o Order) {
	printing.Print(d.Services, d.Workspace.Dir(), o.File, func() ([]byte, error) { return o.write(d.Printer, report.PDF, false) })
}

// Export asks for a format and a folder, and writes the file there.
func Export(d *desk.Desk, o Order) {
	folder := kit.NewFolderField(d.Services, "export-folder", d.Workspace.Outbox())
	var choices []kit.Choice
	for _, f := range formats {
		choices = append(choices, kit.Choice{ID: f.id, Text: d.T("reporting.format." + f.id)})
	}
	format := kit.NewStrictPicker(d.Services, "export-format", kit.OfferAll(choices))
	format.Required = true
	format.Set(choices[0])
	var dialog *kit.OpenDialog
	dialog = d.Dialogs.Open(kit.Dialog{
		Name: o.Name, Title: o.Title, Confirm: d.T("reporting.export"), Focus: format,
		Content: kit.VStack(12, kit.NewParagraph(o.Text, kit.Body),
			kit.NewLabelled(d.T("reporting.format"), format), kit.NewLabelled(d.T("reporting.folder"), folder)),
		OnConfirm: func() error {
			if format.Check() != "" || folder.Check() != "" {
				return kit.ErrStay
			}
			return save(d, dialog, o, format.Chosen().ID, folder.Folder())
		},
	})
}

func save(d *desk.Desk, dialog *kit.OpenDialog, o Order, chosen, folder string) error {
	var path string
	for _, f := range formats {
		if f.id != chosen {
			continue
		}
		return dialog.Await(o.Title, func() error {
			content, err := o.write(d.Printer, f.format, f.mark)
			if err == nil {
				path, err = printing.Keep(folder, o.File, f.format.Extension(), content)
			}
			return err
		}, func() { d.Done(d.T("reporting.exported", fault.Args{"Path": path})) })
	}
	return kit.ErrStay
}

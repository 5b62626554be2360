package users

import (
	"os"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

// showCodes shows the activation codes of a bulk activation, this once, and lets
// them be written: on paper, or for another program when that is chosen.
func (e *errand) showCodes(done []workspace.Outcome, text string) {
	can, not := split(done)
	folder := kit.NewFolderField(e.Services, "codes-folder", home())
	told := kit.NewParagraph("", kit.Body)
	var dialog *kit.OpenDialog
	write := func(key string, format overview.CodeFormat) *kit.Button {
		return kit.NewButton(e.T(key), "print", kit.Plain, func() { e.writeCodes(done, format, folder, told, dialog) })
	}
	pages := write("users.codes.pages", overview.CodePages)
	content := kit.VStack(10, kit.NewParagraph(text, kit.Body))
	if len(not) > 0 {
		content.Add(kit.NewParagraph(e.T("users.bulk.left", fault.Args{"Count": len(not)}), kit.Muted))
	}
	content.Add(kit.NewNotice(e.Printer, kit.Expiring, e.T("users.codes.once"), e.T("users.codes.lost")))
	content.Add(e.codeGrid(can))
	content.Add(kit.NewLabelled(e.T("users.download.folder"), folder))
	content.Add(kit.HStack(8, pages, write("users.codes.list", overview.CodeList), write("users.codes.csv", overview.CodeCSV)))
	content.Add(told)
	dialog = e.Dialogs.Open(kit.Dialog{
		Name: "users-codes", Title: e.T("users.codes"), Content: content, Width: 760, Cancel: e.T("users.codes.noted"), Focus: pages,
		OnCancel: func() {
			if told.Text() == "" {
				e.askWithoutCodes(done, text)
			}
		},
	})
}

// askWithoutCodes asks before codes are gone of which nothing was written.
func (e *errand) askWithoutCodes(done []workspace.Outcome, text string) {
	e.Dialogs.Open(kit.Dialog{
		Name: "users-codes-unwritten", Title: e.T("users.codes.unwritten"), Content: kit.NewParagraph(e.T("users.codes.unwritten.text"), kit.Body),
		Confirm: e.T("users.codes.again"), Cancel: e.T("users.codes.close"),
		OnConfirm: func() error {
			e.showCodes(done, text) // waits until this dialog is closed
			return nil
		},
	})
}

// home is where the person keeps files of their own: codes do not lie in the
// outbox beside the files that they open.
func home() string {
	folder, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return folder
}

func (e *errand) codeGrid(can []workspace.Outcome) fyne.CanvasObject {
	grid := kit.NewGrid(e.Services, "codes", []kit.Column[workspace.Outcome]{
		{ID: "name", Title: e.T("users.column.name"), Width: 190, Grow: true, Text: func(o workspace.Outcome) string { return o.User.Name() }},
		{ID: "address", Title: e.T("users.column.email"), Width: 220, Grow: true, Text: func(o workspace.Outcome) string { return o.User.Address() }},
		{ID: "code", Title: e.T("users.codes.code"), Width: 230, Style: func(workspace.Outcome) kit.Style { return kit.Style{Mono: true} }, Text: func(o workspace.Outcome) string { return o.Code }},
	}, kit.Rows[workspace.Outcome](can))
	grid.Reload()
	return kit.Height(200, grid)
}

// writeCodes writes the codes into a folder that the person chooses: they do not
// belong among the prints that the data folder keeps.
func (e *errand) writeCodes(done []workspace.Outcome, format overview.CodeFormat, folder *kit.FolderField, told *kit.Paragraph, dialog *kit.OpenDialog) {
	if folder.Check() != "" {
		return
	}
	to := folder.Folder()
	kit.Load(e.Tasks, func() (string, error) {
		content, err := overview.Codes(done, format, e.Printer, e.head)
		if err != nil {
			return "", err
		}
		return printing.Keep(to, e.T("users.codes.file"), format.Extension(), content)
	}, func(path string, err error) {
		if err != nil {
			dialog.Refuse(err)
			return
		}
		kit.Trace("codes written")
		told.SetText(e.T("users.codes.written", fault.Args{"Path": path}))
		dialog.Fit()
	})
}

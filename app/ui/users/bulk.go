package users

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// errand is something to be done for many users: shown first, then done.
type errand struct {
	*list
	action  string           // names the texts
	role    any              // its name
	places  string           // where the role is to hold
	folder  *kit.FolderField // where files go, or nil
	work    func(ctx context.Context, tell func(done, total int)) ([]workspace.Outcome, error)
	preview []workspace.Outcome
}

// preview tells what an action would do to those chosen, and does it once that is
// confirmed.
func (l *list) preview(b workspace.Bulk, role any, places string) {
	for _, u := range l.chosen() {
		b.Users = append(b.Users, u.ID)
	}
	e := &errand{list: l, action: string(b.Action), role: role, places: places}
	e.work = func(ctx context.Context, tell func(done, total int)) ([]workspace.Outcome, error) {
		return l.Session.Bulk(ctx, b, tell)
	}
	e.prepare(func() ([]workspace.Outcome, error) { return l.Session.PreviewBulk(l.Context, b) })
}

// previewExport is the same for files.
func (l *list) previewExport() {
	var ids []ident.UserID
	for _, u := range l.chosen() {
		ids = append(ids, u.ID)
	}
	e := &errand{list: l, action: "download", folder: kit.NewFolderField(l.Services, "folder", l.Workspace.Outbox())}
	e.work = func(ctx context.Context, tell func(done, total int)) ([]workspace.Outcome, error) {
		return l.Session.ExportUsers(ctx, ids, e.folder.Folder(), tell)
	}
	e.prepare(func() ([]workspace.Outcome, error) { return l.Session.PreviewExport(l.Context, ids) })
}

// prepare rehearses the errand and asks whether to go on.
func (e *errand) prepare(rehearse func() ([]workspace.Outcome, error)) {
	e.Tasks.Run(e.T("users.bulk.checking"), func(context.Context, func(kit.Progress)) (err error) {
		e.preview, err = rehearse()
		return err
	}, func(err error) {
		if !e.Refuse(err) {
			e.ask()
		}
	})
}

// split parts those that can be acted on from the others.
func split(outcomes []workspace.Outcome) (can, not []workspace.Outcome) {
	for _, o := range outcomes {
		if o.Err == nil {
			can = append(can, o)
		} else {
			not = append(not, o)
		}
	}
	return can, not
}

func (e *errand) args(count int) fault.Args {
	return fault.Args{"Count": count, "Role": e.role, "Places": e.places}
}

// ask says for how many the errand will be done, and for whom it can not.
func (e *errand) ask() {
	can, not := split(e.preview)
	content := kit.VStack(12, kit.NewParagraph(e.T("users.bulk."+e.action+".ask", e.args(len(can))), kit.Body))
	if len(not) > 0 {
		content.Add(kit.NewNotice(e.Printer, kit.Expiring, e.T("users.bulk.cannot", fault.Args{"Count": len(not)}), ""))
		content.Add(e.reasons(not))
	}
	dialog := kit.Dialog{Name: "users-bulk", Title: e.T("users.bulk." + e.action), Content: content, Width: 560}
	if len(not) > 0 {
		dialog.Width = 880
	}
	if len(can) > 0 {
		dialog.Confirm = e.T("users.bulk."+e.action+".confirm", e.args(len(can)))
		if e.folder != nil {
			content.Add(kit.NewLabelled(e.T("users.download.folder"), e.folder))
		}
		var open *kit.OpenDialog
		dialog.OnConfirm = func() error {
			if e.folder != nil && e.folder.Check() != "" {
				return kit.ErrStay
			}
			open.Close()
			e.run()
			return kit.ErrStay
		}
		open = e.Dialogs.Open(dialog)
		return
	}
	e.Dialogs.Open(dialog)
}

// reasons lists who can not be acted on, and why.
func (e *errand) reasons(not []workspace.Outcome) fyne.CanvasObject {
	grid := kit.NewGrid(e.Services, "reasons", []kit.Column[workspace.Outcome]{
		{ID: "name", Title: e.T("users.column.name"), Width: 190, Text: func(o workspace.Outcome) string { return nameOrID(o.User) }},
		{ID: "reason", Title: e.T("users.bulk.reason"), Width: 300, Grow: true, Text: func(o workspace.Outcome) string {
			return e.why(o.Err)
		}},
	}, kit.Rows[workspace.Outcome](not))
	grid.Reload()
	return kit.Height(220, grid)
}

// why says an error in words, without telling the log of each row of a table.
func (m *manager) why(err error) string {
	text, _ := m.Printer.Fault(err, "")
	return text
}

func nameOrID(u directory.User) string {
	if u.Name() == "" {
		return u.ID.String()
	}
	return u.Name()
}

// run does the errand, seen in the status line, where it can be cancelled.
func (e *errand) run() {
	title := e.T("users.bulk." + e.action)
	var done []workspace.Outcome
	e.Tasks.Run(title, func(ctx context.Context, tell func(kit.Progress)) (err error) {
		done, err = e.work(ctx, func(n, total int) { tell(kit.Progress{What: title, Done: n, Total: total}) })
		return err
	}, func(err error) {
		e.Changed()
		e.overviewThen(func() {
			if !e.Refuse(err) || len(done) > 0 {
				e.finish(done)
			}
		})
	})
}

// finish tells what became of each, above the users as they are now.
func (e *errand) finish(done []workspace.Outcome) {
	can, not := split(done)
	text := e.T("users.bulk."+e.action+".done", e.args(len(can)))
	if e.action == string(workspace.BulkActivate) && len(can) > 0 {
		e.showCodes(done, text)
		return
	}
	if len(not) == 0 {
		e.Done(text)
		return
	}
	content := kit.VStack(12, kit.NewParagraph(text, kit.Body), kit.NewNotice(e.Printer, kit.Expiring, e.T("users.bulk.left", fault.Args{"Count": len(not)}), ""), e.reasons(not))
	e.Dialogs.Open(kit.Dialog{Name: "users-bulk-done", Title: e.T("users.bulk." + e.action), Content: content, Width: 880})
}

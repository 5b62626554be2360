package tasks

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// request is the dialog in which a registration is decided.
type request struct {
	*section
	task            workspace.Task
	dialog          *kit.OpenDialog
	label, location *kit.TextField
	compared        *kit.Check
	folder          *kit.FolderField
}

// open shows a request with its fingerprint.
func (s *section) open(t workspace.Task) {
	r := &request{section: s, task: t, label: kit.NewTextField(s.Services, "label"), location: kit.NewTextField(s.Services, "location")}
	r.label.Required = true
	r.label.SetText(t.Request.Label)
	r.location.SetText(t.Request.Location)
	r.compared = kit.NewCheck(s.Services, "compared", s.T("tasks.compared", fault.Args{"Name": t.Person}))
	r.compared.Required = s.T("tasks.compared.required")
	r.folder = s.replyFolder()
	r.dialog = s.Dialogs.Open(kit.Dialog{
		Name: "task", Title: s.T("tasks.request.title", fault.Args{"Name": t.Person}), Content: r.content(), Width: 620,
		Confirm: r.confirm(), OnConfirm: r.approve, Focus: r.compared,
		Aside: kit.NewButton(s.T("tasks.refuse"), "", kit.Plain, r.refuse),
	})
}

// confirm names what the button does, so that nobody replaces keys by habit.
func (r *request) confirm() string {
	if r.task.Registration.Renewal {
		return r.T("tasks.approve.renewal")
	}
	return r.T("tasks.approve")
}

// warning says that keys would be replaced, or what is in the way.
func (r *request) warning() fyne.CanvasObject {
	switch poste := r.task.Registration.Poste; {
	case r.task.Obstacle != nil:
		text, hint := r.Printer.Fault(r.task.Obstacle, "")
		return kit.NewNotice(r.Printer, kit.Refused, text, hint)
	case r.task.Registration.Renewal:
		args := fault.Args{"Number": poste.Number, "Label": poste.Label, "Location": poste.Location}
		return kit.NewNotice(r.Printer, kit.Expiring, r.T("tasks.renewal", args), r.T("tasks.renewal.hint"))
	case r.task.Registration.Known:
		return kit.NewNotice(r.Printer, kit.Neutral, r.T("tasks.further", fault.Args{"Number": poste.Number, "Label": poste.Label}), "")
	}
	return nil
}

// replyFolder is where the answer is written.
func (s *section) replyFolder() *kit.FolderField {
	return kit.NewFolderField(s.Services, "reply-folder", s.Workspace.Outbox())
}

func (r *request) content() fyne.CanvasObject {
	t, q := r.T, r.task.Request
	facts := kit.Columns(3, 16,
		fact(t("tasks.column.module"), t("module."+string(q.Module))),
		fact(t("tasks.column.made"), r.Printer.Time(q.Made)), fact(t("tasks.column.received"), r.Printer.Time(q.Received)))
	place := kit.Columns(2, 16, kit.NewLabelled(t("tasks.column.label"), r.label), kit.NewLabelled(t("tasks.column.location"), r.location))
	lines := kit.VStack(12, facts)
	if warning := r.warning(); warning != nil {
		lines.Add(warning)
	}
	for _, part := range []fyne.CanvasObject{kit.Rule(),
		kit.VStack(6, kit.NewText(t("tasks.fingerprint"), kit.Strong), kit.NewCode(r.Services, r.task.Fingerprint), kit.NewChecked(r.compared)),
		kit.Rule(), place, r.books(), kit.NewLabelled(t("tasks.folder"), r.folder),
	} {
		lines.Add(part)
	}
	return lines
}

// books tells what an approval hands over.
func (r *request) books() fyne.CanvasObject {
	if len(r.task.Books) == 0 && r.task.Registration.Known {
		return kit.VStack(0) // it keeps those that it has
	}
	if len(r.task.Books) == 0 {
		return fact(r.T("tasks.books"), r.T("tasks.books.none"))
	}
	return fact(r.T("tasks.books"), strings.Join(r.task.Books, "\n"))
}

func (r *request) approve() error {
	problems := []string{r.compared.Check(), r.label.Check(), r.location.Check(), r.folder.Check()}
	if strings.Join(problems, "") != "" {
		r.dialog.Fit()
		return kit.ErrStay
	}
	label, location, folder := r.label.Text, r.location.Text, r.folder.Folder()
	var decided workspace.Decided
	return r.dialog.Await(r.T("tasks.approving"), func() (err error) {
		decided, err = r.Session.ApproveRequest(r.Context, r.task.Request.Digest, directory.Approval{Label: label, Location: location, Renewal: r.task.Registration.Renewal}, folder)
		return err
	}, func() { r.decided(decided) })
}

// decided says where the answer lies and what to do with it.
func (r *request) decided(d workspace.Decided) {
	r.Changed()
	r.showList(func() {
		lines := kit.VStack(12)
		title := r.T("tasks.refused.title")
		if d.Poste.Number > 0 {
			title = r.T("tasks.approved.title", fault.Args{"Number": d.Poste.Number})
			lines.Add(kit.Columns(2, 16, fact(r.T("tasks.column.label"), d.Poste.Label), fact(r.T("tasks.column.location"), d.Poste.Location)))
			if len(d.Books) > 0 {
				lines.Add(fact(r.T("tasks.books.granted"), strings.Join(d.Books, "\n")))
			}
		}
		lines.Add(kit.Leading(8, kit.NewIcon("file", kit.ColorPrimary), kit.VStack(2, kit.NewText(filepath.Base(d.Path), kit.Strong).Cut(), kit.NewParagraph(filepath.Dir(d.Path), kit.Muted))))
		lines.Add(kit.NewNotice(r.Printer, kit.Neutral, r.T("tasks.decided.next", fault.Args{"Name": r.task.Person}), r.T("tasks.decided.hint")))
		r.Dialogs.Open(kit.Dialog{Name: "task-decided", Title: title, Content: lines, Width: 600})
	})
}

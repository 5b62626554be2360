package tasks

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// refuse asks why, and writes the answer that says so.
func (r *request) refuse() {
	r.dialog.Close()
	reason := kit.NewTextField(r.Services, "reason")
	reason.Required, reason.MaxRunes = true, maxReason
	r.folder = r.replyFolder()
	r.dialog = r.Dialogs.Open(kit.Dialog{
		Name: "task-refuse", Title: r.T("tasks.refuse.title", fault.Args{"Name": r.task.Person}), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(r.T("tasks.refuse.text"), kit.Body),
			kit.NewLabelled(r.T("tasks.reason"), reason), kit.NewLabelled(r.T("tasks.folder"), r.folder)),
		Confirm: r.T("tasks.refuse.confirm"), Weight: kit.Danger, Focus: reason,
		OnConfirm: func() error {
			if reason.Check() != "" || r.folder.Check() != "" {
				r.dialog.Fit()
				return kit.ErrStay
			}
			return r.sendRefusal(reason.Text, r.folder.Folder())
		},
	})
}

// maxReason is what a refusal can say.
const maxReason = 500

func (r *request) sendRefusal(reason, folder string) error {
	var decided workspace.Decided
	return r.dialog.Await(r.T("tasks.refusing"), func() (err error) {
		decided, err = r.Session.RefuseRequest(r.Context, r.task.Request.Digest, reason, folder)
		return err
	}, func() { r.decided(decided) })
}

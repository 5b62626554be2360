package users

import (
	"github.com/comptoir/comptoir/app/ui/kit"
)

// reconcile asks, before a file is written, whether head office is right about
// somebody of whom a poste knows more: head office was restored from a backup.
func (s *sheet) reconcile() {
	checked := kit.NewCheck(s.Services, "reconcile", s.T("users.reconcile.checked", nameArgs(s.User)))
	checked.Required = s.T("users.reconcile.required")
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "user-reconcile", Title: s.T("users.reconcile.title", nameArgs(s.User)), Width: 560, Focus: checked,
		Content: kit.VStack(12, kit.NewNotice(s.Printer, kit.Expiring, s.T("users.reconcile.what", nameArgs(s.User)), s.T("users.reconcile.hint")),
			kit.NewChecked(checked)),
		Confirm: s.T("users.reconcile.confirm"),
		OnConfirm: func() error {
			if checked.Check() != "" {
				open.Fit()
				return kit.ErrStay
			}
			return open.Await(s.T("users.reconcile.running"), func() error {
				return s.Session.Reconcile(s.Context, s.User.ID)
			}, func() {
				s.Changed()
				s.download()
			})
		},
	})
}

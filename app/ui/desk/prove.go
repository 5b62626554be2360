package desk

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// NeedsProof reports whether an error says that the password must be given once
// more, see workspace.Session.RecentlyProved.
func NeedsProof(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Key == "workspace.prove-again"
}

// NeedsKey reports whether an error says that a backup is opened by its recovery key
// only.
func NeedsKey(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Key == "workspace.recovery-needed"
}

// Prover takes the signed-in person's password once more.
type Prover interface {
	Reauthenticate(ctx context.Context, password string) error
}

// AskProof asks for the password and then does what needs it. Screens call it
// when a service has answered with an error for NeedsProof.
func AskProof(s *kit.Services, who Prover, then func()) {
	password := kit.NewPasswordField(s, "password")
	password.Required = true
	form := kit.NewForm().Add(s.T("prove.password"), password)
	var dialog *kit.OpenDialog
	try := func() error {
		if !form.Check() {
			return kit.ErrStay
		}
		dialog.Enable(false)
		typed := password.Text
		s.Tasks.Run(s.T("prove.running"), func(ctx context.Context, _ func(kit.Progress)) error { return who.Reauthenticate(ctx, typed) }, func(err error) {
			dialog.Enable(true)
			if err != nil {
				password.SetText("")
				dialog.Refuse(err)
				s.Window.Canvas().Focus(password)
				return
			}
			dialog.Close()
			then()
		})
		return kit.ErrStay
	}
	dialog = s.Dialogs.Open(kit.Dialog{
		Name: "prove", Title: s.T("prove.title"), Confirm: s.T("prove.do"), Focus: password, OnConfirm: try,
		Content: kit.VStack(12, kit.NewParagraph(s.T("prove.what"), kit.Body), form),
	})
	password.Commit = dialog.Answer
}

package users

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// invite asks for the address of « Envoyer un e-mail d'activation ». A code that
// is on the screen travels with it; otherwise a new one is made, since codes are
// never stored. With a code, to give up comes back to it: it is shown once.
func (s *sheet) invite(code string) {
	address := kit.NewTextField(s.Services, "address")
	address.SetText(s.User.Email)
	address.Required = true
	address.Verify = func(text string) error { _, err := directory.ParseEmail(text); return err }
	form := kit.NewForm().Add(s.T("users.email"), address)
	var dialog *kit.OpenDialog
	question := kit.Dialog{
		Name: "user-invite", Title: s.T("users.function.invite"), Confirm: s.T("users.invite.do"), Focus: address, Width: 560,
		Content: kit.VStack(12, s.inviteMeans(code), form),
		OnConfirm: func() error {
			if !form.Check() {
				return kit.ErrStay
			}
			var sent workspace.Invitation
			return dialog.Await(s.T("users.function.invite"), func() (err error) {
				sent, err = s.Session.MailActivation(s.Context, s.User.ID, address.Text, code)
				return err
			}, func() { s.invited(sent) })
		},
	}
	if code != "" {
		question.OnCancel = func() { s.showCode(s.record, code) }
	}
	dialog = s.Dialogs.Open(question)
}

// inviteMeans says what the letter does to the code.
func (s *sheet) inviteMeans(code string) fyne.CanvasObject {
	what := kit.NewParagraph(s.T("users.invite.text", nameArgs(s.User)), kit.Body)
	if code != "" {
		return what
	}
	return kit.VStack(12, what, kit.NewNotice(s.Printer, kit.Expiring, s.T("users.invite.renews"), s.T("users.invite.renews.hint")))
}

// invited shows the record again and says what is still to be done.
func (s *sheet) invited(i workspace.Invitation) {
	key := "users.invite.done"
	if i.Renewed {
		key = "users.invite.renewed"
	}
	s.done(s.T(key, fault.Args{"Address": i.Letter.Address, "Name": s.User.Name()}))
}

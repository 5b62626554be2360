package users

import (
	"context"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// use does what a function of the record is for, after a question where it can
// not simply be taken back.
func (s *sheet) use(f directory.Function) {
	switch f {
	case directory.FunctionActivate:
		s.activate()
	case directory.FunctionDownload:
		s.download()
	case directory.FunctionInvite:
		s.invite("")
	case directory.FunctionDelete:
		s.Dialogs.ConfirmTyped(s.T("users.delete.title", nameArgs(s.User)), s.T("users.delete.text"), s.T("users.function.delete"), s.erase)
	default:
		s.ask(f)
	}
}

// changes are the transitions of the service.
func (s *sheet) changes() map[directory.Function]func(context.Context, ident.UserID) error {
	return map[directory.Function]func(context.Context, ident.UserID) error{
		directory.FunctionConfirm:    s.Session.ConfirmActivation,
		directory.FunctionDeactivate: s.Session.DeactivateUser,
		directory.FunctionArchive:    s.Session.ArchiveUser,
		directory.FunctionRetrieve:   s.Session.RetrieveUser,
	}
}

// ask says what a transition means, and makes it once that is confirmed.
func (s *sheet) ask(f directory.Function) {
	change := s.changes()[f]
	s.confirm("user-"+string(f), s.T("users.ask."+string(f), nameArgs(s.User)), s.T("users.why."+string(f)),
		s.T("users.function."+string(f)), func() error { return change(s.Context, s.User.ID) },
		func() { s.done(s.T("users.did."+string(f), nameArgs(s.User))) })
}

// confirm asks before work, and stays open with its error.
func (m *manager) confirm(name, title, text, confirm string, work func() error, then func()) {
	var dialog *kit.OpenDialog
	dialog = m.Dialogs.Open(kit.Dialog{
		Name: name, Title: title, Content: kit.NewParagraph(text, kit.Body), Confirm: confirm,
		OnConfirm: func() error { return dialog.Await(title, work, then) },
	})
}

// erase deletes the user; the overview comes back.
func (s *sheet) erase() {
	kit.Load(s.Tasks, func() (struct{}, error) { return struct{}{}, s.Session.DeleteUser(s.Context, s.User.ID) }, func(_ struct{}, err error) {
		if err != nil {
			s.Dialogs.Refuse(err)
			return
		}
		s.Changed()
		s.overviewThen(func() { s.Done(s.T("users.deleted", nameArgs(s.User))) })
	})
}

// activate prepares the account and shows the code.
func (s *sheet) activate() {
	kit.Load(s.Tasks, func() (string, error) { return s.Session.ActivateUser(s.Context, s.User.ID) }, func(code string, err error) {
		if err != nil {
			s.Dialogs.Refuse(err)
			return
		}
		s.Changed()
		s.fetch(s.User.ID, func(r record) { s.showCode(r, code) })
	})
}

// showCode shows the activation code, this once. The record behind it is that of
// the activated account already.
func (s *sheet) showCode(r record, code string) {
	s.present(r, s.tabs.Current())
	after := &sheet{manager: s.manager, record: r, tabs: s.tabs}
	steps := kit.VStack(6)
	for _, step := range []string{s.T("users.code.step-file", nameArgs(r.User)), s.T("users.code.step-code", nameArgs(r.User))} {
		steps.Add(kit.NewParagraph(step, kit.Body))
	}
	steps.Add(kit.NewParagraph(s.T("users.code.until", fault.Args{"When": r.User.Activation.Until}), kit.Muted))
	s.Dialogs.Open(kit.Dialog{
		Name: "user-code", Title: s.T("users.code.title", nameArgs(r.User)), Width: 560,
		Content: kit.VStack(12, kit.NewNotice(s.Printer, kit.Expiring, s.T("users.code.once"), s.T("users.code.lost")),
			kit.NewCode(s.Services, code), steps),
		Confirm: s.T("users.code.mail"), Cancel: s.T("users.code.noted"),
		OnConfirm: func() error {
			after.invite(code) // waits until this dialog is closed
			return nil
		},
	})
}

package organisation

import (
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// erase is « Effacer les données d'exercice ».
func (s *section) erase() { s.showErase("") }

func (s *section) showErase(done string) {
	kit.Load(s.Tasks, func() (workspace.Condition, error) { return s.Workspace.Condition(s.Context) }, func(c workspace.Condition, err error) {
		if s.Refuse(err) {
			return
		}
		s.presentErase(c)
		if done != "" {
			s.Done(done)
		}
	})
}

func (s *section) presentErase(c workspace.Condition) {
	title := s.T("organisation.part.erase")
	shown := screen{name: "erase", title: title, head: kit.NewHead(title, nil)}
	content := kit.VStack(12, kit.NewNotice(s.Printer, kit.Neutral, s.T("organisation.erase.real"), s.T("organisation.erase.real.hint")))
	if c.Organisation.Training {
		ask := kit.NewButton(s.T("organisation.erase.ask"), "delete", kit.Danger, func() { s.askErase(c.Organisation.Name) })
		content = kit.VStack(12, kit.NewParagraph(s.T("organisation.erase.what"), kit.Body), kit.NewParagraph(s.T("organisation.erase.copy"), kit.Muted),
			kit.HStack(8, kit.Space(), ask))
		shown.focus = ask
	}
	shown.body = kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, kit.NewCard(content))))
	s.show(shown)
}

// askErase has the name of the organisation typed.
func (s *section) askErase(name string) {
	typed := kit.NewTextField(s.Services, "organisation-name")
	typed.Required = true
	typed.Verify = func(text string) error {
		if strings.TrimSpace(text) != name {
			return fault.New(fault.Invalid, "directory.other-name", fault.Args{"Name": name})
		}
		return nil
	}
	var done workspace.Erased
	var dialog *kit.OpenDialog
	dialog = s.Dialogs.Open(kit.Dialog{
		Name: "erase", Title: s.T("organisation.erase.title"), Width: 600, Weight: kit.Danger, Focus: typed,
		Content: kit.VStack(12, kit.NewParagraph(s.T("organisation.erase.copy"), kit.Body),
			kit.NewLabelled(s.T("organisation.erase.type", fault.Args{"Name": name}), typed)),
		Confirm: s.T("organisation.erase.confirm"),
		OnConfirm: func() error {
			if typed.Check() != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(s.T("organisation.erase.running"), func() (err error) {
				done, err = s.Session.EraseTraining(s.Context, typed.Text)
				return err
			}, func() {
				kit.Trace("training erased")
				s.Changed()
				s.showErase(s.T("organisation.erase.done", fault.Args{"Entries": done.Entries, "Path": done.Copy}))
			})
		},
	})
}

package users

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// factorFunction is the button « Réinitialiser le second facteur », for accounts
// of others.
func (s *sheet) factorFunction() fyne.CanvasObject {
	account := s.User.Status == directory.StatusActive || s.User.Status == directory.StatusPending
	if !account || s.own || !s.mayManage() {
		return kit.VStack(0)
	}
	return kit.HStack(0, kit.NewButton(s.T("users.factor.reset"), "shield", kit.Plain, s.resetFactor))
}

// resetFactor offers the organisation's methods, or none.
func (s *sheet) resetFactor() {
	kit.Load(s.Tasks, func() (workspace.Condition, error) { return s.Workspace.Condition(s.Context) }, func(c workspace.Condition, err error) {
		if !s.Refuse(err) {
			s.chooseMethod(directory.FactorMethods(c.Organisation.Policy.SecondFactor))
		}
	})
}

func (s *sheet) chooseMethod(methods []directory.FactorMethod) {
	var choices []kit.Choice
	for _, m := range methods {
		choices = append(choices, kit.Choice{ID: string(m), Text: s.T(string(m.Label()))})
	}
	method := kit.NewStrictPicker(s.Services, "method", kit.OfferAll(choices))
	method.Required = true
	method.Set(choices[0])
	var dialog *kit.OpenDialog
	dialog = s.Dialogs.Open(kit.Dialog{
		Name: "user-factor", Title: s.T("users.factor.reset"), Confirm: s.T("users.factor.do"), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(s.T("users.factor.what", nameArgs(s.User)), kit.Body), kit.NewForm().Add(s.T("users.factor.method"), method)),
		OnConfirm: func() error {
			chosen := directory.FactorMethod(method.Chosen().ID)
			return dialog.Await(s.T("users.factor.reset"), func() error { return s.Session.ResetFactor(s.Context, s.User.ID, chosen) },
				func() { s.done(s.T("users.factor.done", nameArgs(s.User))) })
		},
	})
}

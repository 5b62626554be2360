package account

import (
	"github.com/comptoir/comptoir/app/ui/codes"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// askCode is « Demander le code de vérification ».
func (s *section) askCode() {
	f := &codes.Flow{
		Services: s.Services, Workspace: s.Workspace, Session: s.Session, Context: s.Context,
		Import: s.update, Leave: s.open, Changed: s.Changed,
		Stage: func(step importing.Step) {
			s.show(screen{
				name: "code." + step.Name, title: s.T("codes.title"), head: kit.NewHead(step.Title, nil),
				body: sheet(step.Content, step.Buttons...), focus: step.Focus,
				keys: kit.Handlers{kit.ActionRefresh: step.Refresh, kit.ActionCancel: s.open},
			})
		},
	}
	f.Open()
}

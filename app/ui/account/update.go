package account

import (
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// update is « Mettre à jour les données utilisateurs ».
func (s *section) update() { s.importer().Choose() }

// importer shows an import as screens of the section.
func (s *section) importer() *importing.Flow {
	return &importing.Flow{
		Services: s.Services, Workspace: s.Workspace, Session: s.Session, Context: s.Context,
		Leave: s.open, Changed: s.Changed, Applied: s.afterImport,
		Stage: func(step importing.Step) {
			s.show(screen{
				name: "import." + step.Name, title: s.T("account.function.import"), head: kit.NewHead(step.Title, nil),
				body: sheet(step.Content, step.Buttons...), focus: step.Focus,
				keys: kit.Handlers{kit.ActionRefresh: step.Refresh, kit.ActionCancel: s.open},
			})
		},
	}
}

func (s *section) afterImport(*workspace.Arrival) []*kit.Button {
	return []*kit.Button{
		kit.NewButton(s.T("account.title"), "", kit.Plain, s.open),
		kit.NewButton(s.T("account.to-dashboard"), "", kit.Primary, func() { s.Open(desk.Dashboard) }),
	}
}

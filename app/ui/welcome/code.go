package welcome

import (
	"github.com/comptoir/comptoir/app/ui/codes"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// askCode asks head office to correct the clock or to remove a lost second factor,
// for somebody whom one of these keeps from signing in.
func (h *Host) askCode(name string) {
	f := &codes.Flow{
		Services: h.Services, Workspace: h.Workspace, Name: name, Context: h.Context,
		Import: func() { h.importer(nil).Choose() }, Leave: h.Show,
		Stage: func(s importing.Step) {
			h.show(page{
				name: "code." + s.Name, title: s.Title, back: h.Show, focus: s.Focus,
				content: kit.NewCard(s.Content), buttons: s.Buttons, keys: kit.Handlers{kit.ActionRefresh: s.Refresh},
			})
		},
	}
	f.Open()
}

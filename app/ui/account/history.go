package account

import (
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// history shows what was done by and about the person.
func (s *section) history() {
	grid := history.New(s.Desk, s.Session.UserID())
	s.show(screen{
		name: "history", title: s.T("account.function.history"), body: grid, whole: true, focus: grid.Focus(),
		keys: kit.Handlers{kit.ActionRefresh: grid.Reload},
	})
}

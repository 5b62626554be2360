package users

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// preferences shows how the person wants to be served: the language, and apart
// from it the format of numbers and dates.
func (s *sheet) preferences() fyne.CanvasObject {
	u := s.User
	words := s.card(s.T("users.preferences.words"),
		fact{s.T("users.language"), languageName(s.manager, u.Language)}, fact{s.T("users.format"), formatName(s.manager, u.Format)})
	return container.NewVScroll(kit.Inset(1, kit.Columns(2, 16, words)))
}

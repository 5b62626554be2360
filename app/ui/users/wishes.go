package users

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// preferences shows how the person wants to be served: the language, apart from
// it the format of numbers and dates, and the open tasks to be told by e-mail.
func (s *sheet) preferences() fyne.CanvasObject {
	u := s.User
	words := s.card(s.T("users.preferences.words"),
		fact{s.T("users.language"), languageName(s.manager, u.Language)}, fact{s.T("users.format"), formatName(s.manager, u.Format)})
	var told []string
	for _, n := range u.Notices.List() {
		told = append(told, s.T(string(n.Label())))
	}
	notices := s.card(s.T("users.preferences.notices"), fact{s.T("users.preferences.tasks"), strings.Join(told, "\n")})
	return container.NewVScroll(kit.Inset(1, kit.Columns(2, 16, words, notices)))
}

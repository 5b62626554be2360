package users

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Tabs of the record.
const (
	tabGeneral     = "general"
	tabRoles       = "roles"
	tabAssignments = "assignments"
	tabPreferences = "preferences"
	tabHistory     = "history"
)

// sheet is the record of one user on the screen.
type sheet struct {
	*manager
	record
	tabs *kit.Tabs
}

// open shows the record of a user with a tab in front.
func (m *manager) open(id ident.UserID, tab string) {
	m.fetch(id, func(r record) { m.present(r, tab) })
}

func (m *manager) present(r record, tab string) {
	s := &sheet{manager: m, record: r}
	s.tabs = kit.NewTabs(s.sides(), tab)
	m.Shell.Show(kit.Screen{
		Name: "user", Section: string(desk.Users), Crumbs: m.crumbs(kit.Crumb{Text: r.User.Name()}),
		Content: kit.NewPage(s.head(), s.tabs), Focus: s.tabs.Focus(), Keys: s.keys(),
	})
}

func (s *sheet) sides() []kit.Tab {
	sides := []kit.Tab{
		{ID: tabGeneral, Title: s.T("users.general"), Build: s.general},
		{ID: tabRoles, Title: s.T("users.roles"), Build: s.roles},
		{ID: tabAssignments, Title: s.T("users.assignments"), Build: s.assignments},
		{ID: tabPreferences, Title: s.T("users.preferences"), Build: s.preferences},
	}
	if s.may.history || s.own {
		sides = append(sides, kit.Tab{ID: tabHistory, Title: s.T("users.history"), Build: func() fyne.CanvasObject { return history.New(s.Desk, s.User.ID) }})
	}
	return sides
}

func (s *sheet) keys() kit.Handlers {
	keys := kit.Handlers{kit.ActionRefresh: s.again}
	if s.may.manage {
		keys[kit.ActionNew] = s.create
	}
	return keys
}

// again reads the record anew and stays on the tab.
func (s *sheet) again() { s.open(s.User.ID, s.tabs.Current()) }

// done is again after something was written, with a word about it.
func (s *sheet) done(text string) {
	s.Changed()
	s.fetch(s.User.ID, func(r record) {
		s.present(r, s.tabs.Current())
		s.Done(text)
	})
}

// head names the user and offers what can be done.
func (s *sheet) head() fyne.CanvasObject {
	state := looks[s.User.Status]
	badge := kit.HStack(6, kit.NewIcon(state.icon, state.color), kit.NewText(s.T(string(s.User.Status.Label())), kit.Style{Color: state.color}))
	line := kit.NewHead(s.User.Name(), badge)
	buttons := s.buttons()
	if len(buttons) == 0 {
		return line
	}
	return kit.VStack(8, line, kit.HStack(8, buttons...))
}

// buttons are « Éditer » and the functions; the first function is what is mostly
// wanted next, and the last destroys.
func (s *sheet) buttons() []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for i, f := range s.offered() {
		weight := kit.Plain
		if i == 0 && f != directory.FunctionRetrieve && f != directory.FunctionDelete {
			weight = kit.Primary
		}
		buttons = append(buttons, kit.NewButton(s.T("users.function."+string(f)), functionIcons[f], weight, func() { s.use(f) }))
	}
	if s.mayManage() {
		edit := kit.NewButton(s.T("users.edit"), "edit", kit.Plain, func() { s.edit(s.record) })
		buttons = append([]fyne.CanvasObject{edit}, buttons...)
	}
	return buttons
}

var functionIcons = map[directory.Function]string{
	directory.FunctionActivate: "key", directory.FunctionDownload: "export", directory.FunctionInvite: "mail", directory.FunctionConfirm: "check",
	directory.FunctionDeactivate: "lock", directory.FunctionArchive: "archive", directory.FunctionRetrieve: "refresh",
	directory.FunctionDelete: "delete",
}

// withTools sets a line of buttons above the table that they are about.
func withTools(grid fyne.CanvasObject, about string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	if len(buttons) == 0 {
		return grid
	}
	line := kit.HStack(8, kit.NewText(about, kit.Muted), kit.Space())
	for _, button := range buttons {
		line.Add(button)
	}
	return container.NewBorder(line, nil, nil, nil, kit.Insets(8, 0, grid))
}

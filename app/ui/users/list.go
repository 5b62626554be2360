package users

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// list is « Aperçu des utilisateurs ».
type list struct {
	*manager
	grid   *kit.Grid[directory.User]
	search *kit.TextField
	count  *kit.Text
	may    rights
}

func (m *manager) showOverview() {
	kit.Load(m.Tasks, func() (rights, error) { return readRights(m.Context, m.Session) }, func(may rights, err error) {
		if !m.Refuse(err) {
			l := &list{manager: m, may: may, count: kit.NewText("", kit.Muted)}
			l.show()
		}
	})
}

func (l *list) show() {
	l.grid = kit.NewGrid(l.Services, "users", l.columns(), l.source())
	l.grid.OnOpen = func(u directory.User) { l.open(u.ID, tabGeneral) }
	l.grid.ShowOrder(l.overview.sort, l.overview.descending)
	l.grid.OnSort = l.sortBy
	l.grid.OnCursor = l.moved
	l.grid.Empty = l.nothing()
	row := l.row
	head := kit.VStack(8, kit.NewHead(l.T("users.overview"), l.count), l.tools())
	l.Shell.Show(kit.Screen{
		Name: "users", Section: string(desk.Users), Crumbs: l.crumbs(),
		Content: kit.NewPage(head, l.grid), Focus: l.grid.Focus(), Keys: l.keys(),
	})
	l.grid.ReloadTo(func(int) (int, error) { return row, nil })
}

func (l *list) source() kit.Source[directory.User] {
	return source{l.Context, l.Session, l.overview.filter()}
}

func (l *list) keys() kit.Handlers {
	keys := kit.Handlers{
		kit.ActionFind:    func() { l.Window.Canvas().Focus(l.search) },
		kit.ActionRefresh: l.grid.Reload,
	}
	if l.may.manage {
		keys[kit.ActionNew] = l.create
	}
	return keys
}

func (l *list) buttons() []fyne.CanvasObject {
	buttons := []fyne.CanvasObject{kit.NewButton(l.T("users.show"), "eye", kit.Plain, l.openCurrent)}
	if l.may.manage {
		buttons = append(buttons, kit.NewButton(l.T("users.new"), "add", kit.Primary, l.create))
	}
	return buttons
}

func (l *list) openCurrent() {
	if u, here := l.grid.Current(); here {
		l.open(u.ID, tabGeneral)
	}
}

// tools is the line above the table: search, status, archive.
func (l *list) tools() fyne.CanvasObject {
	l.search = kit.NewTextField(l.Services, "search")
	l.search.SetPlaceHolder(l.T("users.search"))
	l.search.SetText(l.overview.search)
	l.search.OnChanged = func(text string) { l.change(func(o *overview) { o.search = text }) }
	l.search.Commit = func() { l.Window.Canvas().Focus(l.grid.Focus()) }
	archived := kit.NewCheck(l.Services, "archived", l.T("users.archived"))
	archived.SetTicked(l.overview.archived)
	archived.OnChanged = func(ticked bool) { l.change(func(o *overview) { o.archived = ticked }) }
	line := kit.HStack(8, kit.Width(270, l.search), kit.Width(190, l.statusField()), kit.Width(280, archived), kit.Space())
	for _, button := range l.buttons() {
		line.Add(button)
	}
	return line
}

// statusField is the quick filter.
func (l *list) statusField() *kit.PickerField {
	choices := []kit.Choice{{Text: l.T("users.all")}}
	for _, status := range statuses {
		choices = append(choices, kit.Choice{ID: string(status), Text: l.T("users.status." + string(status))})
	}
	field := kit.NewStrictPicker(l.Services, "status", kit.OfferAll(choices))
	for _, c := range choices {
		if c.ID == string(l.overview.status) {
			field.Set(c)
		}
	}
	take := func(c kit.Choice) { l.change(func(o *overview) { o.status = directory.Status(c.ID) }) }
	field.OnChosen = take
	field.Commit = func() {
		if field.Check() == "" {
			take(field.Chosen())
		}
	}
	return field
}

// change shows other users, from the top; what changes nothing leaves the cursor.
func (l *list) change(alter func(*overview)) {
	before := l.overview
	if alter(&l.overview); l.overview == before {
		return
	}
	l.row = 0
	l.grid.Empty = l.nothing()
	l.grid.SetSource(l.source())
}

func (l *list) sortBy(column string, descending bool) {
	l.overview.sort, l.overview.descending = column, descending
	l.grid.SetSource(l.source())
}

func (l *list) moved() {
	l.row = l.grid.Cursor()
	l.count.SetText(l.T("users.count", fault.Args{"Count": l.grid.Count()}))
}

// nothing stands for an empty table: where one has searched, and before the
// first user.
func (l *list) nothing() fyne.CanvasObject {
	if l.overview.narrowed() {
		return kit.NewEmpty("search", l.T("users.none"), l.T("users.none.hint"), nil)
	}
	if !l.may.manage {
		return kit.NewEmpty("users", l.T("users.empty"), l.T("users.empty.view"), nil)
	}
	return kit.NewEmpty("users", l.T("users.empty"), l.T("users.empty.hint"), kit.NewButton(l.T("users.new"), "add", kit.Primary, l.create))
}

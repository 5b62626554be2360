package accounting

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/planning"
	"github.com/comptoir/comptoir/app/workspace"
)

// list shows the journals that the person may see.
type list struct {
	*section
	overview
	search *kit.TextField
	grid   *kit.Grid[workspace.JournalCard]
	order  string
	down   bool
}

func (s *section) openList() {
	kit.Load(s.Tasks, func() (overview, error) { return readOverview(s.Context, s.Session) }, func(o overview, err error) {
		if !s.Refuse(err) {
			newList(s, o).bring()
		}
	})
}

func newList(s *section, o overview) *list {
	l := &list{section: s, overview: o, order: "ref", search: kit.NewTextField(s.Services, "search")}
	l.search.PlaceHolder = l.T("accounting.search-journals")
	l.search.OnChanged = func(string) { l.show() }
	l.search.Commit = func() { l.Window.Canvas().Focus(l.grid.Focus()) }
	l.grid = kit.NewGrid(s.Services, "journals", l.columns(), kit.Rows[workspace.JournalCard](nil))
	l.grid.OnOpen = func(c workspace.JournalCard) { s.openPage(c.Journal.Ref()) }
	l.grid.OnSort = func(column string, descending bool) {
		l.order, l.down = column, descending
		l.show()
	}
	return l
}

// bring shows the list.
func (l *list) bring() {
	tools := kit.HStack(8, kit.Width(220, l.search), kit.Space())
	for _, button := range l.buttons() {
		tools.Add(button)
	}
	head := kit.VStack(8, kit.NewText(l.T("accounting.title"), kit.Title), tools)
	l.Shell.Show(kit.Screen{
		Name: "journals", Section: string(desk.Accounting), Crumbs: []kit.Crumb{{Text: l.T("accounting.title")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, l.grid))),
		Focus:   l.grid.Focus(), Keys: l.keys(),
	})
	l.show()
}

func (l *list) keys() kit.Handlers {
	keys := kit.Handlers{
		kit.ActionFind:    func() { l.Window.Canvas().Focus(l.search) },
		kit.ActionRefresh: l.refresh, kit.ActionCancel: l.cancel, kit.ActionMenu: l.showMenu,
	}
	if l.may.add {
		keys[kit.ActionNew] = l.addJournal
	}
	return keys
}

// cancel is Esc: it empties the search.
func (l *list) cancel() {
	l.search.SetText("")
	l.Window.Canvas().Focus(l.grid.Focus())
}

func (l *list) buttons() []*kit.Button {
	var buttons []*kit.Button
	add := func(may bool, key, icon string, weight kit.Weight, do func()) {
		if may {
			buttons = append(buttons, kit.NewButton(l.T(key), icon, weight, do))
		}
	}
	add(l.may.assign, "accounting.assign", "person", kit.Plain, func() {
		l.withCurrent(func(c workspace.JournalCard) { assignJournal(l.Desk, c, l.refresh) })
	})
	add(l.may.add, "accounting.edit", "settings", kit.Plain, func() {
		l.withCurrent(func(c workspace.JournalCard) { editJournal(l.Desk, c.Journal, l.refresh) })
	})
	add(true, "planning.projects", "folder", kit.Plain, func() { planning.ShowProjects(l.Desk) })
	add(true, "accounting.project", "accounting", kit.Plain, l.showMenu)
	add(l.may.add, "accounting.journal.new", "add", kit.Primary, l.addJournal)
	return buttons
}

// withCurrent does something with the journal under the cursor.
func (l *list) withCurrent(do func(workspace.JournalCard)) {
	if c, isHere := l.grid.Current(); isHere {
		do(c)
	}
}

// projectOf gives the project of a journal.
func (l *list) projectOf(c workspace.JournalCard) directory.Project {
	for _, p := range l.projects {
		if p.ID == c.Journal.Project {
			return p
		}
	}
	return directory.Project{ID: c.Journal.Project, Code: c.Journal.ProjectCode}
}

func (l *list) addJournal() {
	addJournal(l.Desk, func(ref string) {
		l.last = ref // the cursor goes to it
		l.refresh()
	})
}

// refresh reads the journals anew.
func (l *list) refresh() {
	kit.Load(l.Tasks, func() (overview, error) { return readOverview(l.Context, l.Session) }, func(o overview, err error) {
		if !l.Refuse(err) {
			l.overview = o
			l.show()
		}
	})
}

// show puts the journals that the search finds into the table, in their order.
func (l *list) show() {
	l.grid.Empty = l.nothing()
	rows := sorted(found(l.cards, l.search.Text), l.order, l.down)
	l.grid.SetSource(kit.Rows[workspace.JournalCard](rows))
	if row := slices.IndexFunc(rows, func(c workspace.JournalCard) bool { return c.Journal.Ref() == l.last }); row > 0 {
		l.grid.ReloadTo(func(int) (int, error) { return row, nil })
	}
}

// nothing stands for an empty list and says what to do next.
func (l *list) nothing() fyne.CanvasObject {
	switch {
	case len(l.cards) > 0:
		return kit.NewEmpty("search", l.T("accounting.none-found"), l.T("accounting.none-found.hint"), nil)
	case l.may.add:
		add := kit.NewButton(l.T("accounting.journal.new"), "add", kit.Primary, l.addJournal)
		return kit.NewEmpty("accounting", l.T("accounting.none"), l.T("accounting.none.hint"), add)
	}
	return kit.NewEmpty("accounting", l.T("accounting.none-assigned"), l.T("accounting.none-assigned.hint"), nil)
}

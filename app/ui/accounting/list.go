package accounting

import (
	"fyne.io/fyne/v2"

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
	shelf *desk.Shelf[workspace.JournalCard]
}

func (s *section) openList() { s.inList(func(*list) {}) }

// inList shows the list and goes on there.
func (s *section) inList(then func(*list)) {
	kit.Load(s.Tasks, func() (overview, error) { return readOverview(s.Context, s.Session) }, func(o overview, err error) {
		if !s.Refuse(err) {
			l := newList(s, o)
			l.bring()
			then(l)
		}
	})
}

func newList(s *section, o overview) *list {
	l := &list{section: s, overview: o}
	l.shelf = desk.NewShelf(s.Desk, "journals", l.columns())
	l.shelf.Search.PlaceHolder = l.T("accounting.search-journals")
	l.shelf.Grid.OnOpen = func(c workspace.JournalCard) { s.openPage(c.Journal.Ref()) }
	l.shelf.Ref = func(c workspace.JournalCard) string { return c.Journal.Ref() }
	l.shelf.Texts, l.shelf.Orders, l.shelf.Usual, l.shelf.Nothing = texts, orders, byRef, l.nothing
	return l
}

// bring shows the list.
func (l *list) bring() {
	screen := l.shelf.Screen("journals", desk.Accounting, l.T("accounting.title"), l.buttons())
	screen.Keys[kit.ActionRefresh], screen.Keys[kit.ActionMenu] = l.refresh, l.showMenu
	if l.may.add {
		screen.Keys[kit.ActionNew] = l.addJournal
	}
	l.Shell.Show(screen)
	l.show()
}

func (l *list) buttons() []*kit.Button {
	var buttons []*kit.Button
	add := func(may bool, key, icon string, weight kit.Weight, do func()) {
		if may {
			buttons = append(buttons, kit.NewButton(l.T(key), icon, weight, do))
		}
	}
	add(l.may.assign, "accounting.assign", "person", kit.Plain, func() {
		l.shelf.WithCurrent(func(c workspace.JournalCard) { assignJournal(l.Desk, c, l.refresh) })
	})
	add(l.may.add, "accounting.edit", "settings", kit.Plain, func() {
		l.shelf.WithCurrent(func(c workspace.JournalCard) { editJournal(l.Desk, c.Journal, l.refresh) })
	})
	add(true, "planning.projects", "folder", kit.Plain, func() { planning.ShowProjects(l.Desk) })
	add(true, "accounting.project", "accounting", kit.Plain, l.showMenu)
	add(l.may.add, "accounting.journal.new", "add", kit.Primary, l.addJournal)
	return buttons
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

// show puts the journals into the table, with the cursor on the one that was open
// last.
func (l *list) show() { l.shelf.Show(l.cards, l.last) }

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

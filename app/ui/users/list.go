package users

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// list is « Aperçu des utilisateurs ».
type list struct {
	*manager
	*everything
	grid     *kit.Grid[roster.Line]
	search   *kit.TextField
	count    *kit.Text
	chips    *fyne.Container // column filters, each with a way to end it
	actions  *actions
	revision int // of the view; results of an earlier one are dropped
}

func (m *manager) showOverview() { m.overviewThen(func() {}) }

// overviewThen shows the overview, as it is now, and then goes on: what is told
// before a screen comes goes with the one before.
func (m *manager) overviewThen(then func()) {
	kit.Load(m.Tasks, m.readAll, func(all *everything, err error) {
		if !m.Refuse(err) {
			l := &list{manager: m, everything: all, count: kit.NewText("", kit.Muted), chips: kit.HStack(6)}
			l.show()
			then()
		}
	})
}

func (l *list) show() {
	l.grid = kit.NewGrid(l.Services, "users", l.columns(), kit.Rows[roster.Line](l.table.Lines))
	l.grid.Heading = l.heading
	l.grid.OnOpen = l.opened
	l.grid.ShowOrder(orName(l.shown.view.Sort), l.shown.view.Descending)
	l.grid.OnSort = l.sortBy
	l.grid.OnCursor = l.moved
	l.grid.Empty = l.nothing()
	l.actions = newActions(l)
	row := l.shown.row
	head := kit.VStack(8, kit.NewHead(l.T("users.overview"), l.count, l.buttons()...), l.tools(), l.arranging())
	l.showFilters()
	l.Shell.Show(kit.Screen{
		Name: "users", Section: string(desk.Users), Crumbs: l.crumbs(),
		Content: kit.NewPage(head, withFoot(l.grid, l.actions)), Focus: l.grid.Focus(), Keys: l.keys(),
	})
	l.grid.ReloadTo(func(int) (int, error) { return row, nil })
	l.told()
}

func orName(sort string) string {
	if sort == "" {
		return "name"
	}
	return sort
}

func (l *list) keys() kit.Handlers {
	keys := kit.Handlers{
		kit.ActionFind:    func() { l.Window.Canvas().Focus(l.search) },
		kit.ActionRefresh: l.showOverview,
		kit.ActionPrint:   l.print,
		kit.ActionExport:  l.export,
	}
	if l.may.manage {
		keys[kit.ActionNew] = l.create
	}
	return keys
}

func (l *list) buttons() []*kit.Button {
	buttons := []*kit.Button{
		kit.NewButton(l.T("users.own.title"), "shield", kit.Plain, l.showOwnRoles),
		kit.NewButton(l.T("users.show"), "eye", kit.Plain, l.openCurrent),
		kit.NewButton(l.T("users.print"), "print", kit.Plain, l.print),
		kit.NewButton(l.T("users.export"), "export", kit.Plain, l.export),
	}
	if l.may.manage {
		buttons = append(buttons, kit.NewButton(l.T("users.import"), "import", kit.Plain, l.chooseImport),
			kit.NewButton(l.T("users.new"), "add", kit.Primary, l.create))
	}
	return buttons
}

func (l *list) openCurrent() {
	if line, here := l.grid.Current(); here {
		l.opened(line)
	}
}

// opened shows the record of a user, and folds or unfolds a group.
func (l *list) opened(line roster.Line) {
	if line.Entry != nil {
		l.open(line.Entry.ID, tabGeneral)
		return
	}
	if l.shown.closed == nil {
		l.shown.closed = map[string]bool{}
	}
	closed := map[string]bool{line.Group: !line.Closed}
	for group, is := range l.shown.closed {
		if group != line.Group {
			closed[group] = is
		}
	}
	l.shown.closed = closed // a new one, since the old is being read elsewhere
	l.arrange(l.grid.Cursor())
}

func (l *list) heading(line roster.Line) (string, bool) {
	if line.Entry != nil {
		return "", false
	}
	mark := "▾  "
	if line.Closed {
		mark = "▸  "
	}
	return mark + overview.Heading(line, l.Printer), true
}

// change shows other users, from the top; what changes nothing leaves the cursor.
func (l *list) change(alter func(*roster.View)) {
	next := l.shown.view
	if alter(&next); same(next, l.shown.view) {
		return
	}
	l.shown.view = next
	l.arrange(0)
}

// arrange shows what the view selects, with the cursor on a row.
func (l *list) arrange(row int) {
	l.revision++
	revision, view, closed, people := l.revision, l.shown.view, l.shown.closed, l.roster
	kit.Load(l.Tasks, func() (roster.Table, error) { return people.Arrange(view, closed), nil }, func(t roster.Table, err error) {
		if l.Refuse(err) || revision != l.revision {
			return
		}
		l.table, l.shown.row = t, row
		l.grid.Empty = l.nothing()
		l.grid.SetSource(kit.Rows[roster.Line](t.Lines))
		if row > 0 {
			l.grid.ReloadTo(func(int) (int, error) { return row, nil })
		}
		l.told()
	})
}

// told writes into the trace how many users the table has now.
func (l *list) told() { kit.Trace(fmt.Sprintf("users shown %d", l.table.People)) }

func (l *list) sortBy(column string, descending bool) {
	l.change(func(v *roster.View) { v.Sort, v.Descending = column, descending })
}

// moved tells how many users there are, and how many of them are chosen.
func (l *list) moved() {
	l.shown.row = l.grid.Cursor()
	l.count.SetText(l.T("users.count", fault.Args{"Count": l.table.People}))
	l.actions.update()
}

// chosen gives the users that are selected, each once, in the order of the table.
func (l *list) chosen() []directory.User {
	var users []directory.User
	seen := map[*roster.Entry]bool{}
	for n := range l.grid.SelectedRows() {
		if n >= len(l.table.Lines) {
			break
		}
		if e := l.table.Lines[n].Entry; e != nil && !seen[e] {
			seen[e] = true
			users = append(users, e.User)
		}
	}
	return users
}

// nothing stands for an empty table: where one has searched, and before the
// first user.
func (l *list) nothing() fyne.CanvasObject {
	if l.shown.view.Narrowed() {
		return kit.NewEmpty("search", l.T("users.none"), l.T("users.none.hint"), nil)
	}
	if !l.may.manage {
		return kit.NewEmpty("users", l.T("users.empty"), l.T("users.empty.view"), nil)
	}
	return kit.NewEmpty("users", l.T("users.empty"), l.T("users.empty.hint"), kit.NewButton(l.T("users.new"), "add", kit.Primary, l.create))
}

package cashbooks

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/planning"
	"github.com/comptoir/comptoir/app/workspace"
)

// list shows the books that the person may see.
type list struct {
	*section
	may    permissions
	cards  []workspace.BookCard
	search *kit.TextField
	grid   *kit.Grid[workspace.BookCard]
	order  string
	down   bool
}

// permissions are what the list offers besides opening a book.
type permissions struct{ addProject, addBook, assign, edit, post, grant bool }

// overview is what the list reads at once.
type overview struct {
	cards []workspace.BookCard
	may   permissions
}

func (s *section) openList() {
	kit.Load(s.Tasks, func() (overview, error) { return readOverview(s.Context, s.Session) }, func(o overview, err error) {
		if !s.Refuse(err) {
			newList(s, o).bring()
		}
	})
}

func readOverview(ctx context.Context, s *workspace.Session) (o overview, err error) {
	if o.cards, err = s.Books(ctx); err != nil {
		return o, err
	}
	for _, ask := range []struct {
		right  directory.Right
		answer *bool
	}{
		{directory.RightProjectManage, &o.may.addProject}, {directory.RightBookManage, &o.may.addBook},
		{directory.RightBookAssign, &o.may.assign}, {directory.RightBookManage, &o.may.edit},
		{directory.RightBatchPost, &o.may.post}, {directory.RightBookGrant, &o.may.grant},
	} {
		err := s.CanSomewhere(ctx, ask.right)
		if err != nil && !errors.Is(err, fault.Denied) {
			return o, err
		}
		*ask.answer = err == nil
	}
	return o, nil
}

func newList(s *section, o overview) *list {
	l := &list{section: s, may: o.may, cards: o.cards, order: "ref", search: kit.NewTextField(s.Services, "search")}
	l.search.PlaceHolder = l.T("cashbooks.search-books")
	l.search.OnChanged = func(string) { l.show() }
	l.search.Commit = func() { l.Window.Canvas().Focus(l.grid.Focus()) }
	l.grid = kit.NewGrid(s.Services, "books", l.columns(), kit.Rows[workspace.BookCard](nil))
	l.grid.OnOpen = func(c workspace.BookCard) { s.openPage(c.Book.Ref()) }
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
	head := kit.VStack(8, kit.NewText(l.T("cashbooks.title"), kit.Title), tools)
	l.Shell.Show(kit.Screen{
		Name: "cashbooks", Section: string(desk.CashBooks), Crumbs: []kit.Crumb{{Text: l.T("cashbooks.title")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, l.grid))),
		Focus:   l.grid.Focus(), Keys: l.keys(),
	})
	l.show()
}

func (l *list) keys() kit.Handlers {
	keys := kit.Handlers{
		kit.ActionFind:    func() { l.Window.Canvas().Focus(l.search) },
		kit.ActionRefresh: l.refresh, kit.ActionCancel: l.cancel,
	}
	if l.may.addBook {
		keys[kit.ActionNew] = l.addBook
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
	add(l.may.assign, "cashbooks.assign", "person", kit.Plain, func() { l.withCurrent(func(c workspace.BookCard) { assignBook(l.Desk, c, l.refresh) }) })
	add(l.may.edit, "cashbooks.edit", "settings", kit.Plain, func() { l.withCurrent(func(c workspace.BookCard) { editBook(l.Desk, c.Book, l.refresh) }) })
	add(l.may.post || l.may.grant, "cashbooks.received", "import", kit.Plain, l.openReceived)
	add(true, "planning.projects", "folder", kit.Plain, func() { planning.ShowProjects(l.Desk) })
	add(l.may.addProject, "cashbooks.unit.title", "folder", kit.Plain, l.openUnits)
	add(l.may.addProject, "cashbooks.project.new", "folder", kit.Plain, func() { addProject(l.Desk, l.refresh) })
	add(l.may.addBook, "cashbooks.book.new", "add", kit.Primary, l.addBook)
	return buttons
}

// withCurrent does something with the book under the cursor.
func (l *list) withCurrent(do func(workspace.BookCard)) {
	if c, isHere := l.grid.Current(); isHere {
		do(c)
	}
}

func (l *list) addBook() {
	addBook(l.Desk, func(ref string) {
		l.last = ref // the cursor goes to it
		l.refresh()
	})
}

// refresh reads the books anew.
func (l *list) refresh() {
	kit.Load(l.Tasks, func() ([]workspace.BookCard, error) { return l.Session.Books(l.Context) },
		func(cards []workspace.BookCard, err error) {
			if !l.Refuse(err) {
				l.cards = cards
				l.show()
			}
		})
}

// show puts the books that the search finds into the table, in their order.
func (l *list) show() {
	l.grid.Empty = l.nothing()
	rows := sorted(found(l.cards, l.search.Text), l.order, l.down)
	l.grid.SetSource(kit.Rows[workspace.BookCard](rows))
	if row := slices.IndexFunc(rows, func(c workspace.BookCard) bool { return c.Book.Ref() == l.last }); row > 0 {
		l.grid.ReloadTo(func(int) (int, error) { return row, nil })
	}
}

// nothing stands for an empty list and says what to do next.
func (l *list) nothing() fyne.CanvasObject {
	switch {
	case len(l.cards) > 0:
		return kit.NewEmpty("search", l.T("cashbooks.none-found"), l.T("cashbooks.none-found.hint"), nil)
	case l.may.addBook:
		add := kit.NewButton(l.T("cashbooks.book.new"), "add", kit.Primary, l.addBook)
		return kit.NewEmpty("book", l.T("cashbooks.none"), l.T("cashbooks.none.hint"), add)
	}
	return kit.NewEmpty("book", l.T("cashbooks.none-assigned"), l.T("cashbooks.none-assigned.hint"), nil)
}

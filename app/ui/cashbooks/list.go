package cashbooks

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

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
	overview
	shelf *desk.Shelf[workspace.BookCard]
}

// permissions are what the list offers besides opening a book.
type permissions struct{ addProject, addBook, assign, edit, post, grant bool }

// overview is what the list reads at once.
type overview struct {
	cards []workspace.BookCard
	may   permissions
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
	l := &list{section: s, overview: o}
	l.shelf = desk.NewShelf(s.Desk, "books", l.columns())
	l.shelf.Search.PlaceHolder = l.T("cashbooks.search-books")
	l.shelf.Grid.OnOpen = func(c workspace.BookCard) { s.openPage(c.Book.Ref()) }
	l.shelf.Ref = func(c workspace.BookCard) string { return c.Book.Ref() }
	l.shelf.Texts, l.shelf.Orders, l.shelf.Usual, l.shelf.Nothing = texts, orders, byRef, l.nothing
	return l
}

// bring shows the list.
func (l *list) bring() {
	screen := l.shelf.Screen("cashbooks", desk.CashBooks, l.T("cashbooks.title"), l.buttons())
	screen.Keys[kit.ActionRefresh] = l.refresh
	if l.may.addBook {
		screen.Keys[kit.ActionNew] = l.addBook
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
	add(l.may.assign, "cashbooks.assign", "person", kit.Plain, func() { l.shelf.WithCurrent(func(c workspace.BookCard) { assignBook(l.Desk, c, l.refresh) }) })
	add(l.may.edit, "cashbooks.edit", "settings", kit.Plain, func() { l.shelf.WithCurrent(func(c workspace.BookCard) { editBook(l.Desk, c.Book, l.refresh) }) })
	add(l.may.post || l.may.grant, "cashbooks.received", "import", kit.Plain, l.openReceived)
	add(true, "planning.projects", "folder", kit.Plain, func() { planning.ShowProjects(l.Desk) })
	add(l.may.addProject, "cashbooks.unit.title", "folder", kit.Plain, l.openUnits)
	add(l.may.addProject, "cashbooks.project.new", "folder", kit.Plain, l.addProject)
	add(l.may.addBook, "cashbooks.book.new", "add", kit.Primary, l.addBook)
	return buttons
}

func (l *list) addProject() { addProject(l.Desk, l.refresh) }

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

// show puts the books into the table, with the cursor on the one that was open last.
func (l *list) show() { l.shelf.Show(l.cards, l.last) }

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

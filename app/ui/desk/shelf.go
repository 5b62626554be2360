package desk

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Shelf is what a module opens with: all the books, or all the journals, that the
// person may see. They are few enough to be searched and sorted while one types.
type Shelf[C any] struct {
	Search *kit.TextField
	Grid   *kit.Grid[C]

	Ref     func(C) string              // how people call one
	Texts   func(C) []string            // what the search looks in
	Orders  map[string]func(a, b C) int // by the columns that sort
	Usual   func(a, b C) int            // the order at first, and of what is equal in another
	Nothing func() fyne.CanvasObject    // what stands there when nothing else does

	desk       *Desk
	column     string // in whose order it stands
	descending bool
	all        []C
	cursor     string // reference of that on which the cursor comes to stand
}

// NewShelf gives an empty shelf. Its functions are set before anything is shown.
func NewShelf[C any](d *Desk, name string, columns []kit.Column[C]) *Shelf[C] {
	s := &Shelf[C]{desk: d, Search: kit.NewTextField(d.Services, "search"), Grid: kit.NewGrid(d.Services, name, columns, kit.Rows[C](nil))}
	s.Search.OnChanged = func(string) { s.show() }
	s.Search.Commit = s.focus
	s.Grid.OnSort = func(column string, descending bool) {
		s.column, s.descending = column, descending
		s.show()
	}
	return s
}

func (s *Shelf[C]) focus() { s.desk.Window.Canvas().Focus(s.Grid.Focus()) }

// Screen gives the screen with the shelf under its title and the buttons. Keys that
// only the module knows are added to its own.
func (s *Shelf[C]) Screen(name string, section Section, title string, buttons []*kit.Button) kit.Screen {
	tools := kit.HStack(8, kit.Width(220, s.Search), kit.Space())
	for _, button := range buttons {
		tools.Add(button)
	}
	head := kit.VStack(8, kit.NewText(title, kit.Title), tools)
	return kit.Screen{
		Name: name, Section: string(section), Crumbs: []kit.Crumb{{Text: title}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, s.Grid))),
		Focus:   s.Grid.Focus(),
		Keys: kit.Handlers{
			kit.ActionFind:   func() { s.desk.Window.Canvas().Focus(s.Search) },
			kit.ActionCancel: s.cancel,
		},
	}
}

// cancel is Esc: it empties the search.
func (s *Shelf[C]) cancel() {
	s.Search.SetText("")
	s.focus()
}

// Show puts what there is on the shelf, with the cursor on the one of that
// reference.
func (s *Shelf[C]) Show(all []C, cursor string) {
	s.all, s.cursor = all, cursor
	s.show()
}

// WithCurrent does something with what stands under the cursor.
func (s *Shelf[C]) WithCurrent(do func(C)) {
	if c, isHere := s.Grid.Current(); isHere {
		do(c)
	}
}

// show shows what the search finds, in its order.
func (s *Shelf[C]) show() {
	s.Grid.Empty = s.Nothing()
	rows := Sorted(Search(s.all, s.Search.Text, s.Texts), s.Orders[s.column], s.descending, s.Usual)
	s.Grid.SetSource(kit.Rows[C](rows))
	if row := slices.IndexFunc(rows, func(c C) bool { return s.Ref(c) == s.cursor }); row > 0 {
		s.Grid.ReloadTo(func(int) (int, error) { return row, nil })
	}
}

// Search selects what has the words in one of its texts, whatever their case and
// accents.
func Search[C any](all []C, words string, texts func(C) []string) []C {
	words = directory.Fold(strings.TrimSpace(words))
	var some []C
	for _, c := range all {
		if slices.ContainsFunc(texts(c), func(text string) bool { return strings.Contains(directory.Fold(text), words) }) {
			some = append(some, c)
		}
	}
	return some
}

// Sorted gives all in an order, and what is equal there in the usual one; without an
// order, all in the usual one.
func Sorted[C any](all []C, order func(a, b C) int, descending bool, usual func(a, b C) int) []C {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b C) int {
		by := 0
		if order != nil {
			by = order(a, b)
		}
		if descending {
			by = -by
		}
		return cmp.Or(by, usual(a, b))
	})
	return all
}

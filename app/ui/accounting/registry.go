package accounting

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// place orders actions in their menu; those of one place stand together, by name.
type place int

// The places from the first tile to the last.
const (
	placeEntry   place = iota // templates, batches of cash books, what prepares postings
	placeCheck                // reconciliation, lettering, open items
	placeReport               // reports
	placeClosing              // day, month, year
	placeSafety               // verify, backups, restore
	placeFile                 // import, export
	placeKeeping              // who keeps it, and where
	placeSetting              // definition
)

// action is something that is done with a journal or a project as a whole, seldom
// enough for a dialog instead of a button of its own. It is called
// "accounting.action."+name, and "accounting.about."+name says what it does.
type action[T any] struct {
	name, icon string
	place      place
	may        func(T) bool // nil where everybody may who sees the journal
	do         func(T)
	anyProject bool // it is the same whichever project it is started from
}

// registry holds the actions of a menu.
type registry[T any] struct{ actions []action[T] }

// inJournal are the actions of « Le journal », on the page of one.
var inJournal registry[*page]

// inProject are the actions of « Le projet », in the list of journals.
var inProject registry[chosen]

// chosen is the project that an action is for: that of the journal under the
// cursor.
type chosen struct {
	*desk.Desk
	project  directory.Project
	journals []workspace.JournalCard // of the project, as far as the person may see them
	reread   func()                  // shows the list anew
}

// offer puts an action into the menu. It is called while the program starts.
func (r *registry[T]) offer(a action[T]) bool {
	r.actions = append(r.actions, a)
	slices.SortStableFunc(r.actions, func(a, b action[T]) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name))
	})
	return true
}

// open gives the actions that are offered now.
func (r *registry[T]) open(of T) (open []action[T]) {
	for _, a := range r.actions {
		if a.may == nil || a.may(of) {
			open = append(open, a)
		}
	}
	return open
}

// menu is a dialog with the actions as tiles.
func menu[T any](s *kit.Services, name, title string, r *registry[T], of T) {
	var open *kit.OpenDialog
	var tiles []*kit.Tile
	for _, a := range r.open(of) {
		tiles = append(tiles, kit.NewTile(name+"-"+a.name, a.icon, s.T("accounting.action."+a.name), s.T("accounting.about."+a.name), func() {
			open.Close()
			a.do(of)
		}))
	}
	content, width := sideBySide(tiles)
	open = s.Dialogs.Open(kit.Dialog{Name: name, Title: title, Content: content, Width: width, Focus: firstOf(tiles)})
}

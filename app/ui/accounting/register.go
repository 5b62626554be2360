// Package accounting shows « Comptabilité »: the journals that a person may see,
// the page of each with its postings, and what is done with them from the keyboard.
//
// Everything that belongs to a journal or to a project as a whole (closings,
// backups, reports, reconciliation, lettering, imports …) is an action. An action
// lives in a file of its own, which puts it into a registry:
//
//	var _ = inJournal.offer(action[*page]{
//		name: "close", icon: "lock", place: placeClosing,
//		may: func(p *page) bool { return p.open.Close == nil },
//		do:  func(p *page) { showClosings(p.Desk, p.open, p.reread) },
//	})
//
// Its texts are "accounting.action.close" and "accounting.about.close". The dialog
// « Le journal » (F9, and the button of the page) then shows it as a
// tile. Actions over a whole project go into inProject in the same way: they get a
// chosen, which names the project, and appear under « Le projet » in the list of
// journals. Screens that are large live in a package below this one, which knows
// desks and journals but not this package.
package accounting

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/ui/desk"
)

// section is what the screens of the journals share.
type section struct {
	*desk.Desk
	last  string // journal that was open last; the list comes back to it
	front *page  // that was brought last

	entering *entry // that is in front, or nil
}

// Register routes the section and its journals.
func Register(d *desk.Desk) {
	s := &section{Desk: d}
	d.Route(desk.Accounting, s.openList)
	d.RouteWays(desk.Accounting, s.ways)
	d.RouteItem(desk.Accounting, s.openItem)
	d.RouteDrop(s.papersDropped)
}

// Item names a posting for desk.OpenItem: a report leads with it to the posting that
// a line is of.
func Item(ref string, number int64) string { return ref + "#" + strconv.FormatInt(number, 10) }

// openItem brings a journal, "P01/BQ1", or one of its postings, "P01/BQ1#12".
func (s *section) openItem(item string) {
	ref, text, _ := strings.Cut(item, "#")
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		number = 0 // the last
	}
	s.openAt(ref, number)
}

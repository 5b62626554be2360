// Package cashbooks shows « Livres de caisse »: the books that a person may see,
// and the page of each, where vouchers are typed without a mouse.
package cashbooks

import (
	"github.com/comptoir/comptoir/app/ui/desk"
)

// section is what the screens of the books share.
type section struct {
	*desk.Desk
	last  string // book that was open last; the list comes back to it
	front *page  // that was brought last
}

// Register routes the section and its books.
func Register(d *desk.Desk) {
	s := &section{Desk: d}
	d.Route(desk.CashBooks, s.openList)
	d.RouteWays(desk.CashBooks, s.ways)
	d.RouteItem(desk.CashBooks, s.openPage)
	d.RouteDrop(s.papersDropped)
}

// ways are what the list offers without a book, for the search everywhere.
func (s *section) ways() ([]desk.Way, error) {
	o, err := readOverview(s.Context, s.Session)
	if err != nil {
		return nil, err
	}
	var ways []desk.Way
	add := func(may bool, key string, do func(*list)) {
		if may {
			ways = append(ways, desk.Way{Text: s.T(key), Detail: s.T("cashbooks.title"), Open: func() { s.inList(do) }})
		}
	}
	add(o.may.addBook, "cashbooks.book.new", (*list).addBook)
	add(o.may.addProject, "cashbooks.project.new", (*list).addProject)
	add(o.may.addProject, "cashbooks.unit.title", func(l *list) { l.openUnits() })
	add(o.may.post || o.may.grant, "cashbooks.received", func(l *list) { l.openReceived() })
	return ways, nil
}

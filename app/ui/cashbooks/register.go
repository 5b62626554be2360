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
	d.RouteItem(desk.CashBooks, s.openPage)
	d.RouteDrop(s.papersDropped)
}

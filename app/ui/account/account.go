// Package account has « Mon compte »: what a person is and may do here, and what
// they can do for themselves.
package account

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
)

// Things of the section that others lead to.
const (
	ItemImport   = "import"
	ItemRegister = "register"
	ItemHistory  = "history"
	ItemPostes   = "postes"
)

// Window is what the person can change about the window itself.
type Window struct {
	App     fyne.App
	SignOut func()
	Lock    func()
	Look    func() string
	SetLook func(string)
	Chosen  func() settings.Person // on this computer
	Choose  func(settings.Person)  // furnishes the window anew
}

// section is « Mon compte » of one person.
type section struct {
	*desk.Desk
	window Window
}

// Register routes the section, its things and the files that it imports.
func Register(d *desk.Desk, w Window) {
	s := &section{d, w}
	d.Route(desk.Account, s.open)
	d.RouteWays(desk.Account, s.ways)
	items := map[string]func(){ItemImport: s.update, ItemRegister: s.askModule, ItemHistory: s.history, ItemPostes: s.postes}
	d.RouteItem(desk.Account, func(id string) {
		if open := items[id]; open != nil {
			open()
		}
	})
	for _, extension := range []string{".usr", ".rep", ".key"} {
		d.RouteFile(extension, func(path string) { s.importer().Examine(path) })
	}
}

// screen is one of the screens of the section.
type screen struct {
	name  string // in the trace
	title string // last step of the path; empty for the section itself
	head  fyne.CanvasObject
	body  fyne.CanvasObject
	focus fyne.Focusable
	keys  kit.Handlers
	whole bool // the body takes the whole height and scrolls by itself
}

func (s *section) show(c screen) {
	crumbs := []kit.Crumb{{Text: s.T("account.title"), Open: s.open}}
	name := "account"
	if c.title != "" {
		crumbs, name = append(crumbs, kit.Crumb{Text: c.title}), "account."+c.name
	}
	if c.head == nil {
		c.head = kit.NewHead(c.title, nil)
	}
	body := c.body
	if !c.whole {
		body = kit.NewScroll(kit.Inset(2, body)) // room for the ring of the keyboard
	}
	s.Shell.Show(kit.Screen{
		Name: name, Section: string(desk.Account), Crumbs: crumbs, Content: kit.NewPage(c.head, body), Focus: c.focus, Keys: c.keys,
	})
}

// sheetWidth is the width of forms and of what is read like a letter.
const sheetWidth = 720

// sheet sets a card of the width of a letter, with buttons under it.
func sheet(content fyne.CanvasObject, buttons ...*kit.Button) fyne.CanvasObject {
	lines := kit.VStack(12, content)
	if len(buttons) > 0 {
		line := kit.HStack(8, kit.Space())
		for _, b := range buttons {
			line.Add(b)
		}
		lines.Add(line)
	}
	return kit.VStack(0, kit.HStack(0, kit.Width(sheetWidth, kit.NewCard(lines))))
}

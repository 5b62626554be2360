// Package organisation has « Réglages d'organisation »: what concerns the
// organisation as a whole, in parts of which each has its right.
package organisation

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// part is one of the settings: a tile with the texts "organisation.part."+name
// and that with ".what", the right to it, and the screen that it opens.
type part struct {
	name, icon string
	right      directory.Right
	open       func(*section)
}

// parts are the settings in their order.
func parts() []part {
	return []part{
		{"company", "organisation", directory.RightOrganisationManage, (*section).company},
		{"banks", "cash", directory.RightOrganisationManage, (*section).banks},
		{"contributions", "calendar", directory.RightContributionManage, (*section).contributions},
		{"keys", "key", directory.RightKeyManage, (*section).keys},
		{"mail-server", "mail", directory.RightOrganisationManage, (*section).mailServer},
		{"letters", "mail", directory.RightUserManage, (*section).letters},
		{"policy", "lock", directory.RightOrganisationManage, (*section).policy},
		{"fields", "edit", directory.RightOrganisationManage, (*section).fields},
		{"licence", "poste", directory.RightLicenceManage, (*section).licence},
		{"backups", "shield", directory.RightBackupFull, (*section).backups},
		{"erase", "delete", directory.RightTrainingErase, (*section).erase},
		{"journal", "history", directory.RightHistoryView, (*section).journal},
	}
}

// Rights are those of which any opens the section.
func Rights() []directory.Right {
	var rights []directory.Right
	for _, p := range parts() {
		rights = append(rights, p.right)
	}
	return rights
}

// ItemBackups is the thing of the section that others lead to.
const ItemBackups = "backups"

// section is « Réglages d'organisation » of one person.
type section struct{ *desk.Desk }

// Register routes the section and its parts.
func Register(d *desk.Desk) {
	s := &section{d}
	d.Route(desk.Organisation, s.open)
	d.RouteWays(desk.Organisation, s.ways)
	d.OnChange(func() {
		if d.Shell.Current().Name == "organisation.letters" && d.Dialogs.Front() == nil {
			s.letters()
		}
	})
	d.RouteItem(desk.Organisation, func(name string) {
		for _, p := range parts() {
			if p.name == name {
				p.open(s)
			}
		}
	})
}

// open shows the parts that the person may change.
func (s *section) open() { s.openThen(func() {}) }

// openThen goes on once the screen is there: what is told before it comes goes
// with the one before.
func (s *section) openThen(then func()) {
	kit.Load(s.Tasks, func() ([]part, error) { return s.mine(s.Context) }, func(mine []part, err error) {
		if s.Refuse(err) {
			return
		}
		columns := [2]*fyne.Container{kit.VStack(8), kit.VStack(8)}
		var first fyne.Focusable
		for i, p := range mine {
			tile := kit.NewTile("tile "+p.name, p.icon, s.T("organisation.part."+p.name), s.T("organisation.part."+p.name+".what"), func() { p.open(s) })
			if first == nil {
				first = tile
			}
			columns[2*i/len(mine)].Add(tile)
		}
		s.show(screen{head: kit.NewHead(s.T("organisation.title"), nil), body: kit.Columns(2, 12, columns[0], columns[1]), focus: first})
		then()
	})
}

const formWidth = 620

// mine gives the parts to which the person has the right.
func (s *section) mine(ctx context.Context) ([]part, error) {
	actor, err := s.Session.Actor(ctx)
	if err != nil {
		return nil, err
	}
	condition, err := s.Workspace.Condition(ctx)
	if err != nil {
		return nil, err
	}
	var mine []part
	for _, p := range parts() {
		if directory.CanSomewhere(actor, p.right, condition.Now) == nil {
			mine = append(mine, p)
		}
	}
	return mine, nil
}

// ways are the parts, for the search everywhere.
func (s *section) ways() ([]desk.Way, error) {
	mine, err := s.mine(s.Context)
	var ways []desk.Way
	for _, p := range mine {
		ways = append(ways, desk.Way{Text: s.T("organisation.part." + p.name), Detail: s.T("organisation.title"), Open: func() { p.open(s) }})
	}
	return ways, err
}

// screen is one of the screens of the section.
type screen struct {
	name  string // in the trace
	title string // last step of the path; empty for the section itself
	head  fyne.CanvasObject
	body  fyne.CanvasObject
	whole fyne.CanvasObject // a list that takes the room and scrolls by itself, in place of body
	focus fyne.Focusable
	keys  kit.Handlers
}

func (s *section) show(c screen) {
	crumbs := []kit.Crumb{{Text: s.T("organisation.title"), Open: s.open}}
	name := "organisation"
	if c.title != "" {
		crumbs, name = append(crumbs, kit.Crumb{Text: c.title}), "organisation."+c.name
	}
	body := c.whole
	if body == nil {
		body = kit.NewScroll(kit.Inset(2, c.body))
	}
	s.Shell.Show(kit.Screen{
		Name: name, Section: string(desk.Organisation), Crumbs: crumbs, Content: kit.NewPage(c.head, body),
		Focus: c.focus, Keys: c.keys,
	})
}

package gallery

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// showParts has the three doors of a first start and a record with its tabs.
func (g *Gallery) showParts() {
	s := g.services
	taken := func() { s.Done(s.T("gallery.taken")) }
	doors := kit.Beside(12,
		kit.NewTile("create", "organisation", s.T("gallery.door.create"), s.T("gallery.door.create.text"), taken),
		kit.NewTile("join", "import", s.T("gallery.door.join"), s.T("gallery.door.join.text"), taken),
		kit.NewTile("discover", "eye", s.T("gallery.door.discover"), s.T("gallery.door.discover.text"), taken),
	)
	tabs := kit.NewTabs([]kit.Tab{
		{ID: "general", Title: s.T("gallery.tab.general"), Build: g.buildGeneral},
		{ID: "history", Title: s.T("gallery.tab.history"), Build: func() fyne.CanvasObject {
			return kit.NewEmpty("history", s.T("gallery.nothing"), s.T("gallery.nothing.hint"), nil)
		}},
	}, "general")
	body := kit.VStack(24, doors, g.charts(), tabs)
	g.show("parts", s.T("gallery.parts"), kit.NewPage(kit.NewHead(s.T("gallery.parts"), nil), body), tabs.Focus(), nil)
}

func (g *Gallery) buildGeneral() fyne.CanvasObject {
	s := g.services
	ticked := kit.NewCheck(s, "ticked", s.T("gallery.check"))
	ticked.SetTicked(true)
	resting := kit.NewCheck(s, "resting", s.T("gallery.check"))
	resting.Disable()
	form := kit.NewForm().Add(s.T("gallery.field.folder"), kit.NewFolderField(s, "folder", "/"))
	return kit.Inset(kit.Margin, kit.VStack(12, ticked, kit.NewCheck(s, "clear", s.T("gallery.check")), resting, kit.Width(640, form)))
}

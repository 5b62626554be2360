// Package gallery shows every part of the kit with canned data, so that a
// change of the look can be seen at once: comptoir --gallery.
package gallery

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// Gallery is a window full of parts.
type Gallery struct {
	services *kit.Services
	shell    *kit.Shell
	look     kit.Look
}

// New furnishes the window of the services with the gallery.
func New(s *kit.Services, look kit.Look) *Gallery {
	g := &Gallery{services: s, shell: kit.NewShell(s), look: look}
	g.shell.SetOrganisation("Eau Vive", nil)
	g.shell.SetSections(g.sections())
	g.shell.SetStatus(g.status())
	g.shell.OnSearch(func() { s.Notices.Tell(kit.Neutral, s.T("gallery.search"), "") })
	g.showTable()
	return g
}

func (g *Gallery) sections() []kit.Section {
	t := g.services.T
	return []kit.Section{
		{ID: "table", Title: t("gallery.table"), Icon: "cash", Open: g.showTable},
		{ID: "million", Title: t("gallery.million"), Icon: "accounting", Open: g.showMillion},
		{ID: "fields", Title: t("gallery.fields"), Icon: "edit", Open: g.showFields},
		{ID: "parts", Title: t("gallery.parts"), Icon: "check", Open: g.showParts},
		{ID: "dialogs", Title: t("gallery.dialogs"), Icon: "tasks", Count: 3, Open: g.showDialogs},
		{ID: "icons", Title: t("gallery.icons"), Icon: "dashboard", Open: g.showIcons},
		{ID: "empty", Title: t("gallery.empty"), Icon: "users", Open: g.showEmpty},
		{ID: "look", Title: t("gallery.look"), Icon: "theme", Open: g.turn},
	}
}

func (g *Gallery) status() []kit.StatusItem {
	t := g.services.T
	return []kit.StatusItem{
		{Text: "Poste 12 · Kolda", Icon: "poste", Open: g.showDialogs},
		{Text: "Awa Diop", Icon: "person", Open: g.showFields},
		{Text: t("gallery.fresh"), Icon: "expiring", Standing: kit.Expiring, Open: g.showDialogs},
		{Text: t("gallery.exchange"), Icon: "exchange", Open: g.showDialogs},
		{Text: t("gallery.clock"), Icon: "fine", Standing: kit.Fine, Open: g.showDialogs},
	}
}

// turn changes between light and dark.
func (g *Gallery) turn() {
	if g.look == kit.Light {
		g.look = kit.Dark
	} else {
		g.look = kit.Light
	}
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(g.look))
	kit.Trace("look " + string(g.look))
}

// show brings one page of the gallery to the middle.
func (g *Gallery) show(id, title string, content fyne.CanvasObject, focus fyne.Focusable, keys kit.Handlers) {
	g.shell.Show(kit.Screen{
		Name: "gallery." + id, Section: id, Content: content, Focus: focus, Keys: keys,
		Crumbs: []kit.Crumb{{Text: g.services.T("gallery.title"), Open: g.showTable}, {Text: title}},
	})
}

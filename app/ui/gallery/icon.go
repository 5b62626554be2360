package gallery

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func (g *Gallery) showIcons() {
	s := g.services
	page := container.NewGridWrap(fyne.NewSize(120, 56))
	for _, name := range kit.Icons() {
		icon := kit.NewIcon(name, kit.ColorText)
		icon.SetMinSize(fyne.NewSquareSize(24))
		page.Add(kit.VStack(4, container.NewCenter(icon), container.NewCenter(kit.NewText(name, kit.Small))))
	}
	g.show("icons", s.T("gallery.icons"), kit.NewPage(kit.NewHead(s.T("gallery.icons"), nil), page), nil, nil)
}

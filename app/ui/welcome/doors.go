package welcome

import (
	"github.com/comptoir/comptoir/app/ui/kit"
)

// showDoors is the first start: who founds, who joins, who only looks.
func (h *Host) showDoors() {
	create := h.door("create", "organisation", h.showCreate)
	doors := kit.VStack(8, create, h.door("join", "import", h.join), h.door("restore", "history", h.restore), h.door("sample", "eye", h.showSample))
	h.show(page{
		name: "doors", title: h.T("welcome.doors.title"), focus: create,
		content: kit.VStack(12, kit.NewParagraph(h.T("welcome.doors.what"), kit.Muted), doors,
			kit.NewParagraph(h.T("welcome.doors.folder")+" "+h.Workspace.Dir(), kit.Small)),
	})
}

func (h *Host) door(name, icon string, open func()) *kit.Tile {
	return kit.NewTile("door "+name, icon, h.T("welcome.door."+name), h.T("welcome.door."+name+".what"), open)
}

package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// pairs sets tiles two side by side; a few stand below each other.
func pairs(tiles []*kit.Tile) fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(tiles))
	for i, tile := range tiles {
		objects[i] = tile
	}
	return kit.Columns(2, 8, objects...)
}

func firstOf(tiles []*kit.Tile) fyne.Focusable {
	if len(tiles) == 0 {
		return nil
	}
	return tiles[0]
}

// showMenu is the dialog « Le journal ».
func (p *page) showMenu() {
	menu(p.services, "journal-actions", p.title(), &inJournal, p)
}

// showMenu is the dialog « Le projet », for that of the journal under the cursor.
func (l *list) showMenu() {
	current, here := l.grid.Current()
	if !here {
		return
	}
	of := chosen{Desk: l.Desk, project: l.projectOf(current), reread: l.refresh}
	for _, c := range l.cards {
		if c.Journal.Project == current.Journal.Project {
			of.journals = append(of.journals, c)
		}
	}
	title := l.T("accounting.project.title", fault.Args{"Code": of.project.Code, "Name": of.project.Name})
	menu(l.Services, "project-actions", title, &inProject, of)
}

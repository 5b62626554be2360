package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// manyTiles is from how many on a menu has three columns, so that it fits the window
// of a laptop.
const manyTiles = 13

// Widths of a menu of two columns and of three.
const (
	menuWidth     = 820
	wideMenuWidth = 1180
)

// sideBySide sets tiles in columns, and gives the width that they need.
func sideBySide(tiles []*kit.Tile) (fyne.CanvasObject, float32) {
	objects := make([]fyne.CanvasObject, len(tiles))
	for i, tile := range tiles {
		objects[i] = tile
	}
	if len(tiles) >= manyTiles {
		return kit.Columns(3, 8, objects...), wideMenuWidth
	}
	return kit.Columns(2, 8, objects...), menuWidth
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

// showMenu is the dialog « Le projet », for that of the journal under the cursor;
// without any journal one says which.
func (l *list) showMenu() {
	current, here := l.shelf.Grid.Current()
	switch {
	case here:
		l.showMenuOf(l.projectOf(current))
	case len(l.projects) == 1:
		l.showMenuOf(l.projects[0])
	case len(l.projects) > 1:
		l.askProject(l.projects, l.showMenuOf)
	}
}

// askProject asks for one of some projects.
func (l *list) askProject(of []directory.Project, then func(directory.Project)) {
	project := kit.NewStrictPicker(l.Services, "project", kit.OfferAll(desk.ProjectChoices(of)))
	project.Required = true
	l.Dialogs.Open(kit.Dialog{
		Name: "project-choice", Title: l.T("accounting.project"), Content: kit.NewLabelled(l.T("accounting.journal.project"), project), Focus: project,
		Confirm: l.T("accounting.project.choose"),
		OnConfirm: func() error {
			if project.Check() != "" {
				return kit.ErrStay
			}
			for _, p := range of {
				if p.Code == project.Chosen().ID {
					l.Dialogs.Front().Close()
					then(p)
				}
			}
			return kit.ErrStay
		},
	})
}

func (l *list) showMenuOf(project directory.Project) {
	title := l.T("accounting.project.title", fault.Args{"Code": project.Code, "Name": project.Name})
	menu(l.Services, "project-actions", title, &inProject, l.chosen(project))
}

// chosen is a project of the list with its journals.
func (l *list) chosen(project directory.Project) chosen {
	of := chosen{Desk: l.Desk, project: project, reread: l.refresh}
	for _, c := range l.cards {
		if c.Journal.Project == project.ID {
			of.journals = append(of.journals, c)
		}
	}
	return of
}

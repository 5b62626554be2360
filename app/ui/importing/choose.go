package importing

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// extensions are those of the files that a site imports.
var extensions = []string{".usr", ".rep", ".key"}

// Choose shows how a file can be given: chosen, dropped, or picked from what was
// found on a stick.
func (f *Flow) Choose() {
	kit.Load(f.Tasks, func() ([]Found, error) { return Find(kit.LikelyFolders()), nil }, func(found []Found, _ error) {
		f.Stage(Step{
			Name: "choose", Title: f.T("importing.choose.title"), Content: f.choices(found),
			Buttons: []*kit.Button{kit.NewButton(f.T("importing.back"), "", kit.Plain, f.Leave)},
			Refresh: f.Choose,
		})
	})
}

func (f *Flow) choices(found []Found) fyne.CanvasObject {
	choose := kit.NewButton(f.T("importing.choose"), "folder", kit.Primary, f.ask)
	lines := kit.VStack(12,
		kit.NewParagraph(f.T("importing.choose.what"), kit.Body),
		kit.HStack(12, choose, kit.NewText(f.T("importing.choose.drop"), kit.Muted)),
		kit.Insets(4, 0, kit.Rule()),
		kit.HStack(8, kit.NewText(f.T("importing.found"), kit.Strong), kit.Space(),
			kit.NewButton(f.T("importing.again"), "refresh", kit.Quiet, f.Choose)),
	)
	if len(found) == 0 {
		lines.Add(kit.NewParagraph(f.T("importing.found.none"), kit.Muted))
	}
	tiles := kit.VStack(6)
	for _, file := range found {
		text := f.Printer.Time(file.Written) + " · " + filepath.Dir(file.Path)
		tiles.Add(kit.NewTile("file", "file", filepath.Base(file.Path), text, func() { f.Examine(file.Path) }))
	}
	lines.Add(tiles)
	return lines
}

func (f *Flow) ask() {
	f.Dialogs.ChooseFile(kit.FileChoice{Title: f.T("importing.choose"), Extensions: extensions}, f.Examine)
}

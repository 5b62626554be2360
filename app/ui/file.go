package ui

import (
	"os"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// OpenFiles hands a file to the screen that takes its kind, several files or a
// folder to the import of many; before sign-in the first file counts.
func (win *Window) OpenFiles(files []string) {
	if win.shell.Covered() || win.folder.Workspace == nil {
		return
	}
	if win.person != nil && len(files) > 0 && (isFolder(files[0]) || win.person.desk.TakesMany(files)) {
		win.person.desk.OpenFiles(files)
		return
	}
	for _, path := range files {
		if win.person == nil {
			win.host.Import(path)
			return
		}
		if win.person.desk.OpenFile(path) {
			return
		}
	}
	if len(files) > 0 {
		win.services.Notices.Tell(kit.Neutral, win.services.T("ui.file.unknown"), win.services.T("ui.file.unknown.hint"))
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Refresh reads again what is true around the screens: days pass and clocks
// drift while a window stays open.
func (win *Window) Refresh() {
	if win.person != nil {
		win.person.refresh()
	}
}

// Summon brings the window to the front, as a later start of the program asks.
func (win *Window) Summon(files []string) {
	win.window.Show()
	win.window.RequestFocus()
	kit.Trace("summoned")
	win.OpenFiles(files)
}

func (win *Window) dropped(files []fyne.URI) {
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	if win.person != nil && !win.shell.Covered() && win.person.desk.TakeDrop(paths) {
		return
	}
	win.OpenFiles(paths)
}

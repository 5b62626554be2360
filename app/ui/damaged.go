package ui

import (
	"errors"
	"log/slog"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/welcome"
)

// reference keeps an unforeseen error for support; a damaged folder has no log.
func (win *Window) reference(err error) string {
	if win.folder.Workspace != nil {
		return win.folder.Workspace.Reference(err)
	}
	reference := time.Now().UTC().Format("0102-150405")
	slog.Error("unforeseen", "reference", reference, "error", err)
	return reference
}

// lookCloser reads the whole database, away from the goroutine that draws, when the
// folder was not closed: whatever stopped the program may have harmed the disk.
func (win *Window) lookCloser() {
	space := win.folder.Workspace
	if !space.Stopped() {
		return
	}
	win.tasks.Quietly(func() error { return space.CheckFile(win.context) }, func(err error) {
		kit.Trace("looked closer")
		if win.folder.Workspace == space && errors.Is(err, fault.Forged) {
			win.damaged(err)
		}
	})
}

// damaged shows what can be done about the folder; whoever is at work is told first.
func (win *Window) damaged(problem error) {
	if win.person != nil {
		win.person.desk.Dialogs.Refuse(problem)
		return
	}
	win.arrivals.stop()
	win.arrivals = nil
	dir := win.folder.Workspace.Dir()
	if err := win.folder.Close(); err != nil {
		win.services.Report(err)
	}
	win.folder = Folder{Settings: win.folder.Settings, Close: func() error { return nil }, Damaged: &welcome.Damaged{Dir: dir, Problem: problem}}
	win.begin((*welcome.Host).Show)
}

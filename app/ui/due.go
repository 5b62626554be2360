package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// longestClosing is how long a window that is not seen any more goes on writing.
const longestClosing = 20 * time.Second

// writeDue writes what this poste owes head office by itself, away from the
// goroutine that draws. A failure keeps nobody from anything: « Échanges » tells
// it.
func (win *Window) writeDue(when workspace.Occasion, then func()) {
	space, person := win.folder.Workspace, win.person
	var session *workspace.Session
	if person != nil {
		session = person.desk.Session
	}
	var paths []string
	win.tasks.Quietly(func() (err error) {
		ctx, cancel := context.WithTimeout(win.context, longestClosing)
		defer cancel()
		paths, err = space.WriteDue(ctx, session, when)
		return err
	}, func(err error) {
		if person != nil && win.person == person && (err != nil || len(paths) > 0) {
			person.desk.Changed()
		}
		kit.Trace("due written")
		then()
	})
}

// watchDay writes what is due when a day has ended while the window is open;
// day is the one on which it was opened.
func (p *person) watchDay(day calendar.Day) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-p.desk.Context.Done():
			return
		case <-ticker.C:
		}
		fyne.Do(func() {
			if now := p.window.today(); now != day && p.window.person == p {
				day = now
				p.window.writeDue(workspace.Working, func() {})
			}
		})
	}
}

package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/organisation"
)

const (
	// backUpEvery is how often the window asks whether a backup is due.
	backUpEvery = time.Minute
	// quietFor is how long nobody must have used a key or the mouse before a backup
	// makes itself, so that it keeps nobody from anything.
	quietFor = 20 * time.Second
)

// watchBackups makes the backups that are due while somebody is signed in and does
// nothing.
func (p *person) watchBackups() {
	ticker := time.NewTicker(backUpEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.desk.Context.Done():
			return
		case <-ticker.C:
		}
		if due, err := p.desk.Workspace.BackupDue(p.desk.Context); err == nil && due {
			fyne.Do(p.backUpIfQuiet)
		}
	}
}

// backUpIfQuiet makes the backup as a task that the person sees and may cancel; then
// it waits for the next day, or for somebody to make one.
func (p *person) backUpIfQuiet() {
	if p.window.person != p || p.backingUp || kit.Idle() < quietFor {
		return
	}
	p.backingUp = true
	p.desk.Tasks.Run(p.desk.T("ui.backing-up"), func(ctx context.Context, tell func(kit.Progress)) error {
		_, err := p.desk.Workspace.BackUpDue(ctx, func(done, total int64) {
			tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)})
		})
		return err
	}, func(err error) {
		p.backingUp = false
		kit.Trace("backed up")
		if p.window.person == p { // a failure stands among the tasks and keeps nobody from anything
			p.desk.Changed()
			p.showBackedUp()
		}
	})
}

// showBackedUp reads the list of backups anew where it is in front, or the tasks, among
// which a failure stands.
func (p *person) showBackedUp() {
	front := p.desk.Shell.Current()
	about := front.Name == organisation.BackupsScreen || front.Name == string(desk.Tasks)
	if again := front.Keys[kit.ActionRefresh]; about && again != nil && p.desk.Dialogs.Front() == nil {
		again()
	}
}

package ui

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// arrivals watches what arrives for the data folder, also before anybody has
// signed in, and away from the goroutine that draws.
type arrivals struct {
	inbox   *workspace.Inbox
	session atomic.Pointer[workspace.Session] // who is there, or nil
	words   atomic.Pointer[translation.Printer]
	cancel  context.CancelFunc
	done    chan struct{}

	mu    sync.Mutex
	state workspace.InboxState
}

// watchArrivals begins with the folder that the window shows now.
func (win *Window) watchArrivals() {
	a := &arrivals{done: make(chan struct{})}
	a.inbox = win.folder.Workspace.NewInbox(a.say)
	a.words.Store(win.services.Printer)
	ctx, cancel := context.WithCancel(win.context)
	a.cancel, win.arrivals = cancel, a
	space := win.folder.Workspace
	posting := make(chan struct{})
	go func() {
		defer close(posting)
		win.post(ctx, a, space)
	}()
	go func() {
		defer func() { <-posting; close(a.done) }()
		a.inbox.Watch(ctx, nil, a.session.Load, func(state workspace.InboxState, err error) {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				space.Reference(err)
			case a.keep(state):
				fyne.Do(func() { win.arrived(a) })
			}
		})
	}()
}

// stop ends the watching, and waits until nothing of it is under way: the folder
// may be closed then.
func (a *arrivals) stop() {
	a.cancel()
	<-a.done
}

// enter says who is there from now on.
func (a *arrivals) enter(session *workspace.Session) {
	a.session.Store(session)
	a.inbox.Look()
}

// say puts a refusal into words for the text beside its copy.
func (a *arrivals) say(err error) string {
	text, hint := a.words.Load().Fault(err, "")
	return text + "\n" + hint + "\n"
}

// State gives what was found last.
func (a *arrivals) State() workspace.InboxState {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// Look asks for a look now.
func (a *arrivals) Look() { a.inbox.Look() }

// keep keeps a state and reports whether a person would see a difference.
func (a *arrivals) keep(state workspace.InboxState) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	before := a.state
	a.state = state
	return state.Taken > 0 || !slices.Equal(before.Places, state.Places) && len(before.Places) > 0 ||
		!slices.EqualFunc(before.Files, state.Files, func(a, b workspace.Incoming) bool {
			return a.Path == b.Path && a.Standing == b.Standing && a.Issued.Equal(b.Issued)
		})
}

// arrived shows that something has come or gone.
func (win *Window) arrived(a *arrivals) {
	kit.Trace("arrivals")
	if win.arrivals == a && win.person != nil {
		win.person.desk.Changed()
	}
}

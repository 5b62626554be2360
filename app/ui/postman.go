package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/courier"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// postEvery is how often e-mails leave by themselves.
const postEvery = time.Minute

// post sends e-mails by itself while somebody with the keys of head office is
// there, away from the goroutine that draws. What goes wrong stands in the list
// of e-mails: nobody is interrupted for it.
func (win *Window) post(ctx context.Context, a *arrivals, space *workspace.Workspace) {
	tick := time.NewTicker(postEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		session := a.session.Load()
		if session == nil {
			continue
		}
		mailed, err := session.PostMail(ctx, courier.Courier{}.Send)
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen && ctx.Err() == nil {
			space.Reference(err)
		}
		if mailed.Sent+mailed.Failed > 0 {
			fyne.Do(func() { win.posted(a) })
		}
	}
}

// posted shows that e-mails have left or could not.
func (win *Window) posted(a *arrivals) {
	kit.Trace("posted")
	if win.arrivals == a && win.person != nil {
		win.person.desk.Changed()
	}
}

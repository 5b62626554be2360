package ui

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// explainClock says how things stand with the clock, and lets the person believe
// one that has jumped.
func (p *person) explainClock() {
	d := p.desk
	switch {
	case p.condition.ClockJumped:
		d.Dialogs.Confirm(d.T("ui.clock.jumped"), d.T("ui.clock.jumped.text", fault.Args{"Now": time.Now()}), d.T("ui.clock.jumped.confirm"), func() {
			kit.Load(d.Tasks, func() (time.Time, error) { return d.Session.ConfirmClock(d.Context) }, func(_ time.Time, err error) {
				if !d.Refuse(err) {
					d.Changed()
				}
			})
		})
	case p.condition.ClockLate:
		d.Dialogs.Inform(d.T("ui.clock.late"), d.T("ui.clock.late.text", fault.Args{"Now": p.condition.Now}))
	default:
		d.Dialogs.Inform(d.T("ui.clock.fine"), d.T("ui.clock.fine.text", fault.Args{"Now": p.condition.Now}))
	}
}

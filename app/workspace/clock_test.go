package workspace_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/workspace"
)

// After a long pause the system clock counts once somebody says so.
func TestConfirmClock(t *testing.T) {
	o := found(t)
	pause := start.AddDate(0, 0, 45)
	o.now = pause
	if c := must[workspace.Condition](t)(o.Condition(t.Context())); !c.ClockJumped || !c.Now.Equal(start) {
		t.Errorf("before: %+v", c)
	}
	confirmed := must[time.Time](t)(o.session.ConfirmClock(t.Context()))
	if c := must[workspace.Condition](t)(o.Condition(t.Context())); c.ClockJumped || !c.Now.Equal(pause) || !confirmed.Equal(pause) {
		t.Errorf("after: %+v, confirmed %s", c, confirmed)
	}
	o.now = start
	if c := must[workspace.Condition](t)(o.Condition(t.Context())); !c.ClockLate || !c.Now.Equal(pause) {
		t.Errorf("set back: %+v", c)
	}
}

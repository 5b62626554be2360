package workspace_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// wait lets time pass in steps that no clock is suspected for.
func (f *folder) wait(t *testing.T, until time.Time) {
	t.Helper()
	for f.now.Before(until) {
		f.now = f.now.AddDate(0, 0, 20)
		if f.now.After(until) {
			f.now = until
		}
		f.reopen(t)
	}
}

// What was imported stands until the end of the lease, for open sessions too; a
// clock that is set back revives nothing, and a new file does.
func TestLeaseEndsTheAccess(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	end := start.AddDate(0, 0, 180)
	site.wait(t, end.Add(-time.Second))
	awa := must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	must[[]workspace.BookCard](t)(awa.Books(ctx))

	site.now = end
	_, err := awa.Books(ctx)
	synctest.Refused(t, err, fault.Expired, "workspace.lease")
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Expired, "workspace.lease")
	site.now = start.AddDate(0, 0, 100)
	site.reopen(t)
	site.now = end
	site.reopen(t)
	site.now = end.Add(-time.Hour)
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Expired, "workspace.lease")

	o.wait(t, end.Add(-time.Minute))
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	site.arrive(t, o.export(t))
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
}

// An access end date ends on its last day, in the organisation's zone, on a poste
// that never connects.
func TestAccessEndsOnItsDay(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	awa := must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).User
	awa.AccessUntil = calendar.New(2026, 11, 30)
	must[any](t)(o.session.EditUser(ctx, awa))
	site, session := o.join(t)
	site.now = time.Date(2026, 11, 30, 23, 59, 59, 0, time.UTC) // Dakar keeps UTC
	must[[]workspace.BookCard](t)(session.Books(ctx))
	site.now = site.now.Add(time.Second)
	_, err := session.Books(ctx)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	site.reopen(t)
	site.now = start
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
}

// A clock that has jumped ends neither access nor lease before it is confirmed.
func TestJumpedClockEndsNothingByItself(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, session := o.join(t)
	site.now = time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
	must[[]workspace.BookCard](t)(session.Books(ctx))
	site.reopen(t)
	session = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	card := must[workspace.BookCard](t)(session.Book(ctx, "P01/1"))
	if card.Today != calendar.New(2026, 11, 21) {
		t.Errorf("today is %s", card.Today)
	}
	site.now = start.Add(time.Hour)
	if c := must[workspace.Condition](t)(site.Condition(ctx)); c.ClockLate || c.ClockJumped {
		t.Errorf("right again: %+v", c)
	}
}

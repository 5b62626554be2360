package workspace_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// lastDay is the last permitted day of whoever leaves; Dakar keeps UTC.
var (
	lastDay = calendar.New(2026, 11, 30)
	ended   = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
)

// ending gives a user an end of access.
func (o *office) ending(t *testing.T, u directory.User, day calendar.Day) {
	t.Helper()
	read := must[workspace.Person](t)(o.session.Person(t.Context(), u.ID)).User
	read.AccessUntil = day
	must[directory.User](t)(o.session.EditUser(t.Context(), read))
}

// At head office the access ends by itself: in an open session, at sign-in, for
// what is read and what is written.
func TestAccessEndsAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	fatou := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: "fatou@eauvive.example", FirstName: "Fatou"}))
	must[directory.Grant](t)(o.session.GrantRole(ctx, fatou.ID, directory.RoleAdminUser, directory.Scope{Level: directory.LevelOrganisation}))
	o.ending(t, fatou, lastDay)
	code := must[string](t)(o.session.ActivateUser(ctx, fatou.ID))
	open := must[*workspace.Session](t)(o.ActivateAccount(ctx, "fatou@eauvive.example", code, otherPassword))

	o.now = ended.Add(-time.Second)
	must[directory.User](t)(open.AddUser(ctx, directory.User{FirstName: "Ibou"}))
	o.now = ended
	_, err := open.AddUser(ctx, directory.User{FirstName: "Khady"})
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	_, _, err = open.Users(ctx, directory.UserFilter{})
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	_, err = o.SignIn(ctx, "fatou@eauvive.example", otherPassword)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")

	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	o.ending(t, fatou, lastDay+1)
	must[*workspace.Session](t)(o.SignIn(ctx, "fatou@eauvive.example", otherPassword))
}

// A poste that hears nothing any more: the program is never closed and nothing is
// written. Once the end has been seen, setting the clock back opens nothing, in
// the open session, at sign-in, or after a restart.
func TestClockSetBackRevivesNoAccess(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.ending(t, o.awa, lastDay)
	site, open := o.join(t)
	site.now = ended
	_, err := open.Books(ctx) // a mere look
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")

	site.now = start.Add(time.Hour)
	_, err = open.Books(ctx)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	_, err = open.Record(ctx, o.book.ID, cashbook.Draft{})
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
	site.reopen(t)
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "directory.access-ended")
}

// Whose access has ended takes no file in for others; a file of their own that
// prolongs it is how they come back.
func TestEndedAccessImportsNothingButItsOwnProlongation(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.ending(t, o.awa, lastDay)
	site, open := o.join(t)
	o.now = ended
	o.ending(t, o.awa, lastDay+60)
	file := o.export(t)
	site.now = ended
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, file))
	synctest.Refused(t, open.Reauthenticate(ctx, awaPassword), fault.Denied, "directory.access-ended")
	err := site.Apply(ctx, open, arrival, usrfile.Fingerprint{})
	synctest.Refused(t, err, fault.Denied, "workspace.prove-again")

	site.arrive(t, file)
	must[[]workspace.BookCard](t)(must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword)).Books(ctx))
}

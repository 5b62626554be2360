package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/registration"
)

// wants has the person want to be told of open tasks.
func wants(t *testing.T, s *workspace.Session, notices directory.Notices) {
	t.Helper()
	own := must[workspace.Person](t)(s.Person(t.Context(), s.UserID())).User.Own()
	own.Notices = notices
	must[bool](t)(s.EditOwn(t.Context(), own))
}

// told posts the mail and gives the types of the tasks that each person is told of,
// by name.
func told(t *testing.T, o *office) map[string][]string {
	t.Helper()
	there := &post{}
	must[workspace.Mailed](t)(o.session.PostMail(t.Context(), there.hand))
	types := map[string][]string{}
	for _, facts := range there.took {
		for _, task := range must[[]mail.OpenTask](t)(facts.OpenTasks()) {
			types[facts["Name"]] = append(types[facts["Name"]], task.Type)
		}
	}
	return types
}

// Open tasks are written to those who want it and may decide on them, each once,
// and never to who asks.
func TestOpenTasksAreWrittenToThoseWhoDecide(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	asked := c.ask(t, mark.PurposeClock)
	c.enter(t, asked.Code)
	if got := told(t, c.office); len(got) != 0 {
		t.Errorf("without a server %v are told", got)
	}
	must[mail.Server](t)(c.session.SetMailServer(ctx, server, mailPassword))
	if got := told(t, c.office); len(got) != 0 {
		t.Errorf("nobody wants it, and %v are told", got)
	}
	wants(t, c.session, "modules codes alarms")
	wants(t, c.ba, "modules codes alarms")
	if got := told(t, c.office); len(got) != 1 || len(got["Moussa Ba"]) != 1 || got["Moussa Ba"][0] != "codes" {
		t.Errorf("a code that the administrator typed in is told to %v", got)
	}
	if got := told(t, c.office); len(got) != 0 {
		t.Errorf("it is told again: %v", got)
	}

	raise(t, c.office, directory.AlarmClone, c.awa.UserID())
	wish := registration.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa", Location: "Kolda"}
	module := must[workspace.Asked](t)(c.awa.RequestModule(ctx, wish, t.TempDir()))
	must[workspace.Task](t)(c.session.ReceiveRequest(ctx, module.Path))
	got := told(t, c.office)
	if len(got) != 1 || len(got[adminName]) != 2 || got[adminName][0] != "modules" || got[adminName][1] != "alarms" {
		t.Errorf("a registration and an alarm are told to %v", got)
	}

	// What the person wants no more, or may no more, is not told.
	wants(t, c.session, "codes")
	raise(t, c.office, directory.AlarmClock, c.awa.UserID())
	if got := told(t, c.office); len(got) != 0 {
		t.Errorf("%v are told of what they do not want", got)
	}
}

// Who asks is not told of their own request, even where they may decide on others.
func TestOwnRequestIsNotWrittenToWhoAsks(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	must[mail.Server](t)(c.session.SetMailServer(ctx, server, mailPassword))
	must[directory.Grant](t)(c.session.GrantRole(ctx, c.awa.UserID(), directory.RoleAdminInstallation, directory.Scope{Level: directory.LevelOrganisation}))
	at := must[*workspace.Session](t)(c.ActivateAccount(ctx, awaName, c.code, otherPassword))
	wants(t, at, "modules")
	wants(t, c.session, "modules")
	wish := registration.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa", Location: "Kolda"}
	module := must[workspace.Asked](t)(c.awa.RequestModule(ctx, wish, t.TempDir()))
	must[workspace.Task](t)(c.session.ReceiveRequest(ctx, module.Path))
	if got := told(t, c.office); len(got) != 1 || len(got[adminName]) != 1 {
		t.Errorf("the request is told to %v", got)
	}
}

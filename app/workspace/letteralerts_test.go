package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// The end of an access that is near is written to its user once for each date,
// and only where a server would send it.
func TestEndingAccessIsWrittenOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	u := must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).User
	u.AccessUntil = calendar.Of(o.now, o.now.Location()) + 30
	u = must[directory.User](t)(o.session.EditUser(ctx, u))
	there := &post{}
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m != (workspace.Mailed{}) {
		t.Errorf("without a server %+v", m)
	}
	if letters, _, err := o.session.Letters(ctx, mail.Filter{}); err != nil || len(letters) != 0 {
		t.Errorf("without a server wait %+v, %v", letters, err)
	}
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m.Sent != 1 || there.took[0]["Day"] != u.AccessUntil.String() {
		t.Fatalf("%+v, %v", m, there.took)
	}
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m.Sent != 0 {
		t.Error("it is written again")
	}
	u.AccessUntil--
	must[directory.User](t)(o.session.EditUser(ctx, u))
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m.Sent != 1 {
		t.Error("another date is not written")
	}
}

// Who signs in on a second poste learns of it when head office does.
func TestSignInOnANewPosteIsWrittenToItsUser(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	raise(t, o, directory.AlarmNewPosteSignIn, o.awa.ID)
	raise(t, o, directory.AlarmClone, o.awa.ID)
	there := &post{}
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m.Sent != 1 || there.took[0]["Poste"] == "" {
		t.Fatalf("%+v, %v", m, there.took)
	}
	letters, _, err := o.session.Letters(ctx, mail.Filter{})
	if err != nil || len(letters) != 1 || letters[0].Kind != mail.NewPoste || letters[0].User != o.awa.ID {
		t.Errorf("%+v, %v", letters, err)
	}
	if m := must[workspace.Mailed](t)(o.session.PostMail(ctx, there.hand)); m.Sent != 0 {
		t.Error("it is written again")
	}
}

// raise has an alarm about somebody, as the record of a poste would.
func raise(t *testing.T, o *office, kind directory.AlarmKind, about ident.UserID) {
	t.Helper()
	store := must[*storage.Store](t)(sqlite.Open(t.Context(), o.database()))
	defer store.Close()
	check(t, store.Update(t.Context(), func(tx *storage.Tx) error {
		return directory.Raise(tx, kind, ident.PosteID{7}, about, o.now)
	}))
}

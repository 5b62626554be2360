package workspace_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

const nextPassword = "une autre phrase pour le siège"

func TestPasswordChangeKeepsTheKeysOfTheOffice(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	check(t, o.session.ChangePassword(ctx, adminPassword, nextPassword))

	if _, err := o.SignIn(ctx, adminName, adminPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("the old password still opens: %v", err)
	}
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, nextPassword))
	if path := o.export(t); path == "" {
		t.Error("the new password does not open the keys")
	}
	acts, _, err := o.session.History(ctx, directory.HistoryFilter{Subject: o.session.UserID()})
	check(t, err)
	if !tells(acts, directory.VerbPasswordChanged) {
		t.Error("the history does not tell of it")
	}
}

func tells(acts []directory.Act, verb directory.Verb) bool {
	for _, a := range acts {
		if a.Verb == verb {
			return true
		}
	}
	return false
}

func TestPasswordChangeAtASite(t *testing.T) {
	ctx := t.Context()
	site, awa := found(t).join(t)
	check(t, awa.ChangePassword(ctx, awaPassword, nextPassword))
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, nextPassword))
}

func TestPasswordChangeIsRefused(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	for name, c := range map[string]struct {
		old, next string
		want      error
	}{
		"wrong present one": {"pas le bon mot", nextPassword, fault.Denied},
		"too short":         {adminPassword, "court", fault.Invalid},
		"the same":          {adminPassword, adminPassword, fault.Invalid},
		"own address":       {adminPassword, adminName, fault.Invalid},
	} {
		if err := o.session.ChangePassword(ctx, c.old, c.next); !errors.Is(err, c.want) {
			t.Errorf("%s gives %v, want %v", name, err, c.want)
		}
	}
	must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
}

func TestGuessingThePresentPasswordSlowsDown(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	for range 4 {
		if err := o.session.ChangePassword(ctx, "pas le bon mot", nextPassword); !errors.Is(err, fault.Denied) {
			t.Fatal(err)
		}
	}
	if err := o.session.ChangePassword(ctx, adminPassword, nextPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("no wait after four failures: %v", err)
	}
	o.now = o.now.Add(time.Minute)
	check(t, o.session.ChangePassword(ctx, adminPassword, nextPassword))
}

func TestNamesAreSignedInHoweverTheyAreTyped(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[*workspace.Session](t)(o.SignIn(ctx, "  ADMIN@EauVive.example ", adminPassword))
}

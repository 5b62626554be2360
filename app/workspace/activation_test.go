package workspace_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

const otherPassword = "une troisième phrase"

// reactivate is « mot de passe oublié » at head office: a new code.
func (o *office) reactivate(t *testing.T) (code string) {
	t.Helper()
	check(t, o.session.DeactivateUser(t.Context(), o.awa.ID))
	return must[string](t)(o.session.ActivateUser(t.Context(), o.awa.ID))
}

// A forgotten password: the old one opens nothing until the new code is used, and
// nothing ever after.
func TestNewCodeEndsTheOldPassword(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	code := o.reactivate(t)
	site.arrive(t, o.export(t))
	if _, err := awa.Books(ctx); !errors.Is(err, fault.Denied) {
		t.Errorf("an open session: %v", err)
	}
	_, err := site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "directory.account-inactive")
	_, err = site.ActivateAccount(ctx, awaName, o.code, otherPassword)
	synctest.Refused(t, err, fault.Denied, "access.code") // that of the first activation

	must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, code, otherPassword))
	_, err = site.SignIn(ctx, awaName, awaPassword)
	synctest.Refused(t, err, fault.Denied, "access.wrong")
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, otherPassword))
}

// A code is used once on a poste. A file that head office made before it knew of
// that does not lock the person out, and opens the code no more.
func TestSpentCodeInALaterFile(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	site.arrive(t, o.export(t)) // still « en attente » at head office
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	_, err := site.ActivateAccount(ctx, awaName, o.code, otherPassword)
	synctest.Refused(t, err, fault.Conflict, "access.code-spent")
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
}

// The same code on another poste, before and after head office has noted that it
// was used on the first.
func TestCodeOpensEachPosteOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.join(t)
	for _, noted := range []bool{false, true} {
		if noted {
			check(t, o.session.ConfirmActivation(ctx, o.awa.ID))
		}
		written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()))
		other := openFolder(t, t.TempDir())
		other.arrive(t, written[0].Path)
		if _, err := other.SignIn(ctx, awaName, awaPassword); !errors.Is(err, fault.Denied) {
			t.Errorf("noted %v: a password travelled: %v", noted, err)
		}
		must[*workspace.Session](t)(other.ActivateAccount(ctx, awaName, o.code, otherPassword))
		must[*workspace.Session](t)(other.SignIn(ctx, awaName, otherPassword))
	}
}

func TestCodeExpires(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		key   string
	}{
		"a second before": {directory.ActivationLifetime - time.Second, ""},
		"at the end":      {directory.ActivationLifetime, "access.code-expired"},
	} {
		t.Run(name, func(t *testing.T) {
			o := found(t)
			site := openFolder(t, t.TempDir())
			site.arrive(t, o.export(t))
			site.now = start.Add(c.after)
			_, err := site.ActivateAccount(t.Context(), awaName, o.code, awaPassword)
			if c.key == "" {
				check(t, err)
				return
			}
			synctest.Refused(t, err, fault.Expired, c.key)
			site.now = start // and no clock brings it back
			_, err = site.ActivateAccount(t.Context(), awaName, o.code, awaPassword)
			synctest.Refused(t, err, fault.Expired, c.key)
		})
	}
}

// Wrong codes are counted and slow down, also across a restart, and a right one
// that comes too soon waits too.
func TestGuessingACodeSlowsDown(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	for range 4 {
		_, err := site.ActivateAccount(ctx, awaName, "0000-0000-0000-0000", awaPassword)
		synctest.Refused(t, err, fault.Denied, "access.code")
	}
	site.reopen(t)
	_, err := site.ActivateAccount(ctx, awaName, o.code, awaPassword)
	synctest.Refused(t, err, fault.Denied, "access.wait")
	site.now = start.Add(time.Minute)
	must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
}

// A typo costs no attempt, and a name that nobody has says no more than a wrong
// code.
func TestTypoInACodeIsNoAttempt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	for range 10 {
		_, err := site.ActivateAccount(ctx, awaName, o.code[:len(o.code)-1], awaPassword)
		synctest.Refused(t, err, fault.Invalid, "file.code-syntax")
	}
	_, err := site.ActivateAccount(ctx, "personne@eauvive.example", o.code, awaPassword)
	synctest.Refused(t, err, fault.Denied, "access.code")
	must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
}

// The file that ends an account comes while its user is typing the code.
func TestCodeOfAnEndedAccountOpensNothing(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	check(t, o.session.DeactivateUser(ctx, o.awa.ID))
	site.arrive(t, o.export(t))
	_, err := site.ActivateAccount(ctx, awaName, o.code, awaPassword)
	synctest.Refused(t, err, fault.Denied, "access.code")
	if _, err := site.SignIn(ctx, awaName, awaPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("signing in gives %v", err)
	}
}

package workspace_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// phone is an authenticator application: an implementation that is not ours.
type phone struct{ secret string }

func (p phone) shows(t *testing.T, at time.Time) string {
	t.Helper()
	return must[string](t)(totp.GenerateCode(p.secret, at))
}

// enrol enrols a second factor for whoever has begun to sign in, and gives the
// telephone and the recovery codes.
func enrol(t *testing.T, f *folder, e *workspace.Entry) (phone, []string) {
	t.Helper()
	enrolment := must[workspace.Enrolment](t)(e.NewFactor(t.Context()))
	p := phone{strings.ReplaceAll(enrolment.Typed, " ", "")}
	if !strings.Contains(enrolment.URI, "secret="+p.secret) {
		t.Errorf("the QR code says %s", enrolment.URI)
	}
	codes := must[[]string](t)(e.ConfirmFactor(t.Context(), p.shows(t, f.now)))
	f.now = f.now.Add(time.Minute)
	return p, codes
}

// withFactor gives the administrator a second factor.
func withFactor(t *testing.T) (*office, phone, []string) {
	t.Helper()
	o := found(t)
	p, codes := enrol(t, o.folder, must[*workspace.Entry](t)(o.session.Again(t.Context(), adminPassword)))
	return o, p, codes
}

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	if f := new(fault.Error); !errors.As(err, &f) || f.Key != key {
		t.Errorf("error %v, want %s", err, key)
	}
}

func enter(t *testing.T, f *folder, name, password string) *workspace.Entry {
	t.Helper()
	return must[*workspace.Entry](t)(f.Enter(t.Context(), name, password))
}

func TestASecondFactorIsAskedForOnceEnrolled(t *testing.T) {
	ctx := t.Context()
	o, p, codes := withFactor(t)
	_, err := o.SignIn(ctx, adminName, adminPassword)
	wantKey(t, err, "access.factor-needed")
	e := enter(t, o.folder, adminName, adminPassword)
	if e.Step() != workspace.StepCode {
		t.Fatalf("step %q", e.Step())
	}
	_, err = e.Open(ctx)
	wantKey(t, err, "access.factor-needed")
	wantKey(t, e.Prove(ctx, "000000"), "access.factor-wrong")
	_, err = e.Open(ctx)
	wantKey(t, err, "access.factor-needed")
	code := p.shows(t, o.now)
	check(t, e.Prove(ctx, code))
	s := must[*workspace.Session](t)(e.Open(ctx))
	own := must[workspace.OwnFactor](t)(s.Factor(ctx))
	if own.Enrolled.IsZero() || own.Left != access.RecoveryCodes || own.Required || len(codes) != access.RecoveryCodes {
		t.Errorf("own factor %+v, %d codes", own, len(codes))
	}
	e = enter(t, o.folder, adminName, adminPassword)
	wantKey(t, e.Prove(ctx, code), "access.factor-wrong") // was used
}

func TestNothingAboutTheFactorChangesWithoutIt(t *testing.T) {
	ctx := t.Context()
	o, p, _ := withFactor(t)
	e := enter(t, o.folder, adminName, adminPassword)
	_, err := e.NewFactor(ctx)
	wantKey(t, err, "access.factor-needed")
	_, err = e.ConfirmFactor(ctx, "000000")
	wantKey(t, err, "access.factor-needed")
	_, err = e.NewRecoveryCodes(ctx)
	wantKey(t, err, "access.factor-needed")
	wantKey(t, e.RemoveFactor(ctx), "access.factor-needed")
	check(t, e.Prove(ctx, p.shows(t, o.now)))
	o.now = o.now.Add(time.Minute)
	other, _ := enrol(t, o.folder, e)
	e = enter(t, o.folder, adminName, adminPassword)
	wantKey(t, e.Prove(ctx, p.shows(t, o.now)), "access.factor-wrong")
	check(t, e.Prove(ctx, other.shows(t, o.now)))
	check(t, e.RemoveFactor(ctx))
	must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	wantKey(t, enter(t, o.folder, adminName, adminPassword).RemoveFactor(ctx), "access.factor-absent")
}

// Until its first code has been seen, a new secret does not keep anybody out.
func TestASecretThatWaitsDoesNotCount(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	e := enter(t, o.folder, adminName, adminPassword)
	_, err := e.ConfirmFactor(ctx, "000000")
	wantKey(t, err, "access.factor-not-begun")
	enrolment := must[workspace.Enrolment](t)(e.NewFactor(ctx))
	_, err = e.ConfirmFactor(ctx, "000000")
	wantKey(t, err, "access.factor-wrong")
	must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	o.now = o.now.Add(time.Hour)
	p := phone{strings.ReplaceAll(enrolment.Typed, " ", "")}
	_, err = e.ConfirmFactor(ctx, p.shows(t, o.now))
	wantKey(t, err, "access.factor-pending")
}

func TestARecoveryCodeOpensOnce(t *testing.T) {
	ctx := t.Context()
	o, p, codes := withFactor(t)
	e := enter(t, o.folder, adminName, adminPassword)
	check(t, e.Prove(ctx, strings.ToLower(codes[3])))
	s := must[*workspace.Session](t)(e.Open(ctx))
	if own := must[workspace.OwnFactor](t)(s.Factor(ctx)); own.Left != access.RecoveryCodes-1 {
		t.Errorf("%d codes left", own.Left)
	}
	again := enter(t, o.folder, adminName, adminPassword)
	wantKey(t, again.Prove(ctx, codes[3]), "access.recovery-used")
	renewed := must[[]string](t)(e.NewRecoveryCodes(ctx))
	wantKey(t, again.Prove(ctx, codes[4]), "access.recovery-wrong")
	check(t, again.Prove(ctx, renewed[0]))
	check(t, enter(t, o.folder, adminName, adminPassword).Prove(ctx, p.shows(t, o.now)))
}

func TestAPasswordChangeKeepsTheFactorAndOtherSessions(t *testing.T) {
	ctx := t.Context()
	o, p, codes := withFactor(t)
	const next = "une autre phrase pour le siège"
	check(t, o.session.ChangePassword(ctx, adminPassword, next))
	if _, err := o.session.Actor(ctx); err != nil {
		t.Errorf("a session that was open: %v", err)
	}
	e := enter(t, o.folder, adminName, next)
	check(t, e.Prove(ctx, p.shows(t, o.now)))
	must[*workspace.Session](t)(e.Open(ctx))
	check(t, enter(t, o.folder, adminName, next).Prove(ctx, codes[0]))
}

func TestARequiredFactorIsEnrolledAtTheNextSignIn(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	policy := directory.DefaultPolicy
	policy.SecondFactor = directory.FactorRequired
	check(t, o.session.SetPolicy(ctx, policy))
	_, err := o.SignIn(ctx, adminName, adminPassword)
	wantKey(t, err, "access.factor-enrol")
	e := enter(t, o.folder, adminName, adminPassword)
	if e.Step() != workspace.StepEnrol {
		t.Fatalf("step %q", e.Step())
	}
	_, err = e.Open(ctx)
	wantKey(t, err, "access.factor-enrol")
	enrol(t, o.folder, e)
	must[*workspace.Session](t)(e.Open(ctx))
	wantKey(t, e.RemoveFactor(ctx), "access.factor-required")
	policy.SecondFactor = directory.FactorNone
	check(t, o.session.SetPolicy(ctx, policy))
	e = enter(t, o.folder, adminName, adminPassword)
	if e.Step() != workspace.StepNone {
		t.Errorf("step %q where nobody is asked", e.Step())
	}
	_, err = e.NewFactor(ctx)
	wantKey(t, err, "access.factor-none")
}

// A new activation code is no way round a second factor.
func TestAForgottenPasswordTakesARecoveryCode(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	_, codes := enrol(t, site, must[*workspace.Entry](t)(awa.Again(ctx, awaPassword)))
	code := o.renew(t)
	o.importTo(t, site)
	const next = "une phrase toute neuve"
	a := workspace.Activation{Name: awaName, Code: code, Password: next}
	_, err := site.Activate(ctx, a)
	wantKey(t, err, "access.activation-factor")
	a.Recovery = "0000-0000-0000"
	_, err = site.Activate(ctx, a)
	wantKey(t, err, "access.recovery-wrong")
	a.Recovery = codes[0]
	e := must[*workspace.Entry](t)(site.Activate(ctx, a))
	s := must[*workspace.Session](t)(e.Open(ctx))
	if own := must[workspace.OwnFactor](t)(s.Factor(ctx)); !own.Enrolled.IsZero() {
		t.Error("a secret that nobody can open any more is kept")
	}
	a.Recovery = codes[1]
	_, err = site.Activate(ctx, a)
	wantKey(t, err, "access.code-spent")
}

// renew gives Awa a new activation code.
func (o *office) renew(t *testing.T) string {
	t.Helper()
	check(t, o.session.DeactivateUser(t.Context(), o.awa.ID))
	return must[string](t)(o.session.ActivateUser(t.Context(), o.awa.ID))
}

// importTo takes Awa's present file to a site.
func (o *office) importTo(t *testing.T, site *folder) *workspace.Arrival {
	t.Helper()
	o.now = o.now.Add(time.Minute)
	site.now = site.now.Add(time.Minute)
	arrival := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, o.export(t)))
	check(t, site.Apply(t.Context(), nil, arrival, o.print))
	return arrival
}

func TestAResetTravelsAndCountsOnce(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	enrol(t, site, must[*workspace.Entry](t)(awa.Again(ctx, awaPassword)))
	check(t, o.session.ConfirmActivation(ctx, o.awa.ID))
	check(t, o.session.ResetFactor(ctx, o.awa.ID, directory.MethodTOTP))
	arrival := o.importTo(t, site)
	if !arrival.UserData.Widens {
		t.Error("the preview does not say that something opens")
	}
	e := enter(t, site, awaName, awaPassword)
	if e.Step() != workspace.StepEnrol {
		t.Fatalf("step %q after the reset", e.Step())
	}
	p, _ := enrol(t, site, e)
	must[*workspace.Session](t)(e.Open(ctx))
	o.importTo(t, site) // a newer file that says the same
	e = enter(t, site, awaName, awaPassword)
	if e.Step() != workspace.StepCode {
		t.Fatalf("step %q: the reset was applied again", e.Step())
	}
	check(t, e.Prove(ctx, p.shows(t, site.now)))
	must[*workspace.Session](t)(e.Open(ctx))
	check(t, o.session.ResetFactor(ctx, o.awa.ID, directory.MethodNone))
	o.importTo(t, site)
	must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
}

func TestWhoMayReset(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	wantKey(t, o.session.ResetFactor(ctx, o.session.UserID(), directory.MethodNone), "directory.own-factor")
	policy := directory.DefaultPolicy
	policy.SecondFactor = directory.FactorRequired
	check(t, o.session.SetPolicy(ctx, policy))
	wantKey(t, o.session.ResetFactor(ctx, o.awa.ID, directory.MethodNone), "directory.factor-method")
	check(t, o.session.ResetFactor(ctx, o.awa.ID, directory.MethodTOTP))
	site, _ := found(t).join(t)
	awa := must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	wantKey(t, awa.ResetFactor(ctx, o.awa.ID, directory.MethodTOTP), "directory.head-office")
	wantKey(t, awa.SetPolicy(ctx, policy), "directory.head-office")
}

func TestThePolicyTravels(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	check(t, o.session.ConfirmActivation(ctx, o.awa.ID))
	check(t, o.session.SetPolicy(ctx, directory.Policy{PasswordMin: 30, SecondFactor: directory.FactorRequired, LockMinutes: 7, PreAssignment: directory.PreAssignmentOptional}))
	o.importTo(t, site)
	wantKey(t, awa.ChangePassword(ctx, awaPassword, "une phrase de vingt-huit"), "access.short")
	e := enter(t, site, awaName, awaPassword)
	if e.Step() != workspace.StepEnrol {
		t.Errorf("step %q", e.Step())
	}
	if after := must[time.Duration](t)(awa.LockAfter(ctx)); after != 7*time.Minute {
		t.Errorf("the window locks after %s", after)
	}
	check(t, o.session.SetPolicy(ctx, directory.DefaultPolicy))
	if !o.importTo(t, site).UserData.Widens {
		t.Error("a softer policy is not said to widen anything")
	}
	check(t, awa.ChangePassword(ctx, awaPassword, "une phrase de vingt-huit"))
}

// What lies on the disk shows neither secret nor codes.
func TestAStolenFolderDoesNotShowTheFactor(t *testing.T) {
	o, p, codes := withFactor(t)
	check(t, o.Close())
	secrets := append([]string{p.secret, strings.ReplaceAll(codes[0], "-", "")}, codes...)
	looked := 0
	check(t, filepath.WalkDir(o.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, secret := range secrets {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s shows %s", path, secret)
			}
		}
		looked++
		return err
	}))
	if looked < 2 {
		t.Errorf("only %d files were looked at", looked)
	}
}

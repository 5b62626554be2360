package workspace_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// These tests stand for the findings of SIGNIN.md, by their numbers.

// 1. A name that nobody has answers as one that somebody has: the same sentences,
// the same waits, the same writes.
func TestUnknownNamesLookLikeKnownOnes(t *testing.T) {
	ctx := t.Context()
	var answers [2][]string
	for i, name := range []string{adminName, "personne@eauvive.example"} {
		o := found(t)
		for range 6 {
			_, err := o.SignIn(ctx, name, "une phrase fausse")
			answers[i] = append(answers[i], err.Error())
		}
		_, err := o.ActivateAccount(ctx, name, o.code, awaPassword)
		answers[i] = append(answers[i], err.Error())
		acts, _, err := o.session.History(ctx, directory.HistoryFilter{})
		check(t, err)
		refused := 0
		for _, act := range acts {
			if act.Verb == directory.VerbSignInRefused {
				refused++
			}
		}
		if refused != 4 {
			t.Errorf("%s: %d refusals in the history, want 4", name, refused)
		}
	}
	for i := range answers[0] {
		if answers[0][i] != answers[1][i] {
			t.Errorf("attempt %d: %q for a known name, %q for an unknown one", i+1, answers[0][i], answers[1][i])
		}
	}
}

// 2. Many names are no way round the slow-down of each, and nobody is kept out by
// them for longer than ten seconds.
func TestManyNamesAreSlowedDownTogether(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	tried := 0
	for n := range 40 {
		_, err := o.SignIn(ctx, fmt.Sprintf("nom%d@eauvive.example", n), "une phrase fausse")
		if f := new(fault.Error); errors.As(err, &f) && f.Key == "access.wrong" {
			tried++
		}
	}
	if tried > 30 {
		t.Errorf("%d names were tried", tried)
	}
	_, err := o.SignIn(ctx, adminName, adminPassword)
	wantWait(t, err)
	o.now = o.now.Add(10 * time.Second)
	for range 40 { // right ones cost nothing
		must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	}
}

// 3. Who knows the password does not make guesses of the code free by typing it
// again, and the guesses keep nobody else out.
func TestGuessingCodesIsSlowedDownByItself(t *testing.T) {
	ctx := t.Context()
	o, p, codes := withFactor(t)
	guessed := 0
	for n := range 12 {
		e := enter(t, o.folder, adminName, adminPassword)
		err := e.Prove(ctx, fmt.Sprintf("%06d", n))
		if f := new(fault.Error); errors.As(err, &f) && f.Key == "access.factor-wrong" {
			guessed++
		}
	}
	if guessed > 4 {
		t.Errorf("%d codes were tried at once", guessed)
	}
	e := enter(t, o.folder, adminName, adminPassword)
	wantWait(t, e.Prove(ctx, codes[0])) // recovery codes are no other door
	o.now = o.now.Add(5 * time.Minute)
	check(t, e.Prove(ctx, p.shows(t, o.now)))
}

func TestGuessesOfAPasswordDoNotLockTheFactor(t *testing.T) {
	ctx := t.Context()
	o, p, _ := withFactor(t)
	e := enter(t, o.folder, adminName, adminPassword)
	for range 4 {
		_, err := o.Enter(ctx, adminName, "une phrase fausse")
		wantKey(t, err, "access.wrong")
	}
	check(t, e.Prove(ctx, p.shows(t, o.now)))
}

// 4. One code opens one session, however many ask at the same moment.
func TestACodeOpensOnceAlsoAtTheSameMoment(t *testing.T) {
	ctx := t.Context()
	o, p, _ := withFactor(t)
	code := p.shows(t, o.now)
	var entries [4]*workspace.Entry
	for i := range entries {
		entries[i] = enter(t, o.folder, adminName, adminPassword)
	}
	var group sync.WaitGroup
	var proved [len(entries)]error
	for i, e := range entries {
		group.Go(func() { proved[i] = e.Prove(ctx, code) })
	}
	group.Wait()
	opened := 0
	for _, err := range proved {
		if err == nil {
			opened++
		}
	}
	if opened != 1 {
		t.Errorf("the code opened %d sessions: %v", opened, proved)
	}
}

// 5. Who signs in from several programs at once has done nothing wrong.
func TestRightSignInsAtTheSameMomentWaitForEachOther(t *testing.T) {
	o := found(t)
	var group sync.WaitGroup
	var answers [12]error
	for i := range answers {
		group.Go(func() { _, answers[i] = o.SignIn(t.Context(), adminName, adminPassword) })
	}
	group.Wait()
	for i, err := range answers {
		if err != nil {
			t.Errorf("sign-in %d: %v", i, err)
		}
	}
}

// 6. A clock that is set back makes no code good again, nor a proof.
func TestAClockSetBackRevivesNothing(t *testing.T) {
	ctx := t.Context()
	o, p, _ := withFactor(t)
	then := o.now
	code := p.shows(t, then)
	check(t, enter(t, o.folder, adminName, adminPassword).Prove(ctx, code))
	o.now = then.Add(time.Hour)
	check(t, enter(t, o.folder, adminName, adminPassword).Prove(ctx, p.shows(t, o.now)))
	o.now = then
	wantKey(t, enter(t, o.folder, adminName, adminPassword).Prove(ctx, code), "access.factor-wrong")
	o.now = then.Add(10 * time.Second)
	wantKey(t, enter(t, o.folder, adminName, adminPassword).Prove(ctx, p.shows(t, then.Add(30*time.Second))), "access.factor-wrong")
	o.now = then.Add(20 * time.Second)
	check(t, o.session.Reauthenticate(ctx, adminPassword))
	o.now = then
	wantKey(t, o.session.RecentlyProved(), "workspace.prove-again")
}

// 7. A window that somebody left open is not enough for what asks for a password.
func TestAProofLastsFiveMinutes(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	check(t, o.session.RecentlyProved())
	o.now = o.now.Add(5 * time.Minute)
	check(t, o.session.RecentlyProved())
	o.now = o.now.Add(time.Second)
	wantKey(t, o.session.RecentlyProved(), "workspace.prove-again")
	wantKey(t, o.session.Reauthenticate(ctx, "une phrase fausse"), "access.wrong")
	wantKey(t, o.session.RecentlyProved(), "workspace.prove-again")
	check(t, o.session.Reauthenticate(ctx, adminPassword))
	check(t, o.session.RecentlyProved())
	for range 4 {
		wantKey(t, o.session.Reauthenticate(ctx, "une phrase fausse"), "access.wrong")
	}
	wantWait(t, o.session.Reauthenticate(ctx, adminPassword))
}

func TestUnlock(t *testing.T) {
	ctx := t.Context()
	o, p, _ := withFactor(t)
	wantKey(t, o.session.Unlock(ctx, "une phrase fausse", ""), "access.wrong")
	check(t, o.session.Unlock(ctx, adminPassword, "")) // an optional factor guards the sign-in only
	policy := directory.DefaultPolicy
	policy.SecondFactor = directory.FactorRequired
	check(t, o.session.SetPolicy(ctx, policy))
	wantKey(t, o.session.Unlock(ctx, adminPassword, ""), "access.factor-needed")
	wantKey(t, o.session.Unlock(ctx, adminPassword, "000000"), "access.factor-wrong")
	check(t, o.session.Unlock(ctx, adminPassword, p.shows(t, o.now)))
}

// 8. What widens rights asks the person at the window for the password.
func TestAnImportThatWidensAsksForThePassword(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	check(t, o.session.ConfirmActivation(ctx, o.awa.ID))
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, directory.Scope{Level: directory.LevelAllProjects}))
	o.now, site.now = o.now.Add(10*time.Minute), site.now.Add(10*time.Minute)
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, awa, o.export(t)))
	wantKey(t, site.Apply(ctx, awa, arrival, o.print), "workspace.prove-again")
	check(t, awa.Reauthenticate(ctx, awaPassword))
	check(t, site.Apply(ctx, awa, arrival, o.print))
	check(t, o.session.DeactivateUser(ctx, o.awa.ID))
	o.now, site.now = o.now.Add(10*time.Minute), site.now.Add(10*time.Minute)
	arrival = must[*workspace.Arrival](t)(site.Examine(ctx, awa, o.export(t)))
	check(t, site.Apply(ctx, awa, arrival, o.print)) // what narrows asks for nothing
}

// A folder of files is no way around that.
func TestAnImportOfManyThatWidensAsksForThePassword(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	check(t, o.session.ConfirmActivation(ctx, o.awa.ID))
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, directory.Scope{Level: directory.LevelAllProjects}))
	o.now, site.now = o.now.Add(10*time.Minute), site.now.Add(10*time.Minute)
	files := []string{o.export(t)}
	tried := must[[]workspace.Import](t)(site.ImportMany(ctx, files, workspace.Many{By: awa, Try: true}))
	if len(tried) != 1 || tried[0].Standing != workspace.Taken {
		t.Errorf("tried: %+v", tried)
	}
	imports, err := site.ImportMany(ctx, files, workspace.Many{By: awa})
	wantKey(t, err, "workspace.prove-again")
	if refused, total, err := site.Refused(ctx); len(imports) > 0 || total > 0 || err != nil {
		t.Errorf("imported %v, refused %v, %v", imports, refused, err)
	}
	check(t, awa.Reauthenticate(ctx, awaPassword))
	imports = must[[]workspace.Import](t)(site.ImportMany(ctx, files, workspace.Many{By: awa}))
	if len(imports) != 1 || imports[0].Standing != workspace.Taken {
		t.Errorf("imported: %+v", imports)
	}
}

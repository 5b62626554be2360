package workspace_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// journals stands for what Accounting will know: one closing and one backup.
type journals struct{}

func (journals) items(p mark.Purpose) []verification.Item {
	switch p {
	case mark.PurposeClosing:
		return []verification.Item{{Subject: [32]byte{10}, Text: "P01 · Caisse · octobre 2026"}}
	case mark.PurposeRestore:
		return []verification.Item{{Subject: [32]byte{11}, Text: "P01 · Caisse · sauvegarde"}}
	}
	return nil
}

func (j journals) AtPoste(_ verification.Store, p mark.Purpose) ([]verification.Item, error) {
	return j.items(p), nil
}

func (j journals) AtOffice(_ verification.Store, _ ident.PosteID, p mark.Purpose) ([]verification.Item, error) {
	return j.items(p), nil
}

const (
	baName     = "ba@eauvive.example"
	baPassword = "une phrase pour approuver"
)

// calls is a head office with a finance manager, who approves codes, and a site.
type calls struct {
	*office
	ba   *workspace.Session
	site *folder
	awa  *workspace.Session
}

func newCalls(t *testing.T) *calls {
	t.Helper()
	ctx := t.Context()
	o := found(t)
	o.facts = journals{}
	o.reopen(t)
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	c := &calls{office: o}
	c.site, c.awa = o.join(t)
	c.site.facts = journals{}
	c.reopenSite(t)

	ba := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: baName, FirstName: "Moussa", LastName: "Ba"}))
	scope := directory.Scope{Level: directory.LevelOrganisation}
	must[directory.Grant](t)(o.session.GrantRole(ctx, ba.ID, directory.RoleFinanceManager, scope))
	code := must[string](t)(o.session.ActivateUser(ctx, ba.ID))
	must[*workspace.Session](t)(o.ActivateAccount(ctx, baName, code, baPassword))
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword)) // opens the keys to Ba
	c.ba = must[*workspace.Session](t)(o.SignIn(ctx, baName, baPassword))
	return c
}

func (c *calls) reopenSite(t *testing.T) {
	t.Helper()
	c.site.reopen(t)
	c.awa = must[*workspace.Session](t)(c.site.SignIn(t.Context(), awaName, awaPassword))
}

var why = directory.CodeStatement{Authorisation: "Accord de M. Ba", Reason: "Pas d'Internet"}

// ask asks for a code: without sign-in where that is enough.
func (c *calls) ask(t *testing.T, p mark.Purpose) workspace.CodeAsked {
	t.Helper()
	wish := workspace.CodeWish{Purpose: p, CodeStatement: why}
	var by *workspace.Session
	if items := (journals{}).items(p); items != nil {
		by, wish.Item = c.awa, items[0].Subject
	}
	return must[workspace.CodeAsked](t)(c.site.AskCode(t.Context(), by, awaName, wish, t.TempDir()))
}

func (c *calls) enter(t *testing.T, code string) workspace.CodeTask {
	t.Helper()
	return must[workspace.CodeTask](t)(c.session.EnterCode(t.Context(), workspace.CodeCall{Code: code, CodeStatement: why}))
}

// answered lets head office answer a code by voice.
func (c *calls) answered(t *testing.T, code string) string {
	t.Helper()
	c.enter(t, code)
	decided := must[workspace.CodeDecided](t)(c.ba.ApproveCode(t.Context(), code, t.TempDir()))
	if decided.Answer == "" || decided.Path != "" {
		t.Fatalf("decided %+v", decided)
	}
	return decided.Answer
}

var purposes = []mark.Purpose{mark.PurposeClock, mark.PurposeFactor, mark.PurposeClosing, mark.PurposeRestore}

func TestCodesByVoice(t *testing.T) {
	c := newCalls(t)
	for _, p := range purposes {
		asked := c.ask(t, p)
		task := c.enter(t, strings.ToLower(strings.ReplaceAll(asked.Code, "-", " ")))
		if task.Asker != "Awa Diop" || task.Poste.Number != 1 || task.EnteredBy != adminName || task.MayDecide == nil {
			t.Errorf("%s: the task is %+v", p, task)
		}
		switch {
		case p == mark.PurposeClock && task.About.Day.Format("2006-01-02") != "2026-11-21",
			p == mark.PurposeFactor && task.About.Person != "Awa Diop",
			p == mark.PurposeClosing && task.About.Item != "P01 · Caisse · octobre 2026":
			t.Errorf("%s is about %+v", p, task.About)
		}
		answer := c.answered(t, asked.Code)
		if again := must[string](t)(c.session.CodeAnswer(t.Context(), asked.Code)); again != answer {
			t.Errorf("%s: read again the answer is %s", p, again)
		}
		var by *workspace.Session
		if (journals{}).items(p) != nil {
			by = c.awa
			_, err := c.site.EnterAnswer(t.Context(), nil, p, answer)
			synctest.Refused(t, err, fault.Denied, "workspace.code-sign-in")
		}
		out := must[workspace.CodeOutcome](t)(c.site.EnterAnswer(t.Context(), by, p, strings.ToLower(answer)))
		if out.Purpose != p || out.Late {
			t.Errorf("%s: outcome %+v", p, out)
		}
	}
}

func TestCodesByFile(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	for _, p := range purposes {
		asked := c.ask(t, p)
		arrival := must[*workspace.Arrival](t)(c.Examine(ctx, c.session, asked.Path))
		if arrival.CodeTask == nil || arrival.CodeTask.Request.CodeStatement != why || arrival.Request != nil || arrival.Repeated {
			t.Errorf("%s: arrival %+v", p, arrival)
		}
		check(t, c.Apply(ctx, c.session, arrival, usrfile.Fingerprint{}))
		again := must[*workspace.Arrival](t)(c.Examine(ctx, c.session, asked.Path))
		if !again.Repeated {
			t.Errorf("%s: the same file is new", p)
		}
		decided := must[workspace.CodeDecided](t)(c.ba.ApproveCode(ctx, asked.Code, t.TempDir()))
		reply := must[*workspace.Arrival](t)(c.site.Examine(ctx, nil, decided.Path))
		if r := reply.CodeReply; r == nil || !r.Approved || r.Purpose != p || r.Code != asked.Code {
			t.Fatalf("%s: reply %+v", p, r)
		}
		check(t, c.site.Apply(ctx, nil, reply, usrfile.Fingerprint{}))
		if got := reply.CodeReply.Outcome.Purpose; got != p {
			t.Errorf("%s: outcome %+v", p, reply.CodeReply.Outcome)
		}
		if again := must[*workspace.Arrival](t)(c.site.Examine(ctx, nil, decided.Path)); !again.Repeated {
			t.Errorf("%s: the same reply is new", p)
		}
	}
}

func TestARefusedCodeTravelsBack(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	asked := c.ask(t, mark.PurposeClosing)
	check(t, c.Apply(ctx, c.session, must[*workspace.Arrival](t)(c.Examine(ctx, c.session, asked.Path)), usrfile.Fingerprint{}))
	decided := must[workspace.CodeDecided](t)(c.ba.RefuseCode(ctx, asked.Code, "Voix inconnue", t.TempDir()))
	if decided.Answer != "" || decided.Task.Request.Status != directory.RequestRefused {
		t.Errorf("decided %+v", decided)
	}
	reply := must[*workspace.Arrival](t)(c.site.Examine(ctx, nil, decided.Path))
	check(t, c.site.Apply(ctx, nil, reply, usrfile.Fingerprint{}))
	if reply.CodeReply.Approved || reply.CodeReply.Reason != "Voix inconnue" {
		t.Errorf("reply %+v", reply.CodeReply)
	}
	codes := must[[]workspace.PosteCode](t)(c.site.PosteCodes(ctx, c.awa))
	if len(codes) != 1 || codes[0].State != mark.VerificationRefused || codes[0].About.Item != "P01 · Caisse · octobre 2026" {
		t.Errorf("the site shows %+v", codes)
	}
}

// Without sign-in one asks for oneself, and for what keeps one from signing in.
func TestCodesWithoutSignIn(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	ask := func(name string, wish workspace.CodeWish) error {
		wish.CodeStatement = why
		_, err := c.site.AskCode(ctx, nil, name, wish, t.TempDir())
		return err
	}
	synctest.Refused(t, ask(awaName, workspace.CodeWish{Purpose: mark.PurposeClosing, Item: [32]byte{10}}), fault.Denied, "workspace.code-sign-in")
	synctest.Refused(t, ask("personne@eauvive.example", workspace.CodeWish{Purpose: mark.PurposeClock}), fault.Missing, "storage.user")
	other := workspace.CodeWish{Purpose: mark.PurposeFactor, User: c.session.UserID()}
	synctest.Refused(t, ask(awaName, other), fault.Denied, "workspace.code-sign-in")
	c.ask(t, mark.PurposeFactor)
	c.ask(t, mark.PurposeClosing)
	shown := must[[]workspace.PosteCode](t)(c.site.PosteCodes(ctx, nil))
	if len(shown) != 1 || shown[0].Purpose != mark.PurposeFactor || shown[0].Asker != "Awa Diop" || shown[0].About.Person != "Awa Diop" {
		t.Errorf("before signing in it shows %+v", shown)
	}
}

// Head office and the site both tell what was asked, approved, tried and done.
func TestCodesAreTold(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	asked := c.ask(t, mark.PurposeFactor)
	answer := c.answered(t, asked.Code)
	wrong := c.answered(t, c.ask(t, mark.PurposeClosing).Code)
	_, err := c.site.EnterAnswer(ctx, nil, mark.PurposeFactor, wrong)
	synctest.Refused(t, err, fault.Denied, "verification.wrong")
	must[workspace.CodeOutcome](t)(c.site.EnterAnswer(ctx, nil, mark.PurposeFactor, answer))

	atSite := verbsOf(must[[]directory.Act](t)(acts(ctx, c.awa)))
	want := []directory.Verb{directory.VerbCodeRequested, directory.VerbCodeRequested, directory.VerbCodeWrong, directory.VerbCodeUsed}
	if !slices.Equal(atSite, want) {
		t.Errorf("the site tells %v, want %v", atSite, want)
	}
	told, _, err := c.session.History(ctx, directory.HistoryFilter{Subject: c.office.awa.ID})
	check(t, err)
	atOffice := verbsOf(told)
	want = []directory.Verb{directory.VerbCodeReceived, directory.VerbCodeApproved, directory.VerbCodeReceived, directory.VerbCodeApproved}
	if !slices.Equal(atOffice, want) {
		t.Errorf("head office tells %v, want %v", atOffice, want)
	}
}

// verbsOf gives what acts tell of codes, oldest first.
func verbsOf(acts []directory.Act) (verbs []directory.Verb) {
	for _, a := range slices.Backward(acts) {
		if strings.HasPrefix(string(a.Verb), "code-") {
			verbs = append(verbs, a.Verb)
		}
	}
	return verbs
}

// What waits to be decided counts among the tasks of those who decide or answer.
func TestCodesAreCountedAmongTheTasks(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	before := must[int](t)(c.ba.CountTasks(ctx))
	asked := c.ask(t, mark.PurposeClosing)
	c.enter(t, asked.Code)
	if got := must[int](t)(c.ba.CountTasks(ctx)); got != before+1 {
		t.Errorf("%d tasks wait, want %d", got, before+1)
	}
	must[workspace.CodeDecided](t)(c.ba.ApproveCode(ctx, asked.Code, t.TempDir()))
	if got := must[int](t)(c.ba.CountTasks(ctx)); got != before {
		t.Errorf("%d tasks wait after the decision, want %d", got, before)
	}
}

// A reset removes the second factor, so that the next sign-in enrols another.
func TestFactorResetByCode(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	enrol(t, c.site, must[*workspace.Entry](t)(c.awa.Again(ctx, awaPassword)))
	_, err := c.site.SignIn(ctx, awaName, awaPassword)
	wantKey(t, err, "access.factor-needed")
	asked := c.ask(t, mark.PurposeFactor)
	answer := c.answered(t, asked.Code)
	must[workspace.CodeOutcome](t)(c.site.EnterAnswer(ctx, nil, mark.PurposeFactor, answer))
	must[*workspace.Session](t)(c.site.SignIn(ctx, awaName, awaPassword))
}

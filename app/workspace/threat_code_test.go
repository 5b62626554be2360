package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func (c *calls) answer(t *testing.T, p mark.Purpose, text string) error {
	t.Helper()
	_, err := c.site.EnterAnswer(t.Context(), c.awa, p, text)
	return err
}

func (c *calls) left(t *testing.T, p mark.Purpose) int {
	t.Helper()
	for _, code := range must[[]workspace.PosteCode](t)(c.site.PosteCodes(t.Context(), c.awa)) {
		if code.Purpose == p {
			return code.Left()
		}
	}
	t.Fatalf("nothing was asked for %s", p)
	return 0
}

// Row 8: a clock that was once in 2099, and confirmed, keeps nobody out for good.
func TestThreat08WrongFutureIsCorrected(t *testing.T) {
	ctx := t.Context()
	for name, correct := range map[string]func(*calls, *testing.T){
		"by voice": func(c *calls, t *testing.T) {
			asked := c.ask(t, mark.PurposeClock)
			answer := c.answered(t, asked.Code)
			out := must[workspace.CodeOutcome](t)(c.site.EnterAnswer(ctx, nil, mark.PurposeClock, answer))
			if !out.Now.Equal(c.site.now) {
				t.Errorf("outcome %+v", out)
			}
		},
		"by file": func(c *calls, t *testing.T) {
			asked := c.ask(t, mark.PurposeClock)
			check(t, c.Apply(ctx, c.session, must[*workspace.Arrival](t)(c.Examine(ctx, c.session, asked.Path)), usrfile.Fingerprint{}))
			decided := must[workspace.CodeDecided](t)(c.ba.ApproveCode(ctx, asked.Code, t.TempDir()))
			check(t, c.site.Apply(ctx, nil, must[*workspace.Arrival](t)(c.site.Examine(ctx, nil, decided.Path)), usrfile.Fingerprint{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCalls(t)
			file := c.export(t)
			c.site.now = time.Date(2099, 1, 1, 12, 0, 0, 0, time.UTC)
			must[time.Time](t)(c.awa.ConfirmClock(ctx))
			c.site.now = start.Add(time.Hour)
			_, err := c.site.SignIn(ctx, awaName, awaPassword)
			synctest.Refused(t, err, fault.Expired, "workspace.lease")
			c.site.refuses(t, fault.Expired, "file.expired", file)

			correct(c, t)
			if now := must[workspace.Condition](t)(c.site.Condition(ctx)); now.ClockLate || now.ClockJumped || !now.Now.Equal(c.site.now) {
				t.Errorf("after: %+v", now)
			}
			must[*workspace.Session](t)(c.site.SignIn(ctx, awaName, awaPassword))
			c.site.takes(t, file)
		})
	}
}

// Row 20: an answer is for one request, on one poste; guessing ends after five,
// whatever is restarted.
func TestThreat20CodeGuessedOrReused(t *testing.T) {
	c := newCalls(t)
	used := c.answered(t, c.ask(t, mark.PurposeClosing).Code)
	check(t, c.answer(t, mark.PurposeClosing, used))
	synctest.Refused(t, c.answer(t, mark.PurposeClosing, used), fault.Denied, "mark.code-closed")

	for _, asked := range []mark.Purpose{mark.PurposeClosing, mark.PurposeRestore} { // the next request, and another purpose
		right := c.answered(t, c.ask(t, asked).Code)
		synctest.Refused(t, c.answer(t, asked, used), fault.Denied, "verification.wrong")
		check(t, c.answer(t, asked, right))
	}

	right := c.answered(t, c.ask(t, mark.PurposeClosing).Code)
	for left := mark.VerificationAttempts - 1; left >= 0; left-- {
		synctest.Refused(t, c.answer(t, mark.PurposeClosing, used), fault.Denied, "verification.wrong")
		c.reopenSite(t)
		if got := c.left(t, mark.PurposeClosing); got != left {
			t.Errorf("after a restart %d attempts are left, want %d", got, left)
		}
	}
	synctest.Refused(t, c.answer(t, mark.PurposeClosing, right), fault.Denied, "mark.code-attempts")
}

// Row 20: the attempt is written down before the comparison: a poste that dies in
// between, here because its keys are gone, does not get it back.
func TestThreat20AttemptOfADyingPosteCounts(t *testing.T) {
	c := newCalls(t)
	right := c.answered(t, c.ask(t, mark.PurposeFactor).Code)
	keys := must[[]string](t)(filepath.Glob(filepath.Join(c.site.dir, "poste-*")))
	for _, key := range keys {
		check(t, os.Rename(key, key+".away"))
	}
	if _, err := c.site.EnterAnswer(t.Context(), nil, mark.PurposeFactor, right); err == nil {
		t.Fatal("answered without keys")
	}
	for _, key := range keys {
		check(t, os.Rename(key+".away", key))
	}
	if got := c.left(t, mark.PurposeFactor); len(keys) == 0 || got != mark.VerificationAttempts-1 {
		t.Errorf("%d attempts are left", got)
	}
	must[workspace.CodeOutcome](t)(c.site.EnterAnswer(t.Context(), nil, mark.PurposeFactor, right))
}

// Row 20: nobody decides alone at head office.
func TestThreat20SecondPerson(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	asked := c.ask(t, mark.PurposeClosing)
	must[workspace.CodeTask](t)(c.ba.EnterCode(ctx, workspace.CodeCall{Code: asked.Code, CodeStatement: why}))
	_, err := c.ba.ApproveCode(ctx, asked.Code, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "directory.code-own")
	_, err = c.session.ApproveCode(ctx, asked.Code, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	_, err = c.session.CodeAnswer(ctx, asked.Code)
	synctest.Refused(t, err, fault.Denied, "verification.not-approved")
}

// Row 21: what people mistype or mishear is found in its group, on both sides, and
// costs nothing; O, I and L are read as meant.
func TestThreat21Typos(t *testing.T) {
	ctx := t.Context()
	c := newCalls(t)
	asked := c.ask(t, mark.PurposeClosing)
	before := synctest.Dump(t, c.database())
	for name, code := range mistyped(asked.Code) {
		_, err := c.session.EnterCode(ctx, workspace.CodeCall{Code: code, CodeStatement: why})
		if !errors.Is(err, fault.Invalid) {
			t.Errorf("request, %s: %v", name, err)
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, c.database())); len(changed) > 0 {
		t.Errorf("head office: %v changed", changed)
	}
	answer := c.answered(t, respelt(asked.Code))
	before = synctest.Dump(t, c.site.database())
	wrong := mistyped(answer)
	wrong["the request"] = asked.Code
	for name, code := range wrong {
		if err := c.answer(t, mark.PurposeClosing, code); !errors.Is(err, fault.Invalid) {
			t.Errorf("answer, %s: %v", name, err)
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, c.site.database())); len(changed) > 0 {
		t.Errorf("the site: %v changed", changed)
	}
	check(t, c.answer(t, mark.PurposeClosing, respelt(answer)))
}

// mistyped gives a code as people get it wrong.
func mistyped(code string) map[string]string {
	groups := strings.Split(code, "-")
	swapped := append([]string{groups[1], groups[0]}, groups[2:]...)
	other := "2"
	if code[0] == '2' {
		other = "3"
	}
	return map[string]string{
		"one symbol":        other + code[1:],
		"swapped groups":    strings.Join(swapped, "-"),
		"a group missing":   strings.Join(groups[1:], "-"),
		"a symbol too many": code + "0",
		"no symbol":         "?" + code[1:],
		"nothing":           "",
	}
}

// respelt gives a code as people hear it.
func respelt(code string) string {
	return strings.NewReplacer("0", "o", "1", "l", "-", " ").Replace(strings.ToLower(code))
}

package mark_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
)

var open = mark.Verification{Purpose: mark.PurposeClock, Nonce: 7, State: mark.VerificationOpen, Opened: base}

func TestFiveAttemptsAndNoMore(t *testing.T) {
	v := open
	for left := mark.VerificationAttempts; left > 0; left-- {
		if v.Left() != left {
			t.Errorf("%d left, want %d", v.Left(), left)
		}
		next, err := v.Attempt()
		if err != nil {
			t.Fatal(err)
		}
		v = next
	}
	after, err := v.Attempt()
	denied(t, err, "mark.code-attempts")
	if after != v || v.Left() != 0 {
		t.Errorf("after the last attempt %+v, %d left", after, v.Left())
	}
	if _, err := v.Permit(base); err != nil { // the fifth answer may be the right one
		t.Error(err)
	}
}

func TestVerificationMovesForwardOnly(t *testing.T) {
	states := []mark.VerificationState{mark.VerificationOpen, mark.VerificationPermitted, mark.VerificationUsed, mark.VerificationRefused}
	now := base.Add(time.Hour)
	for name, c := range map[string]struct {
		move func(mark.Verification, time.Time) (mark.Verification, error)
		from mark.VerificationState
		to   mark.VerificationState
	}{
		"permit": {mark.Verification.Permit, mark.VerificationOpen, mark.VerificationPermitted},
		"refuse": {mark.Verification.Refuse, mark.VerificationOpen, mark.VerificationRefused},
		"use":    {mark.Verification.Use, mark.VerificationPermitted, mark.VerificationUsed},
	} {
		for _, state := range states {
			v := open
			v.State = state
			got, err := c.move(v, now)
			if state != c.from {
				denied(t, err, "mark.code-closed")
				if got != v {
					t.Errorf("%s of %s gives %+v", name, state, got)
				}
				continue
			}
			if err != nil || got.State != c.to || !got.Closed.Equal(now) || got.Nonce != v.Nonce {
				t.Errorf("%s gives %+v, %v", name, got, err)
			}
		}
	}
	for _, state := range states[1:] {
		v := open
		v.State = state
		_, err := v.Attempt()
		denied(t, err, "mark.code-closed")
	}
}

func denied(t *testing.T, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key || f.Kind != fault.Denied {
		t.Errorf("got %v, want denied: %s", err, key)
	}
}

// Whatever is done in whatever order, one request has at most five answers
// compared and is used at most once.
func TestNoOrderOfStepsGivesMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, attempts, uses := open, 0, 0
		for _, step := range rapid.SliceOf(rapid.IntRange(0, 3)).Draw(t, "steps") {
			var next mark.Verification
			var err error
			switch step {
			case 0:
				if next, err = v.Attempt(); err == nil {
					attempts++
				}
			case 1:
				next, err = v.Permit(base)
			case 2:
				if next, err = v.Use(base); err == nil {
					uses++
				}
			case 3:
				next, err = v.Refuse(base)
			}
			if err == nil {
				v = next
			}
		}
		if attempts > mark.VerificationAttempts || uses > 1 || v.Attempts != attempts {
			t.Fatalf("%d attempts, %d uses: %+v", attempts, uses, v)
		}
	})
}

// A correction goes both ways, and leaves alone what files have signed.
func TestCorrect(t *testing.T) {
	future := base.AddDate(73, 0, 0)
	for name, c := range map[string]struct {
		before mark.Times
		system time.Time
		want   time.Time // trusted time afterwards
	}{
		"back from a wrong future":         {mark.Times{Signed: base.Add(-day), Observed: future}, base, base},
		"over a jump":                      {mark.Times{Observed: base.AddDate(0, -3, 0)}, base, base},
		"files are from later":             {mark.Times{Signed: base.Add(2 * day), Observed: future}, base, base.Add(2 * day)},
		"and the clock goes on since then": {mark.Times{Observed: future}, base.Add(5 * day), base.Add(5 * day)},
	} {
		t.Run(name, func(t *testing.T) {
			after := c.before.Correct(base.In(time.FixedZone("", 3600)))
			if after.Signed != c.before.Signed || after.Observed != base {
				t.Errorf("marks %+v", after)
			}
			if got := after.Now(c.system); !got.Equal(c.want) || after.Jumped(c.system) {
				t.Errorf("now is %s, want %s", got, c.want)
			}
		})
	}
}

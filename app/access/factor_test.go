package access_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

var secret = access.OTPSecret([]byte("12345678901234567890"))

// step is a moment in the middle of a step.
var step = time.Unix(1_795_000_005, 0)

func shown(at time.Time) string { return fmt.Sprintf("%06d", access.CodeAt(secret, at)) }

func keyOf(err error) string {
	if f := new(fault.Error); errors.As(err, &f) {
		return f.Key
	}
	return ""
}

func TestCodesOfTheWindowAreAccepted(t *testing.T) {
	for seconds, accepted := range map[int]bool{-60: false, -30: true, 0: true, 30: true, 60: false, 3600: false} {
		at := step.Add(time.Duration(seconds) * time.Second)
		f, err := access.Factor{Sealed: []byte{1}}.Check(secret, shown(at), step)
		if (err == nil) != accepted {
			t.Errorf("a code %d s away: %v", seconds, err)
		}
		if err != nil && (keyOf(err) != "access.factor-wrong" || !errors.Is(err, fault.Denied) || f.Used != 0) {
			t.Errorf("a code %d s away: %v, %+v", seconds, err, f)
		}
	}
}

func TestAStepIsAcceptedOnce(t *testing.T) {
	f, err := access.Factor{}.Check(secret, shown(step), step)
	if err != nil {
		t.Fatal(err)
	}
	for _, again := range []time.Duration{0, 25 * time.Second, -time.Hour, 24 * time.Hour} {
		if _, err := f.Check(secret, shown(step), step.Add(again)); keyOf(err) != "access.factor-wrong" {
			t.Errorf("the code once more after %s: %v", again, err)
		}
	}
	if _, err := f.Check(secret, shown(step.Add(-30*time.Second)), step); err == nil {
		t.Error("the code before one that was used is accepted")
	}
	if f, err = f.Check(secret, shown(step.Add(30*time.Second)), step); err != nil {
		t.Errorf("the next code: %v", err)
	}
	if _, err := f.Check(secret, shown(step), step); err == nil {
		t.Error("an earlier code is accepted")
	}
}

// A clock without network drifts by seconds a day.
func TestTheWindowFollowsAClockThatDrifts(t *testing.T) {
	f, poste := access.Factor{}, step
	person := step
	for range 20 { // the poste loses half a minute from one sign-in to the next
		poste, person = poste.Add(time.Hour), person.Add(time.Hour+30*time.Second)
		next, err := f.Check(secret, shown(person), poste)
		if err != nil {
			t.Fatalf("behind by %s: %v", person.Sub(poste), err)
		}
		f = next
	}
	if f.Drift != 20 {
		t.Errorf("drift %d steps", f.Drift)
	}
	person = person.Add(time.Hour)
	if _, err := f.Check(secret, shown(person), person); err != nil {
		t.Errorf("after the clock was set right: %v", err)
	}
	if _, err := f.Check(secret, shown(person), person.Add(-7*time.Minute)); err == nil {
		t.Error("between the two windows a code is accepted")
	}
}

func TestConfirm(t *testing.T) {
	waiting := access.Factor{Sealed: []byte{1}, Made: step}
	for name, c := range map[string]struct {
		after, ahead time.Duration
		key          string
	}{
		"at once":                       {0, 0, ""},
		"nearly an hour later":          {time.Hour - time.Second, 0, ""},
		"an hour later":                 {time.Hour, 0, "access.factor-pending"},
		"an hour before":                {-time.Hour, 0, "access.factor-pending"},
		"a clock ten minutes behind":    {0, 10 * time.Minute, ""},
		"a clock ten minutes ahead":     {0, -10 * time.Minute, ""},
		"a clock eleven minutes behind": {0, 11 * time.Minute, "access.factor-wrong"},
	} {
		t.Run(name, func(t *testing.T) {
			system := step.Add(c.after)
			f, err := waiting.Confirm(secret, shown(system.Add(c.ahead)), system)
			if keyOf(err) != c.key {
				t.Fatalf("error %v, want %q", err, c.key)
			}
			if err != nil {
				return
			}
			if f.Enrolled.IsZero() || f.Drift != int64(c.ahead/(30*time.Second)) {
				t.Errorf("factor %+v", f)
			}
			if _, err := f.Check(secret, shown(system.Add(c.ahead)), system); err == nil {
				t.Error("the code of the enrolment opens the account")
			}
			later := system.Add(time.Minute)
			if _, err := f.Check(secret, shown(later.Add(c.ahead)), later); err != nil {
				t.Errorf("the next code: %v", err)
			}
		})
	}
}

func TestAnchorFreesWhoseClockRanAhead(t *testing.T) {
	ahead, err := access.Factor{}.Check(secret, shown(step.AddDate(1, 0, 0)), step.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ahead.Check(secret, shown(step), step); err == nil {
		t.Error("a step before one that was used is accepted")
	}
	later := step.Add(time.Minute)
	if _, err := ahead.Anchor(step).Check(secret, shown(later), later); err != nil {
		t.Errorf("after a recovery code: %v", err)
	}
	right, _ := access.Factor{}.Check(secret, shown(step), step)
	if got := right.Anchor(step); got.Used != right.Used || got.Drift != right.Drift {
		t.Errorf("an anchor moved %+v to %+v", right, got)
	}
}

// Whatever the clock does, no code opens an account twice.
func TestNoCodeIsEverAcceptedTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f access.Factor
		accepted := map[string]bool{}
		for _, seconds := range rapid.SliceOfN(rapid.IntRange(-300, 300), 1, 40).Draw(t, "seconds") {
			at := step.Add(time.Duration(seconds) * time.Second)
			code := shown(at.Add(time.Duration(rapid.IntRange(-60, 60).Draw(t, "ahead")) * time.Second))
			next, err := f.Check(secret, code, at)
			if err != nil {
				continue
			}
			if accepted[code] || next.Used <= f.Used {
				t.Fatalf("%s is accepted again", code)
			}
			f, accepted[code] = next, true
		}
	})
}

package workspace_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

func wantWait(t *testing.T, err error) {
	t.Helper()
	if f := new(fault.Error); !errors.As(err, &f) || f.Key != "access.wait" {
		t.Errorf("error %v, want access.wait", err)
	}
}

// A wait is counted by the clock that runs: trusted time stands still while the
// battery is dead, and a wrong year must not lock anybody out either.
func TestWaitsEndWhateverTheClockSays(t *testing.T) {
	for name, then := range map[string]time.Time{
		"dead battery": time.Unix(0, 0), "set back an hour": start.Add(-time.Hour), "wrong year": start.AddDate(73, 0, 0),
	} {
		t.Run(name, func(t *testing.T) {
			o := found(t)
			fail(t, o, 6)
			o.now = then
			if then.Before(start) {
				_, err := o.SignIn(t.Context(), adminName, adminPassword)
				wantWait(t, err)
			}
			o.now = then.Add(6 * time.Minute)
			fail(t, o, 1)
			o.now = start
			_, err := o.SignIn(t.Context(), adminName, adminPassword)
			if then.After(start) {
				wantWait(t, err) // since the clock was set back once more
			}
			o.now = start.Add(6 * time.Minute)
			if _, err := o.SignIn(t.Context(), adminName, adminPassword); err != nil {
				t.Errorf("six minutes later: %v", err)
			}
		})
	}
}

// fail signs in with wrong passwords, each as soon as it is allowed.
func fail(t *testing.T, o *office, times int) {
	t.Helper()
	for range times {
		_, err := o.SignIn(t.Context(), adminName, "une phrase fausse")
		if f := new(fault.Error); !errors.As(err, &f) || f.Key != "access.wrong" {
			t.Fatalf("a wrong password gives %v", err)
		}
		now := o.now
		o.now = now.Add(5 * time.Minute)
		defer func() { o.now = now }()
	}
}

func TestManyAttemptsAtOnceAreNotFree(t *testing.T) {
	o := found(t)
	var group sync.WaitGroup
	answers := make([]error, 12)
	for i := range answers {
		group.Go(func() { _, answers[i] = o.SignIn(t.Context(), adminName, "une phrase fausse") })
	}
	group.Wait()
	tried := 0
	for _, err := range answers {
		if f := new(fault.Error); errors.As(err, &f) && f.Key == "access.wrong" {
			tried++
		}
	}
	if tried > 4 {
		t.Errorf("%d passwords were tried at once", tried)
	}
}

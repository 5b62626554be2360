package access_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

func TestAPosteTakesThirtyAttemptsAndThenOneEveryTenSeconds(t *testing.T) {
	var f access.Flood
	for n := range 30 {
		next, err := f.Next(noon)
		if err != nil {
			t.Fatalf("attempt %d: %v", n+1, err)
		}
		f = next
	}
	refusal := new(fault.Error)
	if _, err := f.Next(noon); !errors.As(err, &refusal) || refusal.Key != "access.wait" || refusal.Args["Seconds"] != 10 {
		t.Errorf("the thirty-first: %v", err)
	}
	if _, err := f.Next(noon.Add(9 * time.Second)); !errors.As(err, &refusal) || refusal.Args["Seconds"] != 1 {
		t.Errorf("nine seconds later: %v", err)
	}
	f, err := f.Next(noon.Add(10 * time.Second))
	if err != nil {
		t.Errorf("ten seconds later: %v", err)
	}
	if _, err := f.Next(noon.Add(10 * time.Second)); err == nil {
		t.Error("two ten seconds later")
	}
	if _, err := f.Undo().Next(noon.Add(10 * time.Second)); err != nil {
		t.Errorf("after a right one: %v", err)
	}
}

// Whatever the clock did, nobody waits longer than ten seconds.
func TestAFloodKeepsNobodyOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f access.Flood
		for _, seconds := range rapid.SliceOfN(rapid.IntRange(-1<<30, 1<<30), 1, 50).Draw(t, "seconds") {
			system := noon.Add(time.Duration(seconds) * time.Second)
			for range rapid.IntRange(1, 40).Draw(t, "attempts") {
				f, _ = f.Next(system)
			}
			if _, err := f.Next(system.Add(10 * time.Second)); err != nil {
				t.Fatalf("ten seconds are not enough for %+v: %v", f, err)
			}
		}
	})
}

func TestUndoOfNothingIsNothing(t *testing.T) {
	if got := (access.Flood{}).Undo(); got != (access.Flood{}) {
		t.Errorf("%+v", got)
	}
}

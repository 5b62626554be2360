package access_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
)

var noon = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// seconds gives how long the failures ask to wait.
func seconds(t interface{ Fatalf(string, ...any) }, f access.Failures, system time.Time) int {
	err := f.Wait(system)
	if err == nil {
		return 0
	}
	refusal := new(fault.Error)
	if !errors.As(err, &refusal) || refusal.Key != "access.wait" || !errors.Is(err, fault.Denied) {
		t.Fatalf("wait gives %v", err)
	}
	return refusal.Args["Seconds"].(int)
}

func TestDelaysGrow(t *testing.T) {
	f := access.Failures{}
	for n, want := range []int{0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300} {
		if got := seconds(t, f, noon); got != want {
			t.Errorf("after %d failures: %d s, want %d", n, got, want)
		}
		if want > 0 {
			if got := seconds(t, f, noon.Add(time.Duration(want)*time.Second)); got != 0 {
				t.Errorf("after %d failures and the wait: %d s", n, got)
			}
			if got := seconds(t, f, noon.Add(time.Duration(want)*time.Second-time.Millisecond)); got != 1 {
				t.Errorf("a moment before the end of the wait: %d s", got)
			}
		}
		f = f.Next(noon)
	}
	if f.Count != 13 || f.Last != noon {
		t.Errorf("failures %+v", f)
	}
	f.Count = 1 << 40
	if got := seconds(t, f, noon); got != 300 {
		t.Errorf("after very many failures: %d s", got)
	}
}

func TestAnchor(t *testing.T) {
	for name, c := range map[string]struct {
		f      access.Failures
		system time.Time
		want   time.Time
	}{
		"time goes on":         {access.Failures{Count: 5, Last: noon}, noon.Add(time.Hour), noon},
		"at once":              {access.Failures{Count: 5, Last: noon}, noon, noon},
		"set back":             {access.Failures{Count: 5, Last: noon}, noon.Add(-time.Hour), noon.Add(-time.Hour)},
		"back from the future": {access.Failures{Count: 5, Last: noon.AddDate(73, 0, 0)}, noon, noon},
		"a dead battery":       {access.Failures{Count: 5, Last: noon}, time.Unix(0, 0), time.Unix(0, 0).UTC()},
		"no failures":          {access.Failures{Last: noon}, noon.Add(-time.Hour), noon},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.f.Anchor(c.system); got.Last != c.want || got.Count != c.f.Count {
				t.Errorf("anchored %+v, want %s", got, c.want)
			}
		})
	}
}

// Whatever the clock did, nobody waits longer than five minutes.
func TestNobodyIsLockedOutForGood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f access.Failures
		for _, minutes := range rapid.SliceOfN(rapid.IntRange(-50_000_000, 50_000_000), 1, 20).Draw(t, "minutes") {
			system := noon.Add(time.Duration(minutes) * time.Minute)
			f = f.Anchor(system)
			left := seconds(t, f, system)
			if left > 300 {
				t.Fatalf("a wait of %d s", left)
			}
			if left == 0 {
				f = f.Next(system)
			}
			if seconds(t, f, system.Add(5*time.Minute)) != 0 {
				t.Fatalf("five minutes are not enough for %+v", f)
			}
		}
	})
}

func TestAttemptsUnderWayAreKnown(t *testing.T) {
	f := access.Failures{}.Next(noon).Next(noon)
	if f.Open != 2 || f.Count != 2 {
		t.Errorf("two under way: %+v", f)
	}
	if wrong := f.End(false); wrong.Open != 1 || wrong.Count != 2 || wrong.Last != noon {
		t.Errorf("one was wrong: %+v", wrong)
	}
	if right := f.End(true); right.Open != 1 || right.Count != 0 || !right.Last.IsZero() {
		t.Errorf("one was right: %+v", right)
	}
	if got := f.Next(noon.Add(61 * time.Second)); got.Open != 1 || got.Count != 3 {
		t.Errorf("after two that were killed: %+v", got)
	}
	if got := (access.Failures{}).End(false); got.Open != 0 {
		t.Errorf("an end without a beginning: %+v", got)
	}
}

func TestNamesThatNobodyHasShareTracks(t *testing.T) {
	seen := map[access.Track]bool{}
	for n := range 20_000 {
		track := access.Unknown(strconv.Itoa(n))
		if track.Stage != access.StageName || track.Bucket < 0 || track.Bucket >= 4096 || track != access.Unknown(strconv.Itoa(n)) {
			t.Fatalf("track %+v", track)
		}
		seen[track] = true
	}
	if len(seen) < 4000 {
		t.Errorf("only %d tracks", len(seen))
	}
}

package mark_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/mark"
)

const day = 24 * time.Hour

// base is an instant that the folder has known; the tests count from it.
var base = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// window is how long a `.usr` can be imported.
const window = 14 * day

func TestNow(t *testing.T) {
	for name, c := range map[string]struct {
		times       mark.Times
		system      time.Time
		want        time.Time
		late, jumps bool
	}{
		"nothing known":                  {mark.Times{}, base, base, false, false},
		"nothing known, a wrong year":    {mark.Times{}, base.AddDate(73, 0, 0), base.AddDate(73, 0, 0), false, false},
		"time goes on":                   {mark.Times{Observed: base}, base.Add(day), base.Add(day), false, false},
		"a file from a bit ahead":        {mark.Times{Signed: base.Add(time.Hour), Observed: base}, base, base.Add(time.Hour), false, false},
		"set back a little":              {mark.Times{Observed: base}, base.Add(-day), base, false, false},
		"set back more than a day":       {mark.Times{Observed: base}, base.Add(-day - time.Second), base, true, false},
		"behind the newest file":         {mark.Times{Signed: base}, base.Add(-day - time.Second), base, true, false},
		"a dead battery":                 {mark.Times{Signed: base.Add(-day), Observed: base}, time.Unix(0, 0), base, true, false},
		"thirty days later":              {mark.Times{Observed: base}, base.Add(30 * day), base.Add(30 * day), false, false},
		"a jump":                         {mark.Times{Observed: base}, base.Add(30*day + time.Second), base, false, true},
		"the year 2099":                  {mark.Times{Observed: base}, base.AddDate(73, 0, 0), base, false, true},
		"a jump, but a file vouches":     {mark.Times{Signed: base.Add(20 * day), Observed: base}, base.Add(40 * day), base.Add(40 * day), false, false},
		"a jump from the newest file":    {mark.Times{Signed: base}, base.Add(31 * day), base, false, true},
		"parts of a second do not count": {mark.Times{}, base.Add(999 * time.Millisecond), base, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.times.Now(c.system); !got.Equal(c.want) || got.Location() != time.UTC {
				t.Errorf("now is %s, want %s", got, c.want)
			}
			if got := c.times.Late(c.system); got != c.late {
				t.Errorf("late: %v", got)
			}
			if got := c.times.Jumped(c.system); got != c.jumps {
				t.Errorf("jumped: %v", got)
			}
		})
	}
}

func TestObserve(t *testing.T) {
	known := mark.Times{Signed: base.Add(-day), Observed: base}
	for name, c := range map[string]struct {
		system    time.Time
		confirmed bool
		want      time.Time
	}{
		"later":              {base.Add(time.Minute), false, base.Add(time.Minute)},
		"earlier":            {base.Add(-time.Minute), false, base},
		"earlier, confirmed": {base.Add(-time.Minute), true, base},
		"a jump":             {base.AddDate(73, 0, 0), false, base},
		"a confirmed jump":   {base.AddDate(0, 2, 0), true, base.AddDate(0, 2, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			got := known.Observe(c.system, c.confirmed)
			if got.Observed != c.want || got.Signed != known.Signed {
				t.Errorf("marks %+v, want %s", got, c.want)
			}
		})
	}
	if got := (mark.Times{}).Observe(base.In(time.FixedZone("", 3600)), false); got.Observed != base {
		t.Errorf("the first use gives %s", got.Observed)
	}
}

func TestApply(t *testing.T) {
	known := mark.Times{Signed: base, Observed: base}
	for name, c := range map[string]struct {
		issued, system, want time.Time
	}{
		"newer":                 {base.Add(time.Hour), base.Add(2 * time.Hour), base.Add(time.Hour)},
		"older":                 {base.Add(-time.Hour), base, base},
		"a day ahead":           {base.Add(day), base, base.Add(day)},
		"further ahead":         {base.Add(day + time.Second), base, base},
		"ahead of a late clock": {base.Add(2 * day), base.Add(-100 * day), base},
	} {
		t.Run(name, func(t *testing.T) {
			got := known.Apply(c.issued, c.system)
			if !got.Signed.Equal(c.want) || got.Observed != known.Observed {
				t.Errorf("marks %+v, want %s", got, c.want)
			}
		})
	}
}

func TestAdmits(t *testing.T) {
	pause := base.Add(90 * day) // the folder was last used at base
	for name, c := range map[string]struct {
		times          mark.Times
		issued, system time.Time
		want           mark.Window
	}{
		"at its issue":                      {mark.Times{Observed: base}, base, base, mark.Inside},
		"a day before its issue":            {mark.Times{Observed: base}, base.Add(2 * day), base.Add(day), mark.Inside},
		"a second earlier":                  {mark.Times{Observed: base}, base.Add(2 * day), base.Add(day - time.Second), mark.NotYet},
		"a second before expiry":            {mark.Times{Observed: base}, base, base.Add(window - time.Second), mark.Inside},
		"at expiry":                         {mark.Times{Observed: base}, base, base.Add(window), mark.Over},
		"a second after":                    {mark.Times{Observed: base}, base, base.Add(window + time.Second), mark.Over},
		"a clock set back, by use":          {mark.Times{Observed: base.Add(window)}, base, base, mark.Over},
		"a clock set back, by another file": {mark.Times{Signed: base.Add(window)}, base, base, mark.Over},
		"a first file":                      {mark.Times{}, base, base.Add(day), mark.Inside},
		"a first file, expired":             {mark.Times{}, base, base.Add(window), mark.Over},
		"a dead battery":                    {mark.Times{Observed: base}, base.Add(day), time.Unix(0, 0), mark.Inside},
		"a dead battery, a file from later": {mark.Times{Observed: base}, base.Add(day + time.Second), time.Unix(0, 0), mark.NotYet},
		"a pause, a fresh file":             {mark.Times{Observed: base}, pause.Add(-3 * day), pause, mark.Inside},
		"a pause, an expired file":          {mark.Times{Observed: base}, pause.Add(-window), pause, mark.Over},
		"a pause, a file that cannot vouch": {mark.Times{Observed: base}, pause.Add(-40 * day), pause, mark.NotYet},
		"a pause, a file from before it":    {mark.Times{Observed: base}, base.Add(-day), pause, mark.Inside}, // a jump does not count yet
		"the year 2099, a file of today":    {mark.Times{Observed: base}, base, base.AddDate(73, 0, 0), mark.Inside},
	} {
		t.Run(name, func(t *testing.T) {
			if got, now := c.times.Admits(c.issued, c.issued.Add(window), c.system); got != c.want {
				t.Errorf("window %d at %s, want %d", got, now, c.want)
			}
		})
	}
	if got, _ := (mark.Times{}).Admits(base, time.Time{}, base.AddDate(50, 0, 0)); got != mark.Inside {
		t.Error("a file without expiry is over")
	}
	if _, now := (mark.Times{Observed: base}).Admits(pause.Add(-day), pause.Add(window), pause); !now.Equal(pause) {
		t.Errorf("a fresh file after a pause is judged at %s", now)
	}
}

// Whatever the system clock says and whatever is imported, trusted time does not
// go back; and without a file, nothing unconfirmed moves it by more than a jump
// at a time.
func TestTrustedTimeNeverGoesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		imports := rapid.Bool().Draw(t, "imports")
		var times mark.Times
		var last time.Time
		for _, hours := range rapid.SliceOf(rapid.IntRange(-24*400, 24*400)).Draw(t, "hours") {
			system := base.Add(time.Duration(hours) * time.Hour)
			now := times.Now(system)
			if now.Before(last) {
				t.Fatalf("now is %s after %s", now, last)
			}
			if !imports && !last.IsZero() && now.Sub(last) > 30*day {
				t.Fatalf("now is %s after %s, unconfirmed", now, last)
			}
			times = times.Observe(system, false)
			if imports {
				issued := system.Add(time.Duration(rapid.IntRange(-48, 48).Draw(t, "issued")) * time.Hour)
				times = times.Apply(issued, system)
			}
			last = now
		}
	})
}

func TestALinkSetsTheSignedTimeBack(t *testing.T) {
	known := mark.Times{Signed: base.AddDate(73, 0, 0), Observed: base}
	if got := known.Follow(base.Add(-day)); !got.Signed.Equal(base.Add(-day)) || !got.Observed.Equal(base) {
		t.Errorf("followed a link of yesterday: %+v", got)
	}
	if got := known.Follow(base.AddDate(80, 0, 0)); got != known {
		t.Errorf("a link moves the signed time forwards: %+v", got)
	}
	if got := (mark.Times{}).Follow(base); !got.Signed.IsZero() {
		t.Errorf("a link signs the time where nothing was applied: %+v", got)
	}
}

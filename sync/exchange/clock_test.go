package exchange_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

func timesOf(f *synctest.Folder) (times mark.Times) {
	f.View(func(tx *storage.Tx) (err error) {
		times, err = tx.Times()
		return err
	})
	return times
}

func wider(d *synctest.File) { d.Roles = append(d.Roles, synctest.Role("assistant", synctest.P02)) }

// Row 5, to the second, for what is applied.
func TestWindowOfUserData(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	for name, c := range map[string]struct {
		after time.Duration
		key   string
	}{
		"a second before the end": {14*24*time.Hour - time.Second, ""},
		"at the end":              {14 * 24 * time.Hour, "file.expired"},
		"a second after":          {14*24*time.Hour + time.Second, "file.expired"},
		"a day early":             {-24 * time.Hour, ""},
		"earlier":                 {-24*time.Hour - time.Second, "file.not-yet"},
	} {
		t.Run(name, func(t *testing.T) {
			f := synctest.NewFolder(t, "Kolda")
			f.Now = synctest.Start.Add(c.after)
			if c.key != "" {
				f.RefusedWhole(fault.Expired, c.key, o.UserData(), o.KeyFile())
				return
			}
			f.Accept(o.UserData(), o.KeyFile())
		})
	}
}

// Row 7: a clock that is set back revives nothing, neither by what was observed
// here nor by what head office has signed.
func TestClockSetBackRevivesNothing(t *testing.T) {
	for name, learn := range map[string]func(*synctest.Office, *synctest.Folder){
		"by what was observed": func(_ *synctest.Office, f *synctest.Folder) {
			if err := f.Observe(); err != nil {
				t.Fatal(err)
			}
		},
		"by what was signed": func(o *synctest.Office, f *synctest.Folder) {
			o.Now = f.Now
			f.Accept(o.UserData(synctest.For(synctest.Moussa)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f := synctest.NewSite(t, o)
			file := o.UserData()
			f.Now = synctest.Start.AddDate(0, 0, 15)
			learn(o, f)
			f.Now = synctest.Start.Add(time.Hour)
			f.RefusedWhole(fault.Expired, "file.expired", file)
		})
	}
}

// Row 8: a clock that is once at 2099 changes nothing, and all is well when it is
// right again.
func TestClockOnceFarAhead(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Now = time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := f.Observe(); err != nil {
		t.Fatal(err)
	}
	o.Now = o.Now.Add(time.Hour)
	f.Accept(o.UserData(wider)) // judged by the time that is believed
	f.Now = o.Now.Add(time.Hour)
	f.Accept(o.UserData())
	if times := timesOf(f); times.Late(f.Now) || times.Signed != o.Now {
		t.Errorf("the marks are %+v", times)
	}
}

// Row 8: files that are dated ever further ahead take trusted time along by a day
// at most.
func TestFilesDatedEverFurtherAhead(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	for step := 1; step <= 5; step++ {
		o.Now = synctest.Start.Add(time.Duration(step) * 20 * time.Hour)
		err := f.Import(o.UserData())
		if (err == nil) != (step <= 2) {
			t.Errorf("a file %d h ahead: %v", 20*step, err)
		}
		if ahead := timesOf(f).Signed.Sub(f.Now); ahead > 24*time.Hour {
			t.Errorf("trusted time is %s ahead", ahead)
		}
	}
	mended := synctest.NewOffice(t, "Eau Vive") // with serials of the right time again
	mended.Now = synctest.Start.Add(48 * time.Hour)
	f.Now = mended.Now
	f.Accept(mended.UserData())
}

// Row 9: the battery is dead. What only narrows gets through.
func TestClockAt1970(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Now = time.Unix(0, 0)
	before := timesOf(f)
	o.Now = o.Now.Add(23 * time.Hour)
	f.RefusedWhole(fault.Expired, "file.clock-late", o.UserData(wider))
	f.Accept(o.UserData(func(d *synctest.File) { d.Roles = nil }))
	f.RefusedWhole(fault.Expired, "file.clock-late", o.UserData())
	f.Accept(o.UserData(synctest.Status("archived")))
	if after := timesOf(f); after != before {
		t.Errorf("trusted time went from %+v to %+v", before, after)
	}
	o.Now = o.Now.Add(48 * time.Hour) // nobody knows here that it is that late
	f.RefusedWhole(fault.Expired, "file.not-yet", o.UserData(synctest.Status("archived")))
}

// An empty folder knows no time yet; a file of another year is not for it.
func TestFirstContactUnderAWrongClock(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewFolder(t, "Kolda")
	f.Now = time.Unix(0, 0)
	f.RefusedWhole(fault.Expired, "file.not-yet", o.UserData(), o.KeyFile())
	f.Now = time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
	f.RefusedWhole(fault.Expired, "file.expired", o.UserData(), o.KeyFile())
	f.Now = synctest.Start
	f.Accept(o.UserData(), o.KeyFile())
}

// After a long pause a fresh file vouches for the clock: what is applied bears
// the right date.
func TestFileAfterALongPause(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Now = synctest.Start.AddDate(0, 3, 0)
	o.Now = f.Now.Add(-time.Hour)
	f.Accept(o.UserData())
	f.View(func(tx *storage.Tx) error {
		_, at, err := tx.AppliedFile(awa)
		if !at.Equal(f.Now) {
			t.Errorf("applied at %s", at)
		}
		return err
	})
	if times := timesOf(f); times.Observed != f.Now {
		t.Errorf("the marks are %+v", times)
	}
}

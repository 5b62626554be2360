package workspace_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

const hour, aDay = time.Hour, 24 * time.Hour

// zones in which journals are kept: without summer time, with it, and beyond the
// line where the date changes.
var zones = map[string]string{"DK": "Africa/Dakar", "PA": "Europe/Paris", "KI": "Pacific/Kiritimati"}

// zoned is a head office with a journal in each of the zones.
func zoned(t *testing.T) (a *accountsOffice, journals []accounting.Journal) {
	t.Helper()
	ctx := t.Context()
	a = accountsKept(t, chart.SYSCOHADA)
	poste := must[[]directory.Poste](t)(a.session.Postes(ctx))[0]
	for code, zone := range zones {
		j := must[accounting.Journal](t)(a.session.AddJournal(ctx, accounting.Journal{
			Project: a.book.Project, Code: code, Name: "Journal " + code, Class: accounting.General, TimeZone: zone,
		}))
		must[accounting.Journal](t)(a.session.AssignJournal(ctx, j.ID, a.fatou.UserID(), nil))
		must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, poste.ID))
		journals = append(journals, j)
	}
	return a, journals
}

// Clocks that go on, back, far ahead and over the hours that summer time leaves out
// or has twice, at any moment and also between sign-in and entry: nothing is
// refused but for a reason, no entry is older than the one before it, no number is
// lost or given twice, and head office's files keep their order.
func TestFaultClocksThatJump(t *testing.T) {
	const jumps = 60 // some years, in which the keys of head office do not end
	met := map[string]int{}
	for range rounds() {
		a, journals := zoned(t)
		c := &clocks{accountsOffice: a, posted: map[ident.BookID]int64{}, last: map[ident.BookID]accounting.Posting{}, met: met}
		for n := range jumps {
			c.jumps(t, journals[n%len(journals)], n)
		}
		c.wantOrder(t, journals)
		c.shut(t)
	}
	faultrun.Counted(t, "clock jumps", jumps*rounds(), "then %v", met)
}

// jumps moves the clock, and does some work under it.
func (c *clocks) jumps(t *testing.T, j accounting.Journal, n int) {
	t.Helper()
	c.now = c.next(n)
	if c.now.Sub(c.newest) <= 30*aDay && c.now.After(c.newest) {
		c.newest = c.now
	}
	switch rand.IntN(6) {
	case 0:
		c.signsIn(t)
	case 1:
		c.exports(t)
	default:
		c.enters(t, j, n)
	}
}

// wantOrder wants all that was posted to be there, in the order in which it was.
func (c *clocks) wantOrder(t *testing.T, journals []accounting.Journal) {
	t.Helper()
	c.now = c.newest.Add(time.Minute)
	c.signsIn(t)
	for _, j := range journals {
		report := must[accounting.Report](t)(c.fatou.VerifyPostings(t.Context(), j.ID))
		if report.Postings != c.posted[j.ID] || report.Lost != 0 {
			t.Errorf("%s has %+v, want %d postings", j.Code, report, c.posted[j.ID])
		}
	}
	c.wantHistory(t)
}

type clocks struct {
	*accountsOffice
	newest time.Time // that was believed
	posted map[ident.BookID]int64
	last   map[ident.BookID]accounting.Posting
	serial uint64
	met    map[string]int // what became of it
}

// next moves the system clock, mostly from the newest instant that was believed, so
// that time goes on.
func (c *clocks) next(n int) time.Time {
	if c.newest.IsZero() {
		c.newest = c.now
	}
	change := func(month time.Month, day int) time.Time { // summer time of the year to come begins or ends
		at := time.Date(c.newest.Year(), month, day, 0, 30, 0, 0, time.UTC)
		if at.Before(c.newest) {
			at = at.AddDate(1, 0, 0)
		}
		return at.Add(time.Duration(n%8) * 15 * time.Minute)
	}
	moves := []func() time.Time{
		func() time.Time { return c.newest.Add(time.Second) },
		func() time.Time { return c.newest.Add(rand.N(6 * hour)) },
		func() time.Time { return c.newest.Truncate(aDay).Add(aDay + rand.N(2*time.Second) - time.Second) }, // midnight
		func() time.Time { return c.newest.Add(-rand.N(2 * hour)) },
		func() time.Time { return c.newest.Add(-3 * aDay) },
		func() time.Time { return time.Unix(0, 0) },         // a dead battery
		func() time.Time { return c.newest.Add(29 * aDay) }, // a month without work
		func() time.Time { return c.newest.AddDate(0, 0, 31+rand.IntN(400)) },
		func() time.Time { return c.newest.AddDate(73, 0, 0) },
		func() time.Time { return change(time.March, 28) },
		func() time.Time { return change(time.October, 31) },
	}
	return moves[rand.IntN(len(moves))]()
}

// allowed are the reasons for which something may be refused while a clock is wrong.
func (c *clocks) allowed(t *testing.T, err error) bool {
	t.Helper()
	f, foreseen := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		c.met["done"]++
		return true
	case foreseen && errors.Is(err, fault.Expired):
		c.met[f.Key]++
		return false
	}
	t.Fatalf("at %s after %s: %v", c.now, c.newest, err)
	return false
}

func (c *clocks) signsIn(t *testing.T) {
	t.Helper()
	s, err := c.SignIn(t.Context(), fatou, fatouPassword)
	if c.allowed(t, err) {
		c.fatou = s
	}
}

func (c *clocks) enters(t *testing.T, j accounting.Journal, n int) {
	t.Helper()
	p, err := c.fatou.Post(t.Context(), j.ID, bought(n, n+1))
	if !c.allowed(t, err) {
		return
	}
	before := c.last[j.ID]
	c.posted[j.ID]++
	zone := must[*time.Location](t)(calendar.Zone(j.TimeZone))
	if p.Entry.Number != c.posted[j.ID] || p.Entry.Recorded.Before(before.Entry.Recorded) || p.Entry.Day < before.Entry.Day ||
		p.Entry.Day != calendar.Of(p.Entry.Recorded, zone) || p.Entry.Recorded.After(c.newest) {
		t.Fatalf("at %s after %s: %+v follows %+v", c.now, c.newest, p.Entry, before.Entry)
	}
	c.last[j.ID] = p
}

func (c *clocks) exports(t *testing.T) {
	t.Helper()
	written, err := c.session.ExportUser(t.Context(), c.awa.ID, plainFile, t.TempDir())
	if !c.allowed(t, err) {
		return
	}
	m := must[workspace.Inspected](t)(workspace.Inspect(written[0].Path)).Message
	if m.Serial <= c.serial || m.Issued.After(c.newest) {
		t.Fatalf("at %s after %s the file has number %d after %d and is of %s", c.now, c.newest, m.Serial, c.serial, m.Issued)
	}
	c.serial = m.Serial
}

// The clock of the poste is put back between sign-in and entry, for good: the work
// goes on under the trusted time, and what widens rights is refused.
func TestClockPutBackAfterSignIn(t *testing.T) {
	ctx := t.Context()
	a, journals := zoned(t)
	j := journals[0]
	first := must[accounting.Posting](t)(a.fatou.Post(ctx, j.ID, bought(1, 1)))
	a.now = start.AddDate(-1, 0, 0)
	second := must[accounting.Posting](t)(a.fatou.Post(ctx, j.ID, bought(2, 2)))
	if second.Entry.Recorded.Before(first.Entry.Recorded) || second.Entry.Day != first.Entry.Day {
		t.Errorf("%+v follows %+v", second.Entry, first.Entry)
	}
	if c := must[workspace.Condition](t)(a.Condition(ctx)); !c.ClockLate {
		t.Error("nobody is told")
	}
	site := openFolder(t, t.TempDir())
	path := a.export(t)
	site.now = start.AddDate(-1, 0, 0)
	_, err := site.Examine(ctx, nil, path)
	synctest.Refused(t, err, fault.Expired, "file.not-yet")
}

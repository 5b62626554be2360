package accounting_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// trialBalance reads the balance of a time with the fiscal years that lie in it.
func (o *office) trialBalance(span accounting.Span) (accounting.TrialBalance, error) {
	return act(o, fatou, func(tx *storage.Tx, _ directory.Actor) (b accounting.TrialBalance, err error) {
		span.Project = project
		plan, err := chart.PlanOf(tx, project)
		if err != nil {
			return b, err
		}
		if span, err = accounting.OpenSpan(tx, span, plan.Chart); err != nil {
			return b, err
		}
		return accounting.ReadTrialBalance(tx, span)
	})
}

// closings gives what each account bears at the end of a time.
func (o *office) closings(t *testing.T, from, until calendar.Day) map[string]int64 {
	t.Helper()
	b, err := o.trialBalance(accounting.Span{From: from, Until: until})
	if err != nil || b.Sum.OpeningMinor != 0 || b.Sum.DebitMinor != b.Sum.CreditMinor {
		t.Fatalf("the balance from %v until %v is %+v, %v", from, until, b.Sum, err)
	}
	found := map[string]int64{}
	for _, row := range b.Rows {
		if row.ClosingMinor() != 0 {
			found[row.Account] = row.ClosingMinor()
		}
	}
	return found
}

// figures gives lines of the annual accounts of a time.
func (o *office) figures(t *testing.T, from, until calendar.Day) map[string]int64 {
	t.Helper()
	b, err := o.trialBalance(accounting.Span{From: from, Until: until})
	if err != nil {
		t.Fatal(err)
	}
	a := accounting.MakeAnnual(openChart(t, chart.SYSCOHADA), b, accounting.TrialBalance{})
	net := netOf(a)
	if net["BZ"] != net["DZ"] || net["XI"] != net["CJ"] {
		t.Errorf("from %v until %v assets are %d and liabilities %d, results %d and %d", from, until, net["BZ"], net["DZ"], net["XI"], net["CJ"])
	}
	return net
}

// TestAccountsAreTheSameBeforeAndAfterAYearIsClosed closes 2025 with the entries of
// its closing and those that open 2026, and compares what every report says.
func TestAccountsAreTheSameBeforeAndAfterAYearIsClosed(t *testing.T) {
	o := yearly(t)
	first, december := calendar.New(2025, time.January, 1), calendar.New(2025, time.December, 31)
	january, march, now := december+1, calendar.New(2026, time.March, 10), calendar.New(2026, time.March, 31)
	for _, e := range []accounting.Entry{
		dated(calendar.New(2025, time.March, 1), accounting.Line{Account: "5211", AmountMinor: 900_000}, accounting.Line{Account: "7061", AmountMinor: -900_000}),
		dated(calendar.New(2025, time.June, 1), accounting.Line{Account: "6053", AmountMinor: 250_000}, accounting.Line{Account: "4011", AmountMinor: -250_000}),
		dated(march, accounting.Line{Account: "6053", AmountMinor: 40_000}, accounting.Line{Account: "5211", AmountMinor: -40_000}),
	} {
		if _, err := o.post(awa, general, e); err != nil {
			t.Fatal(err)
		}
	}
	o.release(t, general, december)

	times := map[string][2]calendar.Day{
		"2025": {first, december}, "half of 2025": {first, calendar.New(2025, time.June, 30)}, "January": {january, january + 30},
		"2026": {january, now}, "March": {march - 9, now}, "both years": {first, now}, "since the beginning": {0, now},
		"until the end of 2025": {0, december}, "from the middle of 2025": {calendar.New(2025, time.April, 1), now},
		"from the last day": {december, now},
	}
	before, figures := map[string]map[string]int64{}, map[string]map[string]int64{}
	for name, span := range times {
		before[name], figures[name] = o.closings(t, span[0], span[1]), o.figures(t, span[0], span[1])
	}
	if got := before["2026"]; got["131"] != -650_000 || got["6053"] != 40_000 || got["5211"] != 860_000 || got["7061"] != 0 {
		t.Errorf("before 2025 is closed, 2026 bears %v", got)
	}
	if got := figures["2026"]; got["XI"] != -40_000 || got["CJ"] != -40_000 || got["CH"] != 650_000 {
		t.Errorf("the accounts of 2026 are %v", got)
	}
	if got := figures["both years"]; got["XI"] != 610_000 || got["CH"] != 0 {
		t.Errorf("the accounts of both years are %v", got)
	}
	if _, err := o.closeYear("2025"); err != nil {
		t.Fatal(err)
	}
	for name, span := range times {
		same(t, name+": balance", o.closings(t, span[0], span[1]), before[name])
		same(t, name+": annual accounts", o.figures(t, span[0], span[1]), figures[name])
	}
	// What people open later in the year counts like any other entry.
	later := dated(january, accounting.Line{Account: "2441", AmountMinor: 7_000}, accounting.Line{Account: "1011", AmountMinor: -7_000})
	later.Mask = accounting.MaskOpening
	o.now = o.now.Add(time.Minute)
	if _, err := o.post(awa, carried, later); err != nil {
		t.Fatal(err)
	}
	for _, from := range []calendar.Day{0, first, january} {
		if got := o.closings(t, from, now); got["2441"] != 7_000 {
			t.Errorf("from %v, the account opened later bears %v", from, got)
		}
	}
}

func same(t *testing.T, what string, got, want map[string]int64) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: %s is %d after the closing and was %d", what, key, got[key], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %v after the closing, was %v", what, got, want)
	}
}

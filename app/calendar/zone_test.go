package calendar_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

func TestZone(t *testing.T) {
	for _, name := range []string{"Africa/Dakar", "UTC", "Europe/Paris", "Africa/Dakar"} {
		zone, err := calendar.Zone(name)
		if err != nil || zone.String() != name {
			t.Errorf("Zone(%q) = %v, %v", name, zone, err)
		}
	}
	for _, name := range []string{"", "Local", "Mars/Olympus", "../etc/passwd", "/etc/localtime"} {
		if zone, err := calendar.Zone(name); !errors.Is(err, fault.Invalid) {
			t.Errorf("Zone(%q) = %v, %v, want fault.Invalid", name, zone, err)
		}
	}
}

func TestEnd(t *testing.T) {
	tests := []struct{ why, zone, day, end string }{
		{"no summer time", "Africa/Dakar", "2026-02-03", "2026-02-04T00:00:00Z"},
		{"year end east of Greenwich", "Africa/Kinshasa", "2026-12-31", "2026-12-31T23:00:00Z"},
		{"day of 23 hours", "Europe/Paris", "2026-03-29", "2026-03-29T22:00:00Z"},
		{"day of 25 hours", "Europe/Paris", "2026-10-25", "2026-10-25T23:00:00Z"},
		{"day before it", "Europe/Paris", "2026-10-24", "2026-10-24T22:00:00Z"},
		{"midnight skipped", "Africa/Cairo", "2026-04-23", "2026-04-23T22:00:00Z"},
		{"midnight skipped, west", "America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z"},
		{"hour before midnight twice", "America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z"},
		{"midnight twice", "America/Havana", "2026-10-31", "2026-11-01T04:00:00Z"},
		{"day before a day that was skipped", "Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"},
		{"day that was skipped", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
	}
	for _, tt := range tests {
		zone, err := calendar.Zone(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := mustDay(t, tt.day).End(zone).UTC().Format(time.RFC3339); got != tt.end {
			t.Errorf("%s: end of %s in %s = %s, want %s", tt.why, tt.day, tt.zone, got, tt.end)
		}
	}
}

func TestEndBeginsTheNextDay(t *testing.T) {
	for _, name := range []string{"Africa/Casablanca", "America/Port-au-Prince", "America/Asuncion", "Asia/Beirut"} {
		zone, err := calendar.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		first := mustDay(t, "2005-01-01")
		for d := first; d < first+9_000; d++ {
			end := d.End(zone)
			if calendar.Of(end, zone) != d+1 || calendar.Of(end.Add(-1), zone) != d {
				t.Fatalf("%s ends at %v in %s", d, end, name)
			}
		}
	}
}

func mustDay(t *testing.T, text string) calendar.Day {
	t.Helper()
	d, err := calendar.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

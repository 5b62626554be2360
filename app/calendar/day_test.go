package calendar_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

func TestParse(t *testing.T) {
	for _, text := range []string{"1970-01-02", "2024-02-29", "2026-11-21", "9999-12-31"} {
		d, err := calendar.Parse(text)
		if err != nil || d.String() != text || d.IsZero() {
			t.Errorf("Parse(%q) = %v, %v", text, d, err)
		}
	}
	if d, err := calendar.Parse(""); err != nil || !d.IsZero() {
		t.Errorf(`Parse("") = %v, %v, want no day`, d, err)
	}
	refused := []string{
		"2026-2-3", "2026-02-30", "2025-02-29", "10000-01-01", "1970-01-01", "1969-12-31",
		"0000-01-01", "2026-02-03T00:00:00Z", " 2026-02-03", "03.02.2026", "today",
	}
	for _, text := range refused {
		if d, err := calendar.Parse(text); !errors.Is(err, fault.Invalid) || !d.IsZero() {
			t.Errorf("Parse(%q) = %v, %v, want fault.Invalid", text, d, err)
		}
	}
}

// Parse takes what time.Parse takes, and gives the same day.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"1970-01-02", "2024-02-29", "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00", "99999-1-1", "+026-01-01"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := calendar.Parse(text)
		want, refused := time.Parse(time.DateOnly, text)
		if day := calendar.New(want.Date()); text == "" || refused != nil || day <= 0 {
			if !d.IsZero() || (err == nil) != (text == "") {
				t.Errorf("Parse(%q) = %v, %v, want no day", text, d, err)
			}
		} else if d != day || err != nil {
			t.Errorf("Parse(%q) = %v, %v, want %v", text, d, err, day)
		}
	})
}

func TestOfDependsOnTheZone(t *testing.T) {
	instant := time.Date(2026, time.March, 1, 23, 30, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"UTC": "2026-03-01", "Africa/Kinshasa": "2026-03-02", "America/Port-au-Prince": "2026-03-01",
	} {
		zone, err := calendar.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.Of(instant, zone).String(); got != want {
			t.Errorf("in %s it is %s, want %s", name, got, want)
		}
	}
}

func TestDateAndTime(t *testing.T) {
	d := calendar.New(2026, time.February, 29)
	if year, month, day := d.Date(); year != 2026 || month != time.March || day != 1 {
		t.Errorf("29 February 2026 is %d-%d-%d, want 1 March", year, month, day)
	}
	if got := d.Time(); !got.Equal(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("Time() = %v", got)
	}
}

func TestDayInJSON(t *testing.T) {
	type record struct{ Day, None calendar.Day }
	text, err := json.Marshal(record{Day: mustDay(t, "2026-11-21")})
	if err != nil || string(text) != `{"Day":"2026-11-21","None":""}` {
		t.Fatalf("%s, %v", text, err)
	}
	var back record
	if err := json.Unmarshal(text, &back); err != nil || back.Day.String() != "2026-11-21" || !back.None.IsZero() {
		t.Errorf("%+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"Day":"21.11.2026"}`), &back); !errors.Is(err, fault.Invalid) {
		t.Errorf("%v, want fault.Invalid", err)
	}
}

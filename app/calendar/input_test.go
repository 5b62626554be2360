package calendar_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

const today = "2026-11-21"

func TestParseInput(t *testing.T) {
	tests := []struct{ text, want string }{
		{"t", "2026-11-21"}, {"T", "2026-11-21"}, {" t ", "2026-11-21"},
		{"+1", "2026-11-22"}, {"-1", "2026-11-20"}, {"+0", "2026-11-21"}, {"+3660", "2036-11-28"},
		{"15", "2026-11-15"}, {"5", "2026-11-05"},
		{"3/2", "2026-02-03"}, {"3.2", "2026-02-03"}, {"3-2", "2026-02-03"}, {"03/02", "2026-02-03"},
		{"3.2.26", "2026-02-03"}, {"3/2/2025", "2025-02-03"}, {"03-02-99", "2099-02-03"}, {"29.2.24", "2024-02-29"},
		{"2026-02-03", "2026-02-03"}, {"2026/2/3", "2026-02-03"}, {"2026.02.03", "2026-02-03"},
	}
	for _, tt := range tests {
		got, err := calendar.ParseInput(tt.text, mustDay(t, today), true)
		if err != nil || got.String() != tt.want {
			t.Errorf("ParseInput(%q) = %v, %v, want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestParseInputMonthFirst(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2/3", "2026-02-03"}, {"2/3/26", "2026-02-03"}, {"2026-02-03", "2026-02-03"}, {"12/31", "2026-12-31"},
	}
	for _, tt := range tests {
		got, err := calendar.ParseInput(tt.text, mustDay(t, today), false)
		if err != nil || got.String() != tt.want {
			t.Errorf("ParseInput(%q) = %v, %v, want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestParseInputRefuses(t *testing.T) {
	refused := []string{
		"", " ", "x", "+", "-", "+x", "++1", "+ 1", "+3661", "-9999", "+99999", "31/11", "30/2", "29.2.25", "0", "31", "32",
		"0/1", "1/0", "3/13", "3/2/", "/3/2", "3//2", "3/2.26", "3/2/6", "3/2/026", "3/2/26/1", "20260203", "1969-12-31",
		"1970-01-01", "0000-01-01", "3/2 26", "٣/٢", strings.Repeat("1", 1_000),
	}
	for _, text := range refused {
		got, err := calendar.ParseInput(text, mustDay(t, today), true)
		if !errors.Is(err, fault.Invalid) || !got.IsZero() {
			t.Errorf("ParseInput(%q) = %v, %v, want fault.Invalid", text, got, err)
		}
	}
}

// Whatever is accepted is a day that can be written, and reads as itself again.
func FuzzParseInput(f *testing.F) {
	for _, seed := range []string{"t", "+1", "-1", "3/2", "3.2.26", "2026-02-03", "15", "31/11", "-9999"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, dayFirst bool) {
		got, err := calendar.ParseInput(text, mustDay(t, today), dayFirst)
		if err != nil {
			if !errors.Is(err, fault.Invalid) || got != 0 {
				t.Fatalf("ParseInput(%q) = %v, %v", text, got, err)
			}
			return
		}
		again, err := calendar.ParseInput(got.String(), mustDay(t, today), dayFirst)
		if err != nil || again != got || got.IsZero() {
			t.Fatalf("ParseInput(%q) = %v, which reads as %v, %v", text, got, again, err)
		}
	})
}

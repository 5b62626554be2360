package kit_test

import "testing"

func TestMomentOfAFileIsWrittenTheOwnWay(t *testing.T) {
	b := newBench(t)
	for made, want := range map[string]string{
		"2026-11-22 16:04": "22\u00a0nov. 2026 à 16:04",
		"2026-11-22":       "2026-11-22",
		"2026-13-22 16:04": "2026-13-22 16:04",
		"":                 "",
	} {
		if got := b.Moment(made); got != want {
			t.Errorf("%q is written %q, want %q", made, got, want)
		}
	}
}

package graphic_test

import (
	"math"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/graphic"
)

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct {
		low, high int64
		steps     int
		want      []int64
	}{
		{0, 237_500, 5, []int64{0, 50_000, 100_000, 150_000, 200_000, 250_000}},
		{0, 9_999_999_999_999, 4, []int64{0, 5_000_000_000_000, 10_000_000_000_000}},
		{-12_500, 30_000, 6, []int64{-20_000, -10_000, 0, 10_000, 20_000, 30_000}},
		{0, 0, 5, []int64{0, 1}},
		{-7, -3, 4, []int64{-7, -6, -5, -4, -3}},
		{0, 3, 5, []int64{0, 1, 2, 3}},
	} {
		if got := graphic.Ticks(c.low, c.high, c.steps); !slices.Equal(got, c.want) {
			t.Errorf("from %d to %d in %d: %d", c.low, c.high, c.steps, got)
		}
	}
}

func TestTicksSpanWhatTheyAreFor(t *testing.T) {
	for _, c := range [][2]int64{{math.MinInt64, math.MaxInt64}, {-1, math.MaxInt64}, {1, 2}, {999, 1001}, {-1_000_000_000_000_000_000, 1}} {
		for steps := range 12 {
			ticks := graphic.Ticks(c[0], c[1], steps)
			if len(ticks) < 2 || len(ticks) > max(steps, 2)+1 || !slices.IsSorted(ticks) {
				t.Errorf("%d in %d: %d", c, steps, ticks)
			}
			low, high := max(c[0], -4e18), min(c[1], 4e18)
			if ticks[0] > low || ticks[len(ticks)-1] < high {
				t.Errorf("%d in %d: %d do not span it", c, steps, ticks)
			}
		}
	}
}

func TestScalePutsValuesInTheirPlace(t *testing.T) {
	s := graphic.Scale{Low: -100, High: 300, From: 40, To: 0}
	for value, want := range map[int64]float64{-100: 40, 0: 30, 300: 0, 1000: 0, -1000: 40} {
		if got := s.At(value); got != want {
			t.Errorf("%d is at %v, want %v", value, got, want)
		}
	}
	far := graphic.Scale{Low: math.MinInt64, High: math.MaxInt64, From: 0, To: 2}
	if got := far.At(0); math.Abs(got-1) > 1e-9 {
		t.Errorf("the middle of everything is at %v", got)
	}
	if got := (graphic.Scale{Low: 5, High: 5, From: 7, To: 9}).At(5); got != 7 {
		t.Errorf("in no span it is at %v", got)
	}
}

func TestDaysBelowATimeAxis(t *testing.T) {
	day := calendar.New
	for _, c := range []struct {
		from, until calendar.Day
		most        int
		want        []string
		months      bool
	}{
		{day(2026, 11, 18), day(2026, 11, 21), 8, []string{"2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"}, false},
		{day(2026, 11, 1), day(2026, 11, 30), 6, []string{"2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29"}, false},
		{day(2026, 9, 12), day(2026, 12, 24), 6, []string{"2026-10-01", "2026-11-01", "2026-12-01"}, true},
		{day(2015, 1, 2), day(2026, 11, 21), 8, []string{"2016-01-01", "2018-01-01", "2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01"}, true},
	} {
		days, months := graphic.DayTicks(c.from, c.until, c.most)
		var got []string
		for _, d := range days {
			got = append(got, d.String())
		}
		if !slices.Equal(got, c.want) || months != c.months {
			t.Errorf("%v to %v: %v, by month %v", c.from, c.until, got, months)
		}
	}
}

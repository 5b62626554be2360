package graphic

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
)

// DayTicks gives days to name below a time axis, at most so many: every day or
// every few, else the first days of months. Months tells which of the two.
func DayTicks(from, until calendar.Day, most int) (days []calendar.Day, months bool) {
	most = max(most, 2)
	for _, step := range []calendar.Day{1, 2, 7, 14} {
		if int(until-from)/int(step) < most {
			for d := from; d <= until; d += step {
				days = append(days, d)
			}
			return days, false
		}
	}
	for _, step := range []int{1, 2, 3, 6, 12, 24, 60, 120, 600} {
		if days = firsts(from, until, step); len(days) <= most {
			break
		}
	}
	return days, true
}

// firsts gives the first days of every so many months, counted from January.
func firsts(from, until calendar.Day, step int) []calendar.Day {
	var days []calendar.Day
	year, month, _ := from.Date()
	for n := year*12 + int(month) - 1; ; n++ {
		first := calendar.New(n/12, time.Month(n%12+1), 1)
		switch {
		case first > until:
			return days
		case first >= from && n%step == 0:
			days = append(days, first)
		}
	}
}

package ledgerfile

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
)

// dayOf gives the day of the calendar, if there is one.
func dayOf(year, month, day int) (calendar.Day, bool) {
	if year < 1971 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	d := calendar.New(year, time.Month(month), day)
	_, _, real := d.Date()
	return d, real == day
}

// compactDay reads AAAAMMJJ.
func compactDay(text string) (d calendar.Day, form, ok bool) {
	if len(text) != 8 || !digitsOnly(text) {
		return 0, false, false
	}
	d, ok = dayOf(small(text[:4]), small(text[4:6]), small(text[6:]))
	return d, true, ok
}

// small gives the value of up to nine digits.
func small(digits string) int {
	n, _ := digitsValue(0, digits)
	return int(n)
}

// freeDay reads a date with hyphens, slashes or full stops: the year first, or the
// day first, or the month first if that is said; also without signs, AAAAMMJJ. A
// time of day after a T or a space is passed over.
func freeDay(text string, monthFirst bool) (d calendar.Day, ok bool) {
	if d, _, ok = compactDay(text); ok {
		return d, true
	}
	if at := strings.IndexAny(text, "T "); at > 0 && timeOfDay(text[at+1:]) {
		text = text[:at]
	}
	parts := dateParts(text)
	if len(parts) != 3 {
		return 0, false
	}
	first, second, third := small(parts[0]), small(parts[1]), small(parts[2])
	switch {
	case len(parts[0]) == 4:
		return dayOf(first, second, third)
	case len(parts[2]) != 4:
		return 0, false // a year of two digits may be of either century
	case monthFirst:
		return dayOf(third, first, second)
	}
	return dayOf(third, second, first)
}

// dateParts parts a date at its signs, which must be of one kind.
func dateParts(text string) []string {
	at := strings.IndexAny(text, "-/.")
	if at < 0 {
		return nil
	}
	parts := strings.Split(text, text[at:at+1])
	for _, part := range parts {
		if !digitsOnly(part) || len(part) > 4 {
			return nil
		}
	}
	return parts
}

func timeOfDay(text string) bool {
	if len(text) < 4 || len(text) > 35 || text[0] < '0' || text[0] > '9' {
		return false
	}
	return strings.Trim(text, "0123456789:.+-Z ") == "" && strings.ContainsRune(text, ':')
}

package calendar

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	inputBytes = 20   // longest text that is looked at
	reachDays  = 3660 // how far + and − go: ten years
)

// ParseInput reads a day as a person types it on the day today. Accepted are
//
//	t            today
//	+3  -1       so many days from today
//	15           that day of this month
//	3/2  3.2     day and month of this year (month and day unless dayFirst)
//	3.2.26       with a year; two digits are of this century
//	2026-02-03   year, month, day
//
// with slash, full stop or hyphen between numbers. The hint of the error, which
// is fault.Invalid, lists the same forms.
func ParseInput(text string, today Day, dayFirst bool) (Day, error) {
	d, ok := parseInput(strings.TrimSpace(text), today, dayFirst)
	if !ok || d <= 0 || d > last {
		return 0, fault.New(fault.Invalid, "calendar.input", fault.Args{"Text": fault.Excerpt(text)})
	}
	return d, nil
}

func parseInput(text string, today Day, dayFirst bool) (Day, bool) {
	switch {
	case text == "" || len(text) > inputBytes:
		return 0, false
	case text == "t" || text == "T":
		return today, true
	case text[0] == '+':
		n, ok := number(text[1:])
		return today + Day(n), ok && n <= reachDays
	case text[0] == '-':
		n, ok := number(text[1:])
		return today - Day(n), ok && n <= reachDays
	}
	return parseDate(text, today, dayFirst)
}

// parseDate reads one to three numbers with the same separator between them.
func parseDate(text string, today Day, dayFirst bool) (Day, bool) {
	year, month, _ := today.Date()
	parts := splitDate(text)
	n := [3]int{}
	if len(parts) > len(n) {
		return 0, false
	}
	for i, part := range parts {
		value, ok := number(part)
		if !ok {
			return 0, false
		}
		n[i] = value
	}
	switch {
	case len(parts) == 1:
		return civil(year, int(month), n[0])
	case len(parts) == 3 && len(parts[0]) == 4:
		return civil(n[0], n[1], n[2])
	case len(parts) == 3:
		year = fullYear(n[2], len(parts[2]), year)
	}
	if !dayFirst {
		n[0], n[1] = n[1], n[0]
	}
	return civil(year, n[1], n[0])
}

func splitDate(text string) []string {
	at := strings.IndexAny(text, "/.-")
	if at < 0 {
		return []string{text}
	}
	return strings.Split(text, text[at:at+1])
}

// number reads one to four digits.
func number(text string) (int, bool) {
	if len(text) == 0 || len(text) > 4 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		r := text[i]
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, true
}

// fullYear completes a year typed with two digits; one and three digits give a
// year that no calendar of ours has.
func fullYear(typed, digits, thisYear int) int {
	switch digits {
	case 2:
		return thisYear - thisYear%100 + typed
	case 4:
		return typed
	default:
		return 0
	}
}

// civil gives the day of a date that exists.
func civil(year, month, day int) (Day, bool) {
	d := New(year, time.Month(month), day)
	y, m, dd := d.Date()
	return d, y == year && int(m) == month && dd == day
}

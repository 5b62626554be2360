package bankfile

import (
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
)

// Order is the order of the numbers of a day.
type Order string

const (
	DayFirst   Order = "dmy" // 03/02/2026
	MonthFirst Order = "mdy" // 02/03/2026
	YearFirst  Order = "ymd" // 2026-02-03, 20260203; never with two digits
)

// Orders are all of them.
func Orders() []Order { return []Order{DayFirst, MonthFirst, YearFirst} }

// isoDay reads the day that a date or an instant of XML begins with, in the zone
// in which the bank wrote it.
func isoDay(text string, p Place) (calendar.Day, error) {
	text = strings.TrimSpace(text)
	if len(text) > 10 && (text[10] == 'T' || text[10] == 'Z' || text[10] == '+' || text[10] == '-') {
		text = text[:10]
	}
	d, err := calendar.Parse(text)
	if err != nil || d.IsZero() {
		return 0, refuseText(p, "bankfile.day", text)
	}
	return d, nil
}

// basicDay reads the day that an instant of OFX begins with, YYYYMMDD….
func basicDay(text string, p Place) (calendar.Day, error) {
	text = strings.TrimSpace(text)
	t, err := time.Parse("20060102", text[:min(len(text), 8)])
	rest := text[min(len(text), 8):]
	if err != nil || strings.Trim(rest, "0123456789.:+-[]ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ") != "" {
		return 0, refuseText(p, "bankfile.day", text)
	}
	return valid(calendar.New(t.Date()), text, p)
}

func valid(d calendar.Day, text string, p Place) (calendar.Day, error) {
	if d <= 0 {
		return 0, refuseText(p, "bankfile.day", text)
	}
	return d, nil
}

// writtenDay reads a day whose numbers stand in the order o, with any one mark
// between them, or as eight digits. A time after it is passed over.
func writtenDay(text string, o Order, p Place) (calendar.Day, error) {
	day, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(text), "/ ", "/"), "T")
	if at := strings.LastIndexByte(day, ':'); at >= 0 {
		day, _, _ = strings.Cut(day, " ")
	}
	n, digits, ok := splitDay(day, o)
	if !ok {
		return 0, refuseText(p, "bankfile.day", text)
	}
	at := map[Order][3]int{DayFirst: {2, 1, 0}, MonthFirst: {2, 0, 1}, YearFirst: {0, 1, 2}}[o]
	year, month, dd := n[at[0]], n[at[1]], n[at[2]]
	switch digits[at[0]] {
	case 2:
		if year = century(year, day); o == YearFirst {
			return 0, refuseText(p, "bankfile.day", text)
		}
	case 4:
	default:
		return 0, refuseText(p, "bankfile.day", text)
	}
	d := calendar.New(year, time.Month(month), dd)
	if y, m, same := d.Date(); y != year || int(m) != month || same != dd {
		return 0, refuseText(p, "bankfile.day", text)
	}
	return valid(d, text, p)
}

// century completes a year of two digits: after an apostrophe, as Quicken writes
// it, it is of this century; else those from 80 on are of the last one.
func century(year int, text string) int {
	if year >= 80 && !strings.Contains(text, "'") {
		return 1900 + year
	}
	return 2000 + year
}

// splitDay gives the three numbers of a day and how many digits each has.
func splitDay(text string, o Order) (n, digits [3]int, ok bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/.-' ", r) })
	if len(parts) == 1 && len(text) == 8 {
		cuts := [2]int{2, 4}
		if o == YearFirst {
			cuts = [2]int{4, 6}
		}
		parts = []string{text[:cuts[0]], text[cuts[0]:cuts[1]], text[cuts[1]:]}
	}
	if len(parts) != 3 {
		return n, digits, false
	}
	for i, part := range parts {
		if len(part) > 4 || strings.Trim(part, "0123456789") != "" {
			return n, digits, false
		}
		for _, r := range part {
			n[i] = n[i]*10 + int(r-'0')
		}
		digits[i] = len(part)
	}
	return n, digits, true
}

// findOrder gives the one order in which all days can be read, or the stated one.
// Where several can and it makes a difference, it asks. What is no day in any
// order is refused with its place when it is read.
func findOrder(stated Order, texts []string) (Order, error) {
	if stated != "" {
		return stated, nil
	}
	possible, doubtful := Orders(), ""
	for _, text := range texts {
		fitting := slices.DeleteFunc(slices.Clone(possible), func(o Order) bool {
			_, err := writtenDay(text, o, Place{})
			return err != nil
		})
		if len(fitting) > 0 {
			possible = fitting
		}
	}
	for _, text := range texts {
		a, _ := writtenDay(text, possible[0], Place{})
		for _, o := range possible[1:] {
			if b, _ := writtenDay(text, o, Place{}); a != b {
				doubtful = text
			}
		}
	}
	if doubtful != "" {
		return "", refuseText(Place{}, "bankfile.ask-order", doubtful)
	}
	return possible[0], nil
}

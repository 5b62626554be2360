// Package calendar has the civil day on which something is booked, without a
// time and without a zone: a voucher of 3 February is of 3 February everywhere.
package calendar

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// Day is a civil day of the Gregorian calendar, counted from 1 January 1970. The
// zero value means "no day"; books begin later than that.
type Day int32

// last is the last day that YYYY-MM-DD can write, 31 December 9999.
const last Day = 2_932_896

const secondsPerDay = 24 * 60 * 60

// layout is the form of a day in the database, in files and in JSON (ISO 8601).
const layout = time.DateOnly

// Of gives the day it is at the instant t in the zone loc.
func Of(t time.Time, loc *time.Location) Day {
	year, month, day := t.In(loc).Date()
	return New(year, month, day)
}

// New gives the day of the Gregorian date; out-of-range values are normalised
// as in time.Date.
func New(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// Parse reads YYYY-MM-DD of a day from 2 January 1970 on; the empty string gives
// no day. Anything else is fault.Invalid.
func Parse(text string) (Day, error) {
	if text == "" {
		return 0, nil
	}
	year, month, day, dated := digits(text)
	d := New(year, time.Month(month), day)
	if y, m, of := d.Date(); !dated || d <= 0 || y != year || m != time.Month(month) || of != day {
		return 0, fault.New(fault.Invalid, "calendar.syntax", fault.Args{"Text": fault.Excerpt(text)})
	}
	return d, nil
}

// digits takes YYYY-MM-DD apart. Databases have millions of days, which time.Parse
// would spend more time on than on reading them.
func digits(text string) (year, month, day int, dated bool) {
	if len(text) != len(layout) || text[4] != '-' || text[7] != '-' {
		return 0, 0, 0, false
	}
	year, a := number(text[:4])
	month, b := number(text[5:7])
	day, c := number(text[8:])
	return year, month, day, a && b && c
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == 0 }

// Date gives year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.Time().Date() }

// Time gives midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String gives YYYY-MM-DD, and the empty string for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(layout)
}

// MarshalText gives String.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

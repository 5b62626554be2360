package translation

import (
	"errors"
	"reflect"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Int writes a whole number with its groups of digits.
func (p *Printer) Int(n int64) string { return p.format.number(n) }

// Decimal writes a number that has a point before its decimals, such as a rate, in
// the way of the format.
func (p *Printer) Decimal(text string) string { return strings.Replace(text, ".", p.format.decimal, 1) }

// Number writes an amount without its currency, as in a column of a book.
func (p *Printer) Number(a money.Amount) string { return p.format.amount(a, "") }

// Editable writes an amount as it stands in a field: in a way that money.Parse
// reads back in every format. A comma or full stop between groups could be taken
// for that of decimals, so groups are set off by spaces.
func (p *Printer) Editable(a money.Amount) string {
	f := p.format
	f.group, f.before, f.after = narrowSpace, minus, ""
	return f.amount(a, "")
}

// Amount writes an amount with its currency.
func (p *Printer) Amount(a money.Amount) string {
	symbol, known := symbols[a.Currency]
	if !known {
		symbol = string(a.Currency)
	}
	return p.format.amount(a, noBreak+symbol)
}

// Day writes a day in words: « 1er mars 2026 ».
func (p *Printer) Day(d calendar.Day) string { return p.inWords(d, "month.") }

// DayMedium writes a day with the month cut short: « 21 nov. 2026 ».
func (p *Printer) DayMedium(d calendar.Day) string { return p.inWords(d, "month.short.") }

// DayShort writes a day in digits, as in a column of a book and in a field.
func (p *Printer) DayShort(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(p.format.day)
}

// Time writes an instant: « 21 nov. 2026 à 09:14 ».
func (p *Printer) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return p.T("instant", fault.Args{"Day": p.DayMedium(calendar.Of(t, p.zone)), "Clock": p.Clock(t)})
}

// Clock writes the time of day of an instant.
func (p *Printer) Clock(t time.Time) string { return t.In(p.zone).Format(p.format.clock) }

// Month writes a month and its year, as over a calendar: « novembre 2026 ».
func (p *Printer) Month(year int, month time.Month) string {
	return p.T("month.year", fault.Args{"Month": p.monthName("month.", month), "Year": digits(year)})
}

// Weekdays gives the days of the week cut short, Monday first (ISO 8601).
func (p *Printer) Weekdays() [7]string {
	var names [7]string
	for i := range names {
		names[i] = p.T("weekday." + weekdayKeys[i])
	}
	return names
}

func (p *Printer) inWords(d calendar.Day, family string) string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	key := "day"
	if day == 1 {
		key = "day.first"
	}
	return p.T(key, fault.Args{"Day": digits(day), "Month": p.monthName(family, month), "Year": digits(year)})
}

func (p *Printer) monthName(family string, month time.Month) string {
	return p.T(family + monthKeys[month-1])
}

var (
	monthKeys   = [12]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	weekdayKeys = [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)

// digits writes a number that has no groups, such as a year.
func digits(n int) string { return format{}.number(int64(n)) }

func asFault(err error) (*fault.Error, bool) {
	var foreseen *fault.Error
	return foreseen, errors.As(err, &foreseen)
}

// integer gives the value of any whole number, whatever its width or name.
func integer(value any) (int64, bool) {
	v := reflect.ValueOf(value)
	switch {
	case !v.IsValid():
		return 0, false
	case v.CanInt():
		return v.Int(), true
	case v.CanUint():
		return int64(v.Uint()), true
	}
	return 0, false
}

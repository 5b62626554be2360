package history

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// change stands between what was and what is, in the details of an edit.
const change = " → "

// Value tells a detail as the person reads it.
func Value(p *translation.Printer, d directory.Detail) string { return value(p, d) }

// value tells a detail as the person reads it: our words in their language, days
// and instants in their format, a change in words, because the letters of the
// window have no arrow.
func value(p *translation.Printer, d directory.Detail) string {
	if word, is := d.Word(); is {
		return p.T(string(word))
	}
	before, now, changed := strings.Cut(d.Value, change)
	if changed {
		return p.T("history.changed", fault.Args{"Before": part(p, d.Name, before), "Now": part(p, d.Name, now)})
	}
	return part(p, d.Name, d.Value)
}

// part tells one state of a value.
func part(p *translation.Printer, name, text string) string {
	switch name {
	case "country":
		if len(text) == len("SN") {
			return p.Country(text)
		}
	case "until", "valid-until", "issued", "access-until", "day", "when", "clock", "now":
		return moment(p, text)
	}
	return text
}

// moment tells a stored instant or day; what is neither stays as it is.
func moment(p *translation.Printer, text string) string {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return p.Time(at)
	}
	if day, err := calendar.Parse(text); err == nil && !day.IsZero() {
		return p.DayMedium(day)
	}
	return text
}

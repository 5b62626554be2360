package history

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/translation"
)

// change stands between what was and what is, in the details of an edit.
const change = " → "

// value tells a detail as the person reads it: our words in their language, days
// and instants in their format.
func value(p *translation.Printer, d directory.Detail) string {
	if word, is := d.Word(); is {
		return p.T(string(word))
	}
	switch d.Name {
	case "country":
		if len(d.Value) == len("SN") {
			return p.Country(d.Value)
		}
	case "until", "valid-until", "issued", "access-until", "day":
		parts := strings.Split(d.Value, change)
		for i, part := range parts {
			parts[i] = moment(p, part)
		}
		return strings.Join(parts, change)
	}
	return d.Value
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

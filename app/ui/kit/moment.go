package kit

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// Moment writes a day and a time as names of files have them, "2026-11-22 16:04", the
// way the person reads them. Anything else stays as it is.
func (s *Services) Moment(made string) string {
	text, clock, _ := strings.Cut(made, " ")
	day, err := calendar.Parse(text)
	if err != nil || clock == "" {
		return made
	}
	return s.T("instant", fault.Args{"Day": s.Printer.DayMedium(day), "Clock": clock})
}

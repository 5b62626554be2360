package overview

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// ActSentence says what was done.
func ActSentence(p *translation.Printer, a directory.Act) string { return p.T("act." + string(a.Verb)) }

// ActAuthor says who did it, by the name of that day.
func ActAuthor(p *translation.Printer, a directory.Act) string {
	switch {
	case a.NameErased:
		return p.T("history.erased")
	case a.ByName == "":
		return p.T("history.program")
	}
	return a.ByName
}

// ActDetails tells the facts of an act.
func ActDetails(p *translation.Printer, a directory.Act) []string {
	var lines []string
	if !a.Received.IsZero() {
		lines = append(lines, p.T("history.received", fault.Args{"When": a.Received}))
	}
	for i, d := range a.Details {
		told := Value(p, d)
		if a.IsErased(i) {
			told = p.T("history.erased")
		}
		lines = append(lines, p.T("history.detail", fault.Args{"Label": d.Label(), "Value": told}))
	}
	return lines
}

// VerbsSaying gives those verbs in whose sentence the text is, in letters of any
// case.
func VerbsSaying(p *translation.Printer, verbs []directory.Verb, text string) (saying []directory.Verb) {
	wanted := directory.Fold(text)
	for _, v := range verbs {
		if strings.Contains(directory.Fold(p.T("act."+string(v))), wanted) {
			saying = append(saying, v)
		}
	}
	return saying
}

// change stands between what was and what is, in the details of an edit.
const change = " → "

// Value tells a detail as the person reads it: our words in their language, days
// and instants in their format, a change in words, because the letters of the
// window have no arrow.
func Value(p *translation.Printer, d directory.Detail) string {
	if word, is := d.Word(); is {
		return p.T(string(word))
	}
	if sentence, is := p.Reason(d.Value); is && d.Name == "reason" {
		return sentence
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

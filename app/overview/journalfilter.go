package overview

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// JournalFilter is what somebody wants to see of the journal, in the words of
// people.
type JournalFilter struct {
	Search      string
	Person      string // name
	Verb        directory.Verb
	Poste       int
	From, Until calendar.Day // both are shown; none without bound
}

// Narrow sets the days of a filter as they are lived in a zone.
func (j JournalFilter) Narrow(f *directory.HistoryFilter, zone *time.Location) {
	if !j.From.IsZero() {
		f.From = (j.From - 1).End(zone)
	}
	if !j.Until.IsZero() {
		f.Until = j.Until.End(zone)
	}
}

// Told says what was selected, a line each.
func (j JournalFilter) Told(p *translation.Printer) []string {
	var lines []string
	say := func(wanted bool, key string, args fault.Args) {
		if wanted {
			lines = append(lines, p.T(key, args))
		}
	}
	say(j.Search != "", "journal.filter.search", fault.Args{"Text": j.Search})
	say(j.Person != "", "journal.filter.person", fault.Args{"Name": j.Person})
	say(j.Verb != "", "journal.filter.verb", fault.Args{"Verb": fault.Key("act." + string(j.Verb))})
	say(j.Poste > 0, "journal.filter.poste", fault.Args{"Number": j.Poste})
	say(!j.From.IsZero(), "journal.filter.from", fault.Args{"Day": j.From})
	say(!j.Until.IsZero(), "journal.filter.until", fault.Args{"Day": j.Until})
	return lines
}

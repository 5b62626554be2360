package ledgerfile

import "github.com/comptoir/comptoir/app/calendar"

// chronology is the order of entries in time: the law wants a FEC in the order in
// which its entries were made final.
type chronology struct {
	valid   calendar.Day            // of the entry above
	days    map[string]calendar.Day // of the last entry of each journal
	closing calendar.Day            // from the name of the file
}

func newChronology() chronology { return chronology{days: map[string]calendar.Day{}} }

// follow checks the days of the next entry.
func (c *chronology) follow(rec *recorder, e *Entry) {
	at := Note{Line: e.Line, Column: int(fecValidDay) + 1, Field: fecTitles[fecValidDay], Before: e.ValidDay.String()}
	if !e.ValidDay.IsZero() && e.ValidDay < e.Day {
		at.Kind = KindValidBefore
		rec.note(at)
	}
	if !e.ValidDay.IsZero() && e.ValidDay < c.valid {
		at.Kind = KindValidBack
		rec.note(at)
	}
	if e.Day < c.days[e.Journal] {
		rec.note(Note{Kind: KindDayBack, Line: e.Line, Column: int(fecDay) + 1, Field: fecTitles[fecDay], Before: e.Day.String()})
	}
	c.valid = max(c.valid, e.ValidDay)
	if _, known := c.days[e.Journal]; known || len(c.days) < journalsMost {
		c.days[e.Journal] = e.Day
	}
}

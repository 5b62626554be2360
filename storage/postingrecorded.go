package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// PostingsRecorded visits the postings of some journals with a day within the
// bounds, both included, in the order in which they were recorded: the order of a
// « fichier des écritures comptables ». The visitor must not use the transaction.
func (t *Tx) PostingsRecorded(journals []ident.BookID, from, until calendar.Day, visit func(accounting.Posting) error) error {
	where := &conditions{}
	where.addJournals("e.journal", append([]ident.BookID{}, journals...))
	where.addDays("e.day", from, until)
	return each(t, postingReader(), visit, selectPosting+where.clause()+` ORDER BY e.recorded, e.journal, e.seq`, where.args...)
}

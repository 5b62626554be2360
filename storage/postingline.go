package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// derivePosting puts what follows from a posting into the order of the accounts and
// into the totals of the months.
func (t *Tx) derivePosting(j accounting.Journal, p accounting.Posting) error {
	d := newDerived(j)
	d.add(p)
	for _, b := range d.all() {
		if err := t.write(b); err != nil {
			return err
		}
	}
	return nil
}

// AccountLines gives a part of the lines of an account that the filter selects, in
// the order of day, journal, number and place, and how many it selects in all.
func (t *Tx) AccountLines(f accounting.LineFilter) (lines []accounting.AccountLine, total int, err error) {
	where := linesWhere(f)
	err = t.value(&total, `SELECT COUNT(*) FROM posting_line l`+where.clause(), where.args...)
	if err != nil || f.Offset >= total {
		return nil, total, err
	}
	lines, err = list(t, readAccountLine, `
		SELECT l.place, `+postingColumns+` FROM (
			SELECT l.day, l.journal, l.number, l.place, l.seq FROM posting_line l`+where.clause()+
		` ORDER BY l.day, l.journal, l.number, l.place`+where.page(f.Offset, f.Limit)+`) AS l
		JOIN posting e ON e.journal = l.journal AND e.seq = l.seq ORDER BY l.day, l.journal, l.number, l.place`, where.args...)
	return lines, total, err
}

func linesWhere(f accounting.LineFilter) *conditions {
	where := &conditions{}
	where.add("l.project = %s AND l.account = %s", id(f.Project), f.Account)
	where.addDays("l.day", f.From, f.Until)
	if f.Party != "" {
		where.add("l.party = %s", f.Party)
	}
	where.addJournals("l.journal", f.Journals)
	where.addWithout("l", f.Without)
	return where
}

// addWithout leaves out postings of a table with journals and numbers.
func (c *conditions) addWithout(table string, without []accounting.Run) {
	for _, run := range without {
		c.add("NOT ("+table+".journal = %s AND "+table+".number >= %s AND "+table+".number <= %s)", id(run.Journal), run.First, run.Last)
	}
}

// addJournals keeps to some journals; nil is all of them.
func (c *conditions) addJournals(column string, journals []ident.BookID) {
	if journals == nil {
		return
	}
	values := make([]any, len(journals))
	for i, journal := range journals {
		values[i] = id(journal)
	}
	if len(values) == 0 {
		c.add("1 = 0")
		return
	}
	c.addIn(column, values)
}

func readAccountLine(row scanner) (l accounting.AccountLine, err error) {
	l.Posting, err = readPosting(prefixed{row, []any{&l.Place}})
	e := l.Posting.Entry
	l.Journal, l.Day, l.Number = e.Book, e.Day, e.Number
	return l, err
}

// prefixed reads a row with columns before those of what is read.
type prefixed struct {
	row   scanner
	first []any
}

// Scan implements scanner.
func (p prefixed) Scan(dest ...any) error { return p.row.Scan(append(p.first, dest...)...) }

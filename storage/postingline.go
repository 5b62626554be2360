package storage

import (
	"fmt"
	"slices"

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
	parts, err := t.countLines(f)
	start, total := dayAt(parts, max(f.Offset, 0))
	if err != nil || f.Offset >= total {
		return nil, total, err
	}
	f.From = start.from
	where := linesWhere(f)
	lines = make([]accounting.AccountLine, 0, max(0, min(f.Limit, total-f.Offset))) // each is large
	err = each(t, lineReader(), func(l accounting.AccountLine) error {
		lines = append(lines, l)
		return nil
	}, `
		SELECT l.place, `+postingColumns+` FROM (
			SELECT l.day, l.journal, l.number, l.place, l.seq FROM posting_line l`+where.clause()+
		` ORDER BY l.day, l.journal, l.number, l.place`+where.page(start.rest, f.Limit)+`) AS l
		JOIN posting e ON e.journal = l.journal AND e.seq = l.seq ORDER BY l.day, l.journal, l.number, l.place`, where.args...)
	return lines, total, err
}

// countLines counts the lines of an account between the days of a filter. What its
// months have is remembered as in countPostings.
func (t *Tx) countLines(f accounting.LineFilter) ([]countedDays, error) {
	count := func(part days) (count int, err error) {
		f := f
		f.From, f.Until = part.from, part.until
		where := linesWhere(f)
		err = t.value(&count, `SELECT COUNT(*) FROM posting_line l`+where.clause(), where.args...)
		return count, err
	}
	if f.Party != "" || len(f.Without) > 0 { // no month is counted so
		all, err := count(days{from: f.From, until: f.Until})
		return []countedDays{{f.From, all}}, err
	}
	return t.countDays(f.From, f.Until, func(months monthRange) ([]countedDays, error) {
		asked := lineMonths{f.Project, f.Account, fmt.Sprint(f.Journals == nil, f.Journals), months}
		return recallCopied(t, "line months", asked, slices.Clone, func() ([]countedDays, error) {
			where := accountMonths(f, months)
			return list(t, readMonth, `SELECT m.month, CAST(SUM(m.lines) AS BIGINT) FROM account_month m`+where.clause()+
				` GROUP BY m.month ORDER BY m.month`, where.args...)
		})
	}, count)
}

// lineMonths are months of an account in some journals.
type lineMonths struct {
	project           ident.ProjectID
	account, journals string
	months            monthRange
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

// lineReader reads the lines of one result: the place in the posting, and the posting.
func lineReader() func(scanner) (accounting.AccountLine, error) {
	var place int64
	read := postingReader(&place)
	return func(row scanner) (l accounting.AccountLine, err error) {
		l.Posting, err = read(row)
		e := &l.Posting.Entry
		l.Journal, l.Day, l.Number, l.Place = e.Book, e.Day, e.Number, int(place)
		return l, err
	}
}

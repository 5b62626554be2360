package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// PostingPage gives a part of the postings of a journal that the filter selects, in
// the order of day and number, and how many it selects in all. A limit of 0 is none.
func (t *Tx) PostingPage(f accounting.PageFilter) (postings []accounting.Posting, total int, err error) {
	where := &conditions{}
	where.add("e.journal = %s", id(f.Journal))
	where.addDays("e.day", f.From, f.Until)
	if fold(f.Search) != "" {
		where.add(`e.search LIKE %s ESCAPE '\'`, containing(f.Search))
	}
	if total, err = t.countPostings(f, where); err != nil || f.Offset >= total {
		return nil, total, err
	}
	offset := f.Offset
	if len(where.parts) == 1 { // the whole journal: months that are skipped whole need not be walked
		from, passed, err := t.monthAt(f.Journal, int64(offset))
		if err != nil {
			return nil, 0, err
		}
		where.add("e.day >= %s", from)
		offset -= int(passed)
	}
	postings, err = list(t, readPosting, selectPosting+where.clause()+` ORDER BY e.day, e.number`+where.page(offset, f.Limit), where.args...)
	return postings, total, err
}

func (t *Tx) countPostings(f accounting.PageFilter, where *conditions) (total int, err error) {
	if len(where.parts) == 1 {
		err = t.value(&total, `SELECT CAST(COALESCE(SUM(postings), 0) AS BIGINT) FROM journal_month WHERE journal = $1`, id(f.Journal))
		return total, err
	}
	err = t.value(&total, `SELECT COUNT(*) FROM posting e`+where.clause(), where.args...)
	return total, err
}

// monthAt gives the first day of the month that a place in a journal is in, and how
// many postings are in the months before.
func (t *Tx) monthAt(journal ident.BookID, place int64) (first string, passed int64, err error) {
	months, err := list(t, func(row scanner) (m struct {
		month    string
		postings int64
	}, err error) {
		return m, row.Scan(&m.month, &m.postings)
	}, `SELECT month, postings FROM journal_month WHERE journal = $1 ORDER BY month`, id(journal))
	for _, m := range months {
		if first = m.month + "-01"; passed+m.postings > place {
			break
		}
		passed += m.postings
	}
	return first, passed, err
}

// addDays appends the bounds of a time; zero days are none.
func (c *conditions) addDays(column string, from, until calendar.Day) {
	if !from.IsZero() {
		c.add(column+" >= %s", day(from))
	}
	if !until.IsZero() {
		c.add(column+" <= %s", day(until))
	}
}

package storage

import (
	"cmp"
	"iter"
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// PostingPage gives a part of the postings of a journal that the filter selects, in
// the order of day and number, and how many it selects in all. A limit of 0 is none.
func (t *Tx) PostingPage(f accounting.PageFilter) (postings []accounting.Posting, total int, err error) {
	var seqs []int64
	if fold(f.Search) != "" {
		seqs, total, err = t.searchPostings(f)
	} else {
		seqs, total, err = t.pagePostings(f)
	}
	if err != nil || len(seqs) == 0 {
		return nil, total, err
	}
	postings, err = t.postingsAt(f.Journal, seqs)
	return postings, total, err
}

// pagePostings gives the places in the chain of a page of postings. It walks there
// from that end of the month that is nearer.
func (t *Tx) pagePostings(f accounting.PageFilter) (seqs []int64, total int, err error) {
	parts, err := t.countPostings(f)
	start, total := dayAt(parts, max(f.Offset, 0))
	if err != nil || f.Offset >= total {
		return nil, total, err
	}
	if behind := start.rows - start.rest - f.Limit; f.Limit > 0 && behind >= 0 && behind < start.rest {
		if !start.until.IsZero() {
			f.Until = start.until
		}
		seqs, err = t.walkPostings(f, start.from, `ORDER BY day DESC, number DESC`, behind)
		slices.Reverse(seqs)
		return seqs, total, err
	}
	seqs, err = t.walkPostings(f, start.from, `ORDER BY day, number`, start.rest)
	return seqs, total, err
}

func (t *Tx) walkPostings(f accounting.PageFilter, from calendar.Day, order string, offset int) ([]int64, error) {
	where := &conditions{}
	where.add("journal = %s", id(f.Journal))
	where.addDays("day", from, f.Until)
	return list(t, func(row scanner) (seq int64, err error) {
		return seq, row.Scan(&seq)
	}, `SELECT seq FROM posting`+where.clause()+` `+order+where.page(offset, f.Limit), where.args...)
}

// searchPostings does so for a page of what a search finds. It goes through the
// journal once, as it lies: by its days, in the order of the page, every posting would
// have to be looked up by itself. What is found is sorted here.
func (t *Tx) searchPostings(f accounting.PageFilter) (seqs []int64, total int, err error) {
	type place struct {
		day         string
		number, seq int64
	}
	where := &conditions{}
	where.add("journal = %s", id(f.Journal))
	where.addDays("day || ''", f.From, f.Until) // no column that an index has
	where.add(`search LIKE %s ESCAPE '\'`, containing(f.Search))
	found, err := list(t, func(row scanner) (p place, err error) {
		return p, row.Scan(&p.day, &p.number, &p.seq)
	}, `SELECT day, number, seq FROM posting`+where.clause(), where.args...)
	slices.SortFunc(found, func(a, b place) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.number, b.number)) })
	first := min(max(f.Offset, 0), len(found))
	last := len(found)
	if f.Limit > 0 {
		last = min(first+f.Limit, last)
	}
	for _, p := range found[first:last] {
		seqs = append(seqs, p.seq)
	}
	return seqs, len(found), err
}

// postingsAt gives the postings at places of the chain of a journal, in their order.
// Most stand side by side there, since people enter a day after the other: a run is
// read at once, which takes a third of looking each of them up.
func (t *Tx) postingsAt(journal ident.BookID, seqs []int64) ([]accounting.Posting, error) {
	places := make(map[int64]int, len(seqs))
	for place, seq := range seqs {
		places[seq] = place
	}
	postings := make([]accounting.Posting, len(seqs))
	for run := range runs(slices.Sorted(slices.Values(seqs))) {
		err := each(t, chainReader(journal), func(p accounting.Posting) error {
			if place, wanted := places[p.Entry.Seq]; wanted {
				postings[place] = p
			}
			return nil
		}, `SELECT `+chainColumns+` FROM posting e WHERE e.journal = $1 AND e.seq >= $2 AND e.seq <= $3`, id(journal), run[0], run[len(run)-1])
		if err != nil {
			return nil, err
		}
	}
	return postings, nil
}

// near is the distance of places that are read at once: what lies between them costs
// less than to begin again.
const near = 4

// runs cuts sorted places where one is far from the one before.
func runs(seqs []int64) iter.Seq[[]int64] {
	return func(yield func([]int64) bool) {
		for len(seqs) > 0 {
			end := 1
			for end < len(seqs) && seqs[end]-seqs[end-1] <= near {
				end++
			}
			if !yield(seqs[:end]) {
				return
			}
			seqs = seqs[end:]
		}
	}
}

// countedDays are days on end with the number of the rows that they have.
type countedDays struct {
	from calendar.Day
	rows int
}

// countedPlace is a place among the rows of some days: how many of them come before it.
type countedPlace struct {
	countedDays
	until calendar.Day // the last of the days; zero where nothing counted follows them
	rest  int
}

// dayAt gives the days in which a place among the rows of days that follow each other
// is found, and the number of all rows.
func dayAt(parts []countedDays, place int) (at countedPlace, total int) {
	for i, part := range parts {
		if place >= total {
			at = countedPlace{countedDays: part, rest: place - total}
			if i+1 < len(parts) {
				at.until = parts[i+1].from - 1
			}
		}
		total += part.rows
	}
	return at, total
}

// countDays parts the days between two into months, which are counted already, and
// what remains of others, which is counted now.
func (t *Tx) countDays(from, until calendar.Day, months func(monthRange) ([]countedDays, error), count func(days) (int, error)) ([]countedDays, error) {
	whole, before, after := wholeMonths(from, until)
	var parts []countedDays
	appendDays := func(part days) error {
		if !part.some {
			return nil
		}
		rows, err := count(part)
		parts = append(parts, countedDays{part.from, rows})
		return err
	}
	if err := appendDays(before); err != nil {
		return nil, err
	}
	counted, err := months(whole)
	if err != nil {
		return nil, err
	}
	parts = append(parts, counted...)
	return parts, appendDays(after)
}

// readMonth reads a month with the number of its rows.
func readMonth(row scanner) (c countedDays, err error) {
	var month string
	if err = row.Scan(&month, &c.rows); err == nil {
		c.from, err = calendar.Parse(month + "-01")
	}
	return c, err
}

// journalMonths are months of a journal.
type journalMonths struct {
	journal ident.BookID
	months  monthRange
}

// countPostings counts the postings of a journal between two days. What its months
// have is remembered, since who reads a journal asks for one page after the other.
func (t *Tx) countPostings(f accounting.PageFilter) ([]countedDays, error) {
	return t.countDays(f.From, f.Until, func(months monthRange) ([]countedDays, error) {
		return recallCopied(t, "posting months", journalMonths{f.Journal, months}, slices.Clone, func() ([]countedDays, error) {
			where := &conditions{}
			where.add("m.journal = %s", id(f.Journal))
			where.addMonths(months)
			return list(t, readMonth, `SELECT m.month, m.postings FROM journal_month m`+where.clause()+` ORDER BY m.month`, where.args...)
		})
	}, func(part days) (count int, err error) {
		err = t.value(&count, `SELECT COUNT(*) FROM posting WHERE journal = $1 AND day >= $2 AND day <= $3`,
			id(f.Journal), day(part.from), day(part.until))
		return count, err
	})
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

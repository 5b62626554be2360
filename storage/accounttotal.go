package storage

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// AccountBalance adds up the lines that a filter selects, whatever its offset and
// limit, in the base currency and in that of the journals: months that lie within
// its bounds from their totals, the rest line by line.
func (t *Tx) AccountBalance(f accounting.LineFilter) (baseMinor, amountMinor int64, err error) {
	if f.Party != "" || len(f.Without) > 0 {
		return t.sumLines(f)
	}
	months, before, after := wholeMonths(f.From, f.Until)
	for _, part := range []days{before, after} {
		if !part.some {
			continue
		}
		f.From, f.Until = part.from, part.until
		base, amount, err := t.sumLines(f)
		if err != nil {
			return 0, 0, err
		}
		baseMinor, amountMinor = baseMinor+base, amountMinor+amount
	}
	where := accountMonths(f, months)
	sum, err := one(t, nil, readSums, `
		SELECT CAST(COALESCE(SUM(m.debit_minor - m.credit_minor), 0) AS BIGINT), CAST(COALESCE(SUM(m.amount_minor), 0) AS BIGINT)
		FROM account_month m`+where.clause(), where.args...)
	return baseMinor + sum[0], amountMinor + sum[1], err
}

func readSums(row scanner) (sums [2]int64, err error) {
	return sums, row.Scan(&sums[0], &sums[1])
}

func (t *Tx) sumLines(f accounting.LineFilter) (baseMinor, amountMinor int64, err error) {
	where := linesWhere(f)
	sum, err := one(t, nil, readSums, `
		SELECT CAST(COALESCE(SUM(l.base_minor), 0) AS BIGINT), CAST(COALESCE(SUM(l.amount_minor), 0) AS BIGINT)
		FROM posting_line l`+where.clause(), where.args...)
	return sum[0], sum[1], err
}

// Totals gives what was posted on each account, by account: months that lie within
// the bounds from their totals, the rest posting by posting.
func (t *Tx) Totals(f accounting.TotalFilter) ([]accounting.Total, error) {
	totals := map[string]accounting.Total{}
	months, before, after := wholeMonths(f.From, f.Until)
	journals, err := t.journalsOf(f)
	if err != nil {
		return nil, err
	}
	for _, journal := range journals {
		if err := t.totalMonths(journal, months, totals); err != nil {
			return nil, err
		}
	}
	for _, part := range []days{before, after} {
		if err := t.totalDays(f, part, totals); err != nil {
			return nil, err
		}
	}
	if err := t.totalWithout(f, totals); err != nil {
		return nil, err
	}
	all := make([]accounting.Total, 0, len(totals))
	for _, total := range totals {
		all = append(all, total)
	}
	slices.SortFunc(all, func(a, b accounting.Total) int { return cmp.Compare(a.Account, b.Account) })
	return all, nil
}

// journalsOf gives the journals that a filter selects.
func (t *Tx) journalsOf(f accounting.TotalFilter) ([]ident.BookID, error) {
	where := &conditions{}
	where.add("id IN (SELECT id FROM journal WHERE project = %s)", id(f.Project))
	where.addJournals("id", f.Journals)
	return list(t, func(row scanner) (journal ident.BookID, err error) {
		return journal, row.Scan(toID(&journal))
	}, `SELECT id FROM journal`+where.clause(), where.args...)
}

// totalMonths adds the months of one journal. They lie in the order of accounts, so
// that nothing needs to be sorted, and the openings after the rest.
func (t *Tx) totalMonths(journal ident.BookID, months monthRange, totals map[string]accounting.Total) error {
	months, err := t.parting(journal, months)
	if err != nil {
		return err
	}
	for _, opening := range []bool{false, true} {
		where := &conditions{}
		where.add("m.journal = %s AND m.opening = %s", id(journal), opening)
		where.addMonths(months)
		err := t.sumMonths(where, func(s monthSum) {
			add(totals, s.account, opening, s.debitMinor, s.creditMinor)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// parting drops the bounds beyond which a journal has nothing: to ask each month of
// each account whether it lies within takes a tenth of the time of adding them up.
func (t *Tx) parting(journal ident.BookID, months monthRange) (monthRange, error) {
	has, err := one(t, nil, func(row scanner) (m monthRange, err error) {
		return m, row.Scan(&m.from, &m.until)
	}, `SELECT COALESCE(MIN(month), ''), COALESCE(MAX(month), '') FROM journal_month WHERE journal = $1`, id(journal))
	if months.from <= has.from {
		months.from = ""
	}
	if months.until >= has.until {
		months.until = ""
	}
	return months, err
}

// monthSum is what some months of an account come to.
type monthSum struct {
	account                 string
	debitMinor, creditMinor int64
}

// sumMonths adds up months by account.
func (t *Tx) sumMonths(where *conditions, visit func(monthSum)) error {
	return each(t, func(row scanner) (s monthSum, err error) {
		return s, row.Scan(&s.account, &s.debitMinor, &s.creditMinor)
	}, func(s monthSum) error {
		visit(s)
		return nil
	}, `SELECT m.account, CAST(SUM(m.debit_minor) AS BIGINT), CAST(SUM(m.credit_minor) AS BIGINT)
		FROM account_month m`+where.clause()+` GROUP BY m.account`, where.args...)
}

// totalDays adds the postings of some days of a month.
func (t *Tx) totalDays(f accounting.TotalFilter, part days, totals map[string]accounting.Total) error {
	if !part.some {
		return nil
	}
	where := &conditions{}
	where.add("e.journal IN (SELECT id FROM journal WHERE project = %s)", id(f.Project))
	where.addJournals("e.journal", f.Journals)
	where.addDays("e.day", part.from, part.until)
	return each(t, postingReader(), func(p accounting.Posting) error {
		for _, l := range p.Lines {
			add(totals, l.Account, p.Mask == accounting.MaskOpening, max(l.BaseMinor, 0), max(-l.BaseMinor, 0))
		}
		return nil
	}, selectPosting+where.clause(), where.args...)
}

// totalWithout takes postings out of totals.
func (t *Tx) totalWithout(f accounting.TotalFilter, totals map[string]accounting.Total) error {
	for _, run := range f.Without {
		where := &conditions{}
		where.add("e.journal = %s AND e.number >= %s AND e.number <= %s", id(run.Journal), run.First, run.Last)
		where.addJournals("e.journal", f.Journals)
		where.addDays("e.day", f.From, f.Until)
		err := each(t, postingReader(), func(p accounting.Posting) error {
			for _, l := range p.Lines {
				add(totals, l.Account, p.Mask == accounting.MaskOpening, -max(l.BaseMinor, 0), -max(-l.BaseMinor, 0))
			}
			return nil
		}, selectPosting+where.clause(), where.args...)
		if err != nil {
			return err
		}
	}
	return nil
}

func add(totals map[string]accounting.Total, account string, opening bool, debitMinor, creditMinor int64) {
	total := totals[account]
	total.Account = account
	if opening {
		total.OpeningMinor += debitMinor - creditMinor
	} else {
		total.DebitMinor += debitMinor
		total.CreditMinor += creditMinor
	}
	totals[account] = total
}

// accountMonths selects months of an account, the openings too: where they lie is said
// so that they are looked up.
func accountMonths(f accounting.LineFilter, months monthRange) *conditions {
	where := &conditions{}
	where.add("m.journal IN (SELECT id FROM journal WHERE project = %s)", id(f.Project))
	where.addJournals("m.journal", f.Journals)
	where.add("m.opening IN (FALSE, TRUE) AND m.account = %s", f.Account)
	where.addMonths(months)
	return where
}

// addMonths keeps to some months.
func (c *conditions) addMonths(months monthRange) {
	if months.from != "" {
		c.add("m.month >= %s", months.from)
	}
	if months.until != "" {
		c.add("m.month <= %s", months.until)
	}
}

// days are some days of one month.
type days struct {
	from, until calendar.Day
	some        bool
}

// monthRange are months as YYYY-MM; an empty bound is none.
type monthRange struct{ from, until string }

// noMonths come after every month that there is.
var noMonths = monthRange{from: "9999-99"}

// wholeMonths parts a time into the months that lie in it whole, and the days
// before and after them.
func wholeMonths(from, until calendar.Day) (months monthRange, before, after days) {
	switch bounded := !from.IsZero() && !until.IsZero(); {
	case bounded && until < from:
		return noMonths, days{}, days{}
	case bounded && month(from) == month(until) && !(isFirst(from) && isLast(until)):
		return noMonths, days{from, until, true}, days{}
	}
	if !from.IsZero() {
		if months.from = month(from); !isFirst(from) {
			end := lastOf(from)
			before = days{from, end, true}
			months.from = month(end + 1)
		}
	}
	if !until.IsZero() {
		if months.until = month(until); !isLast(until) {
			first := firstOf(until)
			after = days{first, until, true}
			months.until = month(first - 1)
		}
	}
	return months, before, after
}

func month(d calendar.Day) string { return d.String()[:7] }

func isFirst(d calendar.Day) bool { return month(d-1) != month(d) }

func isLast(d calendar.Day) bool { return month(d+1) != month(d) }

func firstOf(d calendar.Day) calendar.Day {
	year, m, _ := d.Date()
	return calendar.New(year, m, 1)
}

func lastOf(d calendar.Day) calendar.Day {
	year, m, _ := d.Date()
	return calendar.New(year, m+1, 1) - 1
}

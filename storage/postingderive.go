package storage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
)

// derived gathers what follows from postings of a journal, so that it is written in
// the order in which it is stored, and what many postings add up to but once.
type derived struct {
	tx       *Tx
	journal  accounting.Journal
	lines    []derivedLine
	sums     map[accountMonth]accountSum
	postings map[string]int64 // by month
	values   []any            // of one statement
}

// derivedLine is a line that waits to be written.
type derivedLine struct {
	accounting.Line
	day         string
	number, seq int64
	place       int
	opening     bool
}

type accountMonth struct {
	account, month string
	opening        bool
}

func newDerived(t *Tx, j accounting.Journal) *derived {
	return &derived{tx: t, journal: j, sums: map[accountMonth]accountSum{}, postings: map[string]int64{}}
}

// accountSum adds up lines of one account.
type accountSum struct{ debitMinor, creditMinor, amountMinor, lines int64 }

func (s accountSum) with(l accounting.Line) accountSum {
	s.debitMinor += max(l.BaseMinor, 0)
	s.creditMinor += max(-l.BaseMinor, 0)
	s.amountMinor += l.AmountMinor
	s.lines++
	return s
}

// add gathers what follows from a posting.
func (d *derived) add(p accounting.Posting) {
	day := p.Entry.Day.String()
	month, opening := day[:7], p.Mask == accounting.MaskOpening
	d.postings[month]++
	for place, l := range p.Lines {
		key := accountMonth{l.Account, month, opening}
		d.sums[key] = d.sums[key].with(l)
		d.lines = append(d.lines, derivedLine{l, day, p.Entry.Number, p.Entry.Seq, place, opening})
	}
}

// write writes all that was gathered.
func (d *derived) write() error {
	if err := d.writeLines(); err != nil {
		return err
	}
	if err := d.writeSums(); err != nil {
		return err
	}
	return d.writePostings()
}

var insertLines = insertsOf(`
	INSERT INTO posting_line (project, account, day, journal, number, place, seq, opening, party, budget_line, funding,
		amount_minor, base_minor)`, 13, ``)

// writeLines writes the lines that wait.
func (d *derived) writeLines() error {
	slices.SortFunc(d.lines, func(a, b derivedLine) int {
		return cmp.Or(strings.Compare(a.Account, b.Account), strings.Compare(a.day, b.day), cmp.Compare(a.number, b.number), cmp.Compare(a.place, b.place))
	})
	project, journal := id(d.journal.Project), id(d.journal.ID)
	err := writeRows(d, &insertLines, d.lines, func(l derivedLine) {
		d.values = append(d.values, project, l.Account, l.day, journal, l.number, l.place, l.seq, l.opening,
			l.Party, l.BudgetLine, l.Funding, l.AmountMinor, l.BaseMinor)
	})
	d.lines = d.lines[:0]
	return err
}

var addSums = insertsOf(`
	INSERT INTO account_month (journal, account, month, opening, debit_minor, credit_minor, amount_minor, lines)`, 8, `
	ON CONFLICT (journal, account, month, opening) DO UPDATE SET
		debit_minor = account_month.debit_minor + excluded.debit_minor,
		credit_minor = account_month.credit_minor + excluded.credit_minor,
		amount_minor = account_month.amount_minor + excluded.amount_minor,
		lines = account_month.lines + excluded.lines`)

// writeSums adds the sums to those of the months.
func (d *derived) writeSums() error {
	months := slices.SortedFunc(maps.Keys(d.sums), func(a, b accountMonth) int {
		return cmp.Or(strings.Compare(a.account, b.account), strings.Compare(a.month, b.month))
	})
	journal := id(d.journal.ID)
	err := writeRows(d, &addSums, months, func(m accountMonth) {
		s := d.sums[m]
		d.values = append(d.values, journal, m.account, m.month, m.opening, s.debitMinor, s.creditMinor, s.amountMinor, s.lines)
	})
	clear(d.sums)
	return err
}

// writePostings counts the postings of the months.
func (d *derived) writePostings() error {
	for _, month := range slices.Sorted(maps.Keys(d.postings)) {
		err := d.tx.put(`
			INSERT INTO journal_month (journal, month, postings) VALUES ($1, $2, $3)
			ON CONFLICT (journal, month) DO UPDATE SET postings = journal_month.postings + excluded.postings`,
			id(d.journal.ID), month, d.postings[month])
		if err != nil {
			return err
		}
	}
	clear(d.postings)
	return nil
}

// writeRows writes rows, as many at once as a statement takes; columns appends the
// values of one.
func writeRows[R any](d *derived, statements *inserts, rows []R, columns func(R)) error {
	for some := range slices.Chunk(rows, rowsAtOnce) {
		d.values = d.values[:0]
		for _, row := range some {
			columns(row)
		}
		if err := d.tx.put(statements.of(len(some)), d.values...); err != nil {
			return err
		}
	}
	return nil
}

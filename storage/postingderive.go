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
	project, journal any // identifiers
	lines            []derivedLine
	sums             map[accountMonth]accountSum
	postings         map[string]int64 // by month
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

func newDerived(j accounting.Journal) *derived {
	return &derived{project: id(j.Project), journal: id(j.ID), sums: map[accountMonth]accountSum{}, postings: map[string]int64{}}
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

// all takes everything that was gathered.
func (d *derived) all() []newRows { return []newRows{d.takeLines(), d.takeSums(), d.takePostings()} }

var insertLines = insertsOf("posting_line", []string{
	"project", "account", "day", "journal", "number", "place", "seq", "opening", "party", "budget_line", "funding", "amount_minor", "base_minor",
}, "")

// takeLines takes the lines, in the order in which they are stored.
func (d *derived) takeLines() newRows {
	slices.SortFunc(d.lines, func(a, b derivedLine) int {
		return cmp.Or(strings.Compare(a.Account, b.Account), strings.Compare(a.day, b.day), cmp.Compare(a.number, b.number), cmp.Compare(a.place, b.place))
	})
	values := make([]any, 0, len(d.lines)*insertLines.columns)
	for _, l := range d.lines {
		values = append(values, d.project, l.Account, l.day, d.journal, l.number, l.place, l.seq, l.opening,
			l.Party, l.BudgetLine, l.Funding, l.AmountMinor, l.BaseMinor)
	}
	d.lines = d.lines[:0]
	return newRows{&insertLines, values}
}

var addSums = insertsOf("account_month", []string{
	"journal", "account", "month", "opening", "debit_minor", "credit_minor", "amount_minor", "lines",
}, `ON CONFLICT (journal, opening, account, month) DO UPDATE SET
	debit_minor = account_month.debit_minor + excluded.debit_minor,
	credit_minor = account_month.credit_minor + excluded.credit_minor,
	amount_minor = account_month.amount_minor + excluded.amount_minor,
	lines = account_month.lines + excluded.lines`)

// takeSums takes what is added to the sums of the months.
func (d *derived) takeSums() newRows {
	months := slices.SortedFunc(maps.Keys(d.sums), func(a, b accountMonth) int {
		return cmp.Or(strings.Compare(a.account, b.account), strings.Compare(a.month, b.month))
	})
	values := make([]any, 0, len(months)*addSums.columns)
	for _, m := range months {
		s := d.sums[m]
		values = append(values, d.journal, m.account, m.month, m.opening, s.debitMinor, s.creditMinor, s.amountMinor, s.lines)
	}
	clear(d.sums)
	return newRows{&addSums, values}
}

var addPostings = insertsOf("journal_month", []string{"journal", "month", "postings"},
	`ON CONFLICT (journal, month) DO UPDATE SET postings = journal_month.postings + excluded.postings`)

// takePostings takes how many postings the months have more.
func (d *derived) takePostings() newRows {
	var values []any
	for _, month := range slices.Sorted(maps.Keys(d.postings)) {
		values = append(values, d.journal, month, d.postings[month])
	}
	clear(d.postings)
	return newRows{&addPostings, values}
}

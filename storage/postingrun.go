package storage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// postingRun appends many postings of a journal. What follows from them is gathered
// in memory: the totals of the months, since every posting changes some, and as
// many lines as can be sorted, since they are stored in the order of the accounts.
type postingRun struct {
	tx      *Tx
	journal accounting.Journal
	head    ledger.Head
	sums    map[accountMonth]accountSum
	months  map[string]int64 // postings
	lines   []runLine
	values  []any // of one statement
}

type accountMonth struct {
	account, month string
	opening        bool
}

// runLine is a line that waits to be written.
type runLine struct {
	accounting.Line
	day         string
	number, seq int64
	place       int
	opening     bool
}

// linesHeld is how many lines wait for each other, and linesAtOnce how many one
// statement writes.
const linesHeld, linesAtOnce = 32_768, 16

// PostingRun begins to append postings at the end of a journal's chain.
func (t *Tx) PostingRun(j accounting.Journal) (accounting.PostingRun, error) {
	head, err := t.PostingHead(j.ID)
	return &postingRun{tx: t, journal: j, head: head, sums: map[accountMonth]accountSum{}, months: map[string]int64{}}, err
}

// Append adds the next link, as AppendPosting does.
func (r *postingRun) Append(p accounting.Posting) error {
	e := p.Entry
	if r.head.Seq != 0 && (e.Seq != r.head.Seq+1 || e.Prev != r.head.Hash || e.Number <= r.head.Number) {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	if err := r.tx.insertPosting(p); err != nil {
		return err
	}
	r.head = r.head.After(e)
	return r.derive(p)
}

// derive gathers what follows from a posting.
func (r *postingRun) derive(p accounting.Posting) error {
	day := p.Entry.Day.String()
	month, opening := day[:7], p.Mask == accounting.MaskOpening
	r.months[month]++
	for place, l := range p.Lines {
		key := accountMonth{l.Account, month, opening}
		r.sums[key] = r.sums[key].with(l)
		r.lines = append(r.lines, runLine{l, day, p.Entry.Number, p.Entry.Seq, place, opening})
	}
	if len(r.lines) < linesHeld {
		return nil
	}
	return r.writeLines()
}

// writeLines writes the lines that wait, in the order in which they are stored.
func (r *postingRun) writeLines() error {
	slices.SortFunc(r.lines, func(a, b runLine) int {
		return cmp.Or(strings.Compare(a.Account, b.Account), strings.Compare(a.day, b.day), cmp.Compare(a.number, b.number), cmp.Compare(a.place, b.place))
	})
	for lines := range slices.Chunk(r.lines, linesAtOnce) {
		r.values = r.values[:0]
		for _, l := range lines {
			r.values = append(r.values, id(r.journal.Project), l.Account, l.day, id(r.journal.ID), l.number, l.place, l.seq, l.opening,
				l.Party, l.BudgetLine, l.Funding, l.AmountMinor, l.BaseMinor)
		}
		if err := r.tx.put(insertLines[len(lines)-1], r.values...); err != nil {
			return err
		}
	}
	r.lines = r.lines[:0]
	return nil
}

// insertLines are the statements that write one line, two lines, and so on.
var insertLines = func() (statements [linesAtOnce]string) {
	const columns = 13
	var rows []string
	for row := range statements {
		marks := make([]string, columns)
		for column := range columns {
			marks[column] = fmt.Sprintf("$%d", row*columns+column+1)
		}
		rows = append(rows, "("+strings.Join(marks, ", ")+")")
		statements[row] = `
			INSERT INTO posting_line (project, account, day, journal, number, place, seq, opening, party, budget_line, funding,
				amount_minor, base_minor)
			VALUES ` + strings.Join(rows, ", ")
	}
	return statements
}()

// Close writes all that waits.
func (r *postingRun) Close() error {
	if err := r.writeLines(); err != nil {
		return err
	}
	for key, sum := range r.sums {
		if err := r.tx.addToMonth(r.journal.ID, key.account, key.month, key.opening, sum); err != nil {
			return err
		}
	}
	for _, month := range slices.Sorted(maps.Keys(r.months)) {
		if err := r.tx.addToJournalMonth(r.journal.ID, month, r.months[month]); err != nil {
			return err
		}
	}
	clear(r.sums)
	clear(r.months)
	return nil
}

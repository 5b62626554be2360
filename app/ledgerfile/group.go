package ledgerfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// pending is an entry that may get more lines.
type pending struct {
	Entry
	sum        int64
	numberless bool
	lost       bool // a line of it could not be read
}

// grouping puts lines into entries. Those of an entry stand together as a rule; an
// entry that does not balance where others begin may be continued later.
type grouping struct {
	rec     *recorder
	visit   Visit
	strict  bool
	place   func(fecColumn) (column int, field string)
	current *pending
	open    map[entryKey]*pending
	waiting int // lines of the open ones
	seen    *sequences
	spare   *pending
	chronology
}

type entryKey struct{ journal, number string }

func newGrouping(rec *recorder, visit Visit, strict bool) grouping {
	return grouping{
		rec: rec, visit: visit, strict: strict, open: map[entryKey]*pending{}, seen: newSequences(), chronology: newChronology(),
	}
}

// row is one line of a table, FEC or not.
type row struct {
	journal, journalName, number string
	numberless, lost             bool
	day, validDay                calendar.Day
	currency                     money.Currency
	Line
}

// noteRow notes something about a field of a line.
func (g *grouping) noteRow(k Kind, r *row, c fecColumn, before, after string) {
	column, field := g.place(c)
	g.rec.note(Note{Kind: k, Line: r.Line.Line, Column: column, Field: field, Before: before, After: after})
}

// numberlessRow gives a line without a number that of the entry above it, as long as
// that is not complete, and else the number of the line.
func (g *grouping) numberlessRow(r *row) {
	r.numberless = true
	if c := g.current; c != nil && c.numberless && c.Journal == r.journal && c.Day == r.day && c.sum != 0 {
		r.number = c.Number
		return
	}
	r.number = lineNumber(r.Line.Line)
}

func (r *row) shown(minor int64) string {
	return fecAmount(money.Amount{Minor: minor, Currency: r.currency})
}

func lineNumber(line int) string { return "L" + strconv.Itoa(line) }

// group adds a line to its entry.
func (g *grouping) group(r *row) error {
	if c := g.current; c == nil || c.Number != r.number || c.Journal != r.journal {
		if err := g.leave(); err != nil {
			return err
		}
		if !g.enter(r) {
			return nil
		}
	}
	return g.append(r)
}

// leave ends the current entry, or sets it aside if it does not balance.
func (g *grouping) leave() error {
	c := g.current
	g.current = nil
	switch {
	case c == nil:
		return nil
	case c.sum == 0 || g.strict || c.numberless || c.lost:
		return g.complete(c)
	case g.waiting+len(c.Lines) > ScatterMost:
		g.rec.note(Note{Kind: KindTooScattered, Line: c.Line})
		return errStop
	}
	g.waiting += len(c.Lines)
	g.open[entryKey{c.Journal, c.Number}] = c
	return nil
}

// enter makes the entry of a line the current one; a number that was complete
// before can not be taken again.
func (g *grouping) enter(r *row) bool {
	key := entryKey{r.journal, r.number}
	if was := g.open[key]; was != nil {
		delete(g.open, key)
		g.waiting -= len(was.Lines)
		g.current = was
		g.noteRow(KindScattered, r, fecNumber, r.number, strconv.Itoa(was.Line))
		return true
	}
	if g.seen.has(r.journal, r.number) {
		g.noteRow(KindRepeated, r, fecNumber, r.number, "")
		return false
	}
	g.current = g.begin(r)
	return true
}

func (g *grouping) begin(r *row) *pending {
	p := g.spare
	if p == nil {
		p = &pending{}
	}
	g.spare = nil
	*p = pending{
		Entry: Entry{
			Line: r.Line.Line, Journal: r.journal, JournalName: r.journalName, Number: strings.Clone(r.number), Day: r.day,
			ValidDay: r.validDay, Voucher: r.Voucher, VoucherDay: r.VoucherDay, Text: r.Text, Currency: r.currency,
			Lines: p.Lines[:0],
		},
		numberless: r.numberless,
	}
	return p
}

func (g *grouping) append(r *row) error {
	c := g.current
	if r.lost {
		c.lost = true
		return nil
	}
	if r.day != c.Day {
		g.noteRow(KindSeveralDays, r, fecDay, r.day.String(), "")
	}
	if r.validDay != c.ValidDay {
		g.noteRow(KindSeveralValid, r, fecValidDay, r.validDay.String(), c.ValidDay.String())
	}
	if r.currency != c.Currency {
		g.noteRow(KindMixed, r, fecForeignCurrency, string(r.currency), "")
		return nil
	}
	if r.AmountMinor == 0 {
		g.noteRow(KindNoAmount, r, fecDebit, r.shown(0), "")
		return nil
	}
	if len(c.Lines) >= EntryMost {
		g.rec.note(Note{Kind: KindEntryTooLong, Line: r.Line.Line, Before: c.Number})
		return errStop
	}
	sum, fits := add(c.sum, r.AmountMinor)
	if !fits {
		g.noteRow(KindOverflow, r, fecDebit, r.shown(r.AmountMinor), "")
		return nil
	}
	c.sum, c.Lines = sum, append(c.Lines, r.Line)
	return nil
}

// complete checks an entry and hands it on.
func (g *grouping) complete(c *pending) error {
	g.spare = c
	if c.sum != 0 && !c.lost {
		g.rec.note(Note{Kind: KindUnbalanced, Line: c.Line, Before: c.Journal + " " + c.Number + " : " + fecAmount(money.Amount{Minor: c.sum, Currency: c.Currency})})
	}
	if !g.remember(c) {
		g.rec.note(Note{Kind: KindTooManyNames, Line: c.Line})
		return errStop
	}
	if c.lost {
		return nil
	}
	if len(c.Lines) == 0 {
		g.rec.note(Note{Kind: KindNothing, Line: c.Line, Before: c.Journal + " " + c.Number})
		return nil
	}
	g.follow(g.rec, &c.Entry)
	return g.rec.accept(&c.Entry, g.visit)
}

// remember keeps the number of an entry, unless it is that of a line: no other
// entry can have that.
func (g *grouping) remember(c *pending) bool {
	if c.numberless {
		return true
	}
	_, fits := g.seen.add(c.Journal, c.Number, c.Line)
	return fits
}

// finish ends what is open at the end of the file.
func (g *grouping) finish() error {
	if err := g.leave(); err != nil {
		return err
	}
	left := make([]*pending, 0, len(g.open))
	for _, p := range g.open {
		left = append(left, p)
	}
	slices.SortFunc(left, func(a, b *pending) int { return a.Line - b.Line })
	for _, p := range left {
		if err := g.complete(p); err != nil {
			return err
		}
	}
	for _, hole := range g.seen.gaps() {
		g.rec.note(Note{Kind: KindGap, Line: hole.line, Before: strings.TrimSpace(hole.journal + " " + hole.text())})
	}
	return nil
}

// text gives the numbers that are missing: "12–14".
func (h gap) text() string {
	first := h.prefix + strconv.FormatInt(h.first, 10)
	if h.first == h.last {
		return first
	}
	return first + "–" + h.prefix + strconv.FormatInt(h.last, 10)
}

package ledgerfile

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// day reads the date of a column.
func (t *tableReader) day(c Column) calendar.Day {
	text := t.field(c)
	d, ok := freeDay(text, t.o.MonthFirst)
	if !ok {
		t.note(KindDate, c, text, "")
	}
	return d
}

// amount gives what a line puts on its account, from one column or from two.
func (t *tableReader) amount(in money.Currency) int64 {
	if _, one := t.columns[ColumnAmount]; one {
		return t.number(ColumnAmount, in, true)
	}
	debit, credit := t.number(ColumnDebit, in, false), t.number(ColumnCredit, in, false)
	net, fits := add(debit, -credit)
	shown := t.field(ColumnDebit) + " / " + t.field(ColumnCredit)
	after := fecAmount(money.Amount{Minor: net, Currency: in})
	switch {
	case !fits:
		t.note(KindOverflow, ColumnDebit, shown, "")
	case debit != 0 && credit != 0:
		t.note(KindBothSides, ColumnDebit, shown, after)
	case debit < 0:
		t.note(KindNegative, ColumnDebit, shown, after)
	case credit < 0:
		t.note(KindNegative, ColumnCredit, shown, after)
	}
	return net
}

// number reads a sum. One comma or full stop before three digits could set off
// thousands or decimals; it is refused unless a setting or the currency decides.
func (t *tableReader) number(c Column, in money.Currency, needed bool) int64 {
	text := t.field(c)
	if text == "" {
		if needed {
			t.note(KindNeeded, c, "", "")
		}
		return 0
	}
	n, ok := scanNumber(text, t.o.Decimal)
	switch {
	case !ok:
		t.note(KindAmount, c, text, "")
		return 0
	case n.doubtful && in.Decimals() < 3:
		t.note(KindAmbiguous, c, text, "")
		return 0
	}
	minor, problem := n.minor(in.Decimals())
	if problem != "" {
		t.note(problem, c, text, "")
	}
	return minor
}

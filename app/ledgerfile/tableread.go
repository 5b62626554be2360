package ledgerfile

import (
	"errors"
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// tableReader reads a table of entries in CSV.
type tableReader struct {
	in        *source
	o         Options
	separator byte
	columns   columns
	titles    []string
	fields    []string
	names     interner
	grouping
}

func newTableReader(in *source, o Options, visit Visit) *tableReader {
	t := &tableReader{in: in, o: o, names: interner{}, grouping: newGrouping(in.rec, visit, o.Strict)}
	t.place = func(c fecColumn) (int, string) { return t.where(columnOfRow[c]) }
	return t
}

// columnOfRow names the columns of a table that stand for those of a FEC.
var columnOfRow = map[fecColumn]Column{
	fecNumber: ColumnEntry, fecDay: ColumnDate, fecDebit: ColumnAmount, fecForeignCurrency: ColumnCurrency,
}

// where gives number and title of a column, 0 for one that the table has not.
func (t *tableReader) where(c Column) (int, string) {
	at, has := t.columns[c]
	if c == ColumnAmount && !has {
		at, has = t.columns[ColumnDebit]
	}
	switch {
	case !has:
		return 0, ""
	case at < len(t.titles):
		return at + 1, t.titles[at]
	}
	return at + 1, string(c)
}

func (t *tableReader) note(k Kind, c Column, before, after string) {
	column, field := t.where(c)
	t.rec.note(Note{Kind: k, Line: t.in.line, Column: column, Field: field, Before: before, After: after})
}

// read reads the whole table.
func (t *tableReader) read() error {
	first, err := t.begin()
	for err == nil {
		if first != "" {
			err = t.take(first)
		}
		if err == nil {
			first, err = t.in.next()
		}
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	return t.finish()
}

// take reads one line.
func (t *tableReader) take(line string) error {
	if strings.Trim(line, " \t;,|") == "" {
		return nil
	}
	if err := t.split(line); err != nil {
		return err
	}
	r := t.row()
	if r.number == "" {
		t.numberlessRow(&r)
	}
	return t.group(&r)
}

// split parts a line; a field in quotation marks may go on in the next ones.
func (t *tableReader) split(line string) error {
	for {
		var open bool
		if t.fields, open = splitQuoted(t.fields, line, t.separator); !open {
			return nil
		}
		more, err := t.in.next()
		if errors.Is(err, io.EOF) || err == nil && len(line)+len(more) > LineMost {
			t.rec.note(Note{Kind: KindQuote, Line: t.in.line, Before: line})
			return errStop
		}
		if err != nil {
			return err
		}
		line += " " + more
	}
}

// field gives the text of a column.
func (t *tableReader) field(c Column) string {
	at, has := t.columns[c]
	if !has || at >= len(t.fields) {
		return ""
	}
	return strings.Trim(t.fields[at], padding)
}

// row reads the fields of a line; it is lost if something in it can not be read.
func (t *tableReader) row() (r row) {
	before := t.rec.lost
	r.Line.Line, r.currency = t.in.line, t.currency()
	r.journal, r.journalName = t.names.text(t.field(ColumnJournal)), t.names.text(t.field(ColumnJournalName))
	r.number = t.field(ColumnEntry)
	r.Account, r.AccountName = t.names.text(t.field(ColumnAccount)), t.names.text(t.field(ColumnAccountName))
	r.Party, r.PartyName = t.names.text(t.field(ColumnParty)), t.names.text(t.field(ColumnPartyName))
	r.Voucher, r.Text = t.field(ColumnVoucher), t.field(ColumnText)
	r.day = t.day(ColumnDate)
	if r.VoucherDay = r.day; t.field(ColumnVoucherDate) != "" {
		r.VoucherDay = t.day(ColumnVoucherDate)
	}
	if r.Account == "" {
		t.note(KindNeeded, ColumnAccount, "", "")
	}
	if t.rec.lost == before {
		r.AmountMinor = t.amount(r.currency)
	}
	r.lost = t.rec.lost > before
	return r
}

func (t *tableReader) currency() money.Currency {
	text := t.field(ColumnCurrency)
	if text == "" {
		if t.o.Currency == "" {
			t.note(KindCommodity, ColumnCurrency, "", "")
		}
		return t.o.Currency
	}
	if c, has := t.o.Symbols[text]; has {
		return c
	}
	c, err := money.ParseCurrency(strings.ToUpper(text))
	if err != nil {
		t.note(KindCommodity, ColumnCurrency, text, "")
	}
	return c
}

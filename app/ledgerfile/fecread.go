package ledgerfile

import (
	"errors"
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// fecReader reads a FEC.
type fecReader struct {
	in       *source
	currency money.Currency
	decimal  byte
	name     string
	layout   layout
	fields   []string
	names    interner
	days     [fecColumns]struct {
		text string
		day  calendar.Day
	}
	grouping
}

func newFECReader(in *source, o Options, visit Visit) *fecReader {
	if o.Currency == "" {
		o.Currency = "EUR" // of a FEC by law
	}
	f := &fecReader{
		in: in, currency: o.Currency, decimal: o.Decimal, name: o.Name, names: interner{},
		grouping: newGrouping(in.rec, visit, o.Strict),
	}
	f.place = func(c fecColumn) (int, string) { return max(f.layout.at[c], 0) + 1, f.layout.title(c) }
	return f
}

// read reads the whole file.
func (f *fecReader) read() error {
	f.checkName()
	line, has, err := f.readTitles()
	for err == nil {
		if has {
			err = f.take(line)
		}
		if err == nil {
			line, err = f.in.next()
			has = true
		}
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	return f.finish()
}

// take puts a line into its entry.
func (f *fecReader) take(line string) error {
	if line == "" || strings.TrimSpace(line) == "" {
		f.rec.note(Note{Kind: KindBlank, Line: f.in.line})
		return nil
	}
	r, ok := f.row(line)
	if !ok {
		return nil
	}
	if r.number == "" {
		f.numberlessRow(&r)
		f.noteField(KindMissing, fecNumber, "", r.number)
	}
	return f.group(&r)
}

// checkRow notes what is wrong with the fields of a line beside each other.
func (f *fecReader) checkRow(r *row) {
	if r.Account != "" && (len(r.Account) < 3 || !digitsOnly(r.Account[:3])) {
		f.noteField(KindAccountForm, fecAccount, r.Account, r.Account)
	}
	if (r.Lettering == "") != r.LetteringDay.IsZero() {
		f.noteField(KindLettering, fecLettering, r.Lettering, r.Lettering)
	}
	if r.VoucherDay > r.day && !r.day.IsZero() {
		f.noteField(KindVoucherAfter, fecVoucherDay, r.VoucherDay.String(), "")
	}
	if f.closing != 0 && r.day > f.closing {
		f.noteField(KindAfterClosing, fecDay, r.day.String(), "")
	}
}

// fillRow puts into empty fields what they can only mean.
func (f *fecReader) fillRow(r *row) {
	f.need(fecJournal, r.journal)
	f.need(fecAccount, r.Account)
	f.fillDay(&r.day, fecDay, r.VoucherDay)
	if r.day.IsZero() {
		f.need(fecDay, f.raw(fecDay))
	}
	f.fill(&r.journalName, fecJournalName, r.journal)
	f.fill(&r.AccountName, fecAccountName, r.Account)
	f.fill(&r.Voucher, fecVoucher, r.number)
	f.fill(&r.Text, fecText, r.journalName)
	f.fillDay(&r.VoucherDay, fecVoucherDay, r.day)
	if f.strict {
		f.fillDay(&r.validDay, fecValidDay, 0)
	}
}

func (f *fecReader) raw(c fecColumn) string {
	if f.layout.at[c] < 0 {
		return ""
	}
	return strings.Trim(f.fields[f.layout.at[c]], padding)
}

// need refuses a line whose field is empty.
func (f *fecReader) need(c fecColumn, text string) {
	if text == "" {
		f.noteField(KindNeeded, c, "", "")
	}
}

func (f *fecReader) fill(text *string, c fecColumn, from string) {
	if *text == "" && from != "" {
		f.noteField(KindMissing, c, "", from)
		*text = from
	}
}

func (f *fecReader) fillDay(d *calendar.Day, c fecColumn, from calendar.Day) {
	if d.IsZero() && f.raw(c) == "" && (f.strict || from != 0) {
		f.noteField(KindMissing, c, "", compact(from))
		*d = from
	}
}

package ledgerfile

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// row reads the fields of a line; it is lost if something in it can not be read.
func (f *fecReader) row(line string) (r row, ok bool) {
	if !f.split(line) {
		return r, false
	}
	before := f.rec.lost
	r.journal, r.journalName = f.names.text(f.field(fecJournal)), f.names.text(f.field(fecJournalName))
	r.number, r.currency = f.field(fecNumber), f.currency
	r.Line.Line = f.in.line
	r.Account, r.AccountName = f.names.text(f.field(fecAccount)), f.names.text(f.field(fecAccountName))
	r.Party, r.PartyName = f.names.text(f.field(fecParty)), f.names.text(f.field(fecPartyName))
	r.Voucher, r.Text, r.Lettering = f.field(fecVoucher), f.field(fecText), f.field(fecLettering)
	r.day, r.VoucherDay = f.day(fecDay), f.day(fecVoucherDay)
	r.LetteringDay, r.validDay = f.day(fecLetteringDay), f.day(fecValidDay)
	r.AmountMinor = f.amount()
	r.Foreign = f.foreign(r.AmountMinor)
	f.checkRow(&r)
	f.fillRow(&r)
	r.lost = f.rec.lost > before
	return r, true
}

// split parts a line into as many fields as there are titles.
func (f *fecReader) split(line string) bool {
	if f.layout.quoted {
		var open bool
		if f.fields, open = splitQuoted(f.fields, line, f.layout.separator); open {
			f.rec.note(Note{Kind: KindQuote, Line: f.in.line, Before: line})
			return false
		}
	} else {
		f.fields = splitFields(f.fields, line, f.layout.separator)
	}
	for i := f.layout.fields; i < len(f.fields); i++ {
		f.rec.note(Note{Kind: KindManyFields, Line: f.in.line, Column: i + 1, Before: f.fields[i]})
	}
	if len(f.fields) < f.layout.fields {
		f.rec.note(Note{Kind: KindFewFields, Line: f.in.line, Column: len(f.fields) + 1, Before: excerpt(line)})
		for len(f.fields) < f.layout.fields {
			f.fields = append(f.fields, "")
		}
	}
	return true
}

// padding is what may fill a field.
const padding = " \u00a0\t"

// field gives a field without what fills it.
func (f *fecReader) field(c fecColumn) string {
	at := f.layout.at[c]
	if at < 0 {
		return ""
	}
	text := f.fields[at]
	if text == "" {
		return ""
	}
	bare := strings.Trim(text, padding)
	if len(bare) != len(text) {
		f.noteField(KindPadding, c, text, bare)
	}
	return bare
}

func (f *fecReader) noteField(k Kind, c fecColumn, before, after string) Verdict {
	column, field := f.place(c)
	return f.rec.note(Note{Kind: k, Line: f.in.line, Column: column, Field: field, Before: before, After: after})
}

// day reads a date; the one before it in the same column is often the same.
func (f *fecReader) day(c fecColumn) calendar.Day {
	text := f.field(c)
	if text == "" {
		return 0
	}
	if kept := &f.days[c]; kept.text == text {
		return kept.day
	}
	d, form, ok := compactDay(text)
	if form && ok {
		f.days[c].text, f.days[c].day = strings.Clone(text), d
		return d
	}
	if d, ok = freeDay(text, false); ok && !form {
		f.noteField(KindDateForm, c, text, compact(d))
		return d
	}
	f.noteField(KindDate, c, text, "")
	return 0
}

// fecDecimals gives the digits after the comma that a FEC may have: two at least,
// since francs are often written with centimes.
func fecDecimals(c money.Currency) int { return max(2, c.Decimals()) }

// number reads a sum in minor units of a currency.
func (f *fecReader) number(c fecColumn, text string, in money.Currency) int64 {
	n, ok := scanNumber(text, f.decimal)
	if !ok {
		f.noteField(KindAmount, c, text, "")
		return 0
	}
	if n.doubtful && in.Decimals() < 3 {
		f.noteField(KindAmbiguous, c, text, "")
		return 0
	}
	minor, problem := n.minor(in.Decimals())
	if problem != "" {
		f.noteField(problem, c, text, "")
		return 0
	}
	f.checkForm(c, text, n, money.Amount{Minor: minor, Currency: in})
	return minor
}

// checkForm notes an amount that the reader would not write itself.
func (f *fecReader) checkForm(c fecColumn, text string, n number, is money.Amount) {
	padded := len(n.whole) > 1 && n.whole[0] == '0'
	switch {
	case !n.plain || len(n.fraction) > fecDecimals(is.Currency):
		f.noteField(KindAmountForm, c, text, fecAmount(is))
	case padded:
		f.noteField(KindPadding, c, text, fecAmount(is))
	}
}

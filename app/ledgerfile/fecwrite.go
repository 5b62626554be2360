package ledgerfile

import (
	"bufio"
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// The encodings that are written.
const (
	UTF8   = "UTF-8"
	Latin9 = "ISO 8859-15"
)

// FECOptions say how a FEC is written.
type FECOptions struct {
	Currency money.Currency // of debit and credit
	Bar      bool           // a bar between the fields in the place of a tabulation
	Encoding string         // UTF8 or Latin9; UTF8 if it is empty
}

// FECWriter writes a FEC that the strict reader accepts.
type FECWriter struct {
	w     *bufio.Writer
	o     FECOptions
	seen  *sequences
	valid calendar.Day
	begun bool
	text  encoder
	line  []byte
}

// NewFECWriter makes a writer; the titles are written with the first entry.
func NewFECWriter(w io.Writer, o FECOptions) *FECWriter {
	return &FECWriter{w: bufio.NewWriter(w), o: o, seen: newSequences(), text: newEncoder(o)}
}

// Substituted tells how many characters the encoding did not have, and were
// written as something like them.
func (w *FECWriter) Substituted() int { return w.text.substituted }

// Write writes an entry, in the order in which entries were made final. Fields
// that the law wants filled and the entry has not are filled: the name of a
// journal or account by its code, the voucher by the number, its day by that of the
// entry. What can not stand in a strict file is fault.Invalid, and nothing of it
// is written.
func (w *FECWriter) Write(e *Entry) error {
	if problem := w.check(e); problem != "" {
		return fault.New(fault.Invalid, "ledgerfile.write", fault.Args{
			"Journal": fault.Excerpt(e.Journal), "Number": fault.Excerpt(e.Number), "What": fault.Key("ledgerfile.kind." + string(problem)),
		})
	}
	w.valid = e.ValidDay
	if !w.begun {
		w.begun = true
		w.row(fecTitles[:]...)
	}
	for i := range e.Lines {
		if e.Lines[i].AmountMinor != 0 {
			w.entryLine(e, &e.Lines[i])
		}
	}
	return w.flushErr()
}

// Close ends the file; one without entries has its titles.
func (w *FECWriter) Close() error {
	if !w.begun {
		w.row(fecTitles[:]...)
	}
	return w.w.Flush()
}

// check tells what the strict reader would refuse.
func (w *FECWriter) check(e *Entry) Kind {
	sum, fits := e.total()
	switch {
	case !fits:
		return KindOverflow
	case sum != 0:
		return KindUnbalanced
	case e.Currency != w.o.Currency:
		return KindMixed
	case w.text.field(e.Journal) == "" || w.text.field(e.Number) == "":
		return KindNeeded
	case e.Day < firstDay || e.ValidDay < firstDay:
		return KindDate
	case e.ValidDay < e.Day:
		return KindValidBefore
	case e.ValidDay < w.valid:
		return KindValidBack
	}
	if problem := w.checkLines(e); problem != "" {
		return problem
	}
	isNew, fits := w.seen.add(w.text.field(e.Journal), w.text.field(e.Number), 0)
	switch {
	case !fits:
		return KindTooManyNames
	case !isNew:
		return KindRepeated
	}
	return ""
}

// firstDay is the first one that a reader takes for a date.
var firstDay = calendar.New(1971, 1, 1)

func (w *FECWriter) checkLines(e *Entry) Kind {
	used := 0
	for i := range e.Lines {
		l := &e.Lines[i]
		account := w.text.field(l.Account)
		switch {
		case l.AmountMinor == 0:
			continue
		case l.AmountMinor == -l.AmountMinor: // the one number without a counterpart
			return KindOverflow
		case len(account) < 3 || !digitsOnly(account[:3]):
			return KindAccountForm
		case (w.text.field(l.Lettering) == "") != l.LetteringDay.IsZero():
			return KindLettering
		case !l.VoucherDay.IsZero() && l.VoucherDay < firstDay || !l.LetteringDay.IsZero() && l.LetteringDay < firstDay:
			return KindDate
		}
		used++
	}
	switch {
	case used == 0:
		return KindNothing
	case used > EntryMost:
		return KindEntryTooLong
	}
	return ""
}

func (w *FECWriter) entryLine(e *Entry, l *Line) {
	debit, credit := l.AmountMinor, int64(0)
	if debit < 0 {
		debit, credit = 0, -debit
	}
	foreign, code := "", ""
	if _, err := money.ParseCurrency(string(l.Foreign.Currency)); err == nil && l.Foreign.Minor != 0 {
		foreign, code = strings.TrimPrefix(fecAmount(l.Foreign), "-"), string(l.Foreign.Currency)
	}
	or := func(texts ...string) string {
		for _, text := range texts {
			if text = w.text.field(text); text != "" {
				return text
			}
		}
		return ""
	}
	w.row(
		or(e.Journal), or(e.JournalName, e.Journal), or(e.Number), compact(e.Day), or(l.Account), or(l.AccountName, l.Account),
		or(l.Party), or(l.PartyName), or(l.Voucher, e.Voucher, e.Number), compact(firstOf(l.VoucherDay, e.VoucherDay, e.Day)),
		or(l.Text, e.Text, e.JournalName, e.Journal), w.amount(debit), w.amount(credit),
		or(l.Lettering), compact(l.LetteringDay), compact(e.ValidDay), foreign, code,
	)
}

func firstOf(days ...calendar.Day) calendar.Day {
	for _, d := range days {
		if d >= firstDay {
			return d
		}
	}
	return 0
}

func (w *FECWriter) amount(minor int64) string {
	return fecAmount(money.Amount{Minor: minor, Currency: w.o.Currency})
}

// row writes a line; errors are kept by the buffer until it is flushed.
func (w *FECWriter) row(fields ...string) {
	w.line = w.line[:0]
	for i, field := range fields {
		if i > 0 {
			w.line = append(w.line, w.o.separator())
		}
		w.line = w.text.append(w.line, field)
	}
	w.line = append(w.line, '\r', '\n')
	_, _ = w.w.Write(w.line)
}

func (w *FECWriter) flushErr() error {
	_, err := w.w.Write(nil) // tells an earlier error
	return err
}

func (o FECOptions) separator() byte {
	if o.Bar {
		return '|'
	}
	return '\t'
}

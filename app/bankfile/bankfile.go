// Package bankfile reads the statements of accounts that banks hand out as files:
// CAMT.053 (ISO 20022), OFX 1 and 2, QIF and CSV. All become the same model; what
// stands in the books beside them is not its business.
//
// A reader is strict about what counts: every amount is exact in the currency of
// the account, every line has a day, and where the file says balances the lines
// must lead from one to the other. A file is read whole or refused with the place
// of the first mistake. What a file leaves open (the order of day and month, the
// mark before decimals) is asked, never guessed.
package bankfile

import (
	"io"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Bounds of a file that is read.
const (
	BytesMost      = 32 << 20 // of the file
	LinesMost      = 100_000  // lines of all statements of one file
	StatementsMost = 1000     // of one file
	TextMost       = 500      // characters of a text; what is longer is cut
	columnsMost    = 100      // of a CSV file
)

// Format is the kind of a file.
type Format string

const (
	CAMT Format = "camt"
	OFX  Format = "ofx"
	QIF  Format = "qif"
	CSV  Format = "csv"
)

// Statement is what a file says about one account.
type Statement struct {
	Format           Format
	Number           string         // by which the bank calls it, if it does
	Account          string         // IBAN or number without spaces; "" where the file does not say
	Currency         money.Currency // of every amount
	From, To         calendar.Day   // days that it covers, as far as it says; else those of its lines
	Opening, Closing Balance
	Lines            []Line
	Passed           []Place // what is no booked line: announced ones, totals below a table
}

// Balance is what the account holds at the beginning or end; positive when the
// bank owes it to the holder.
type Balance struct {
	Known bool
	Day   calendar.Day
	Minor int64
}

// Line is one movement of the account.
type Line struct {
	Place         Place
	Day, ValueDay calendar.Day // booked, and interest from; ValueDay may be no day
	AmountMinor   int64        // positive: in; negative: out; never 0
	Text, Party   string       // Party is who paid or was paid
	Reference     string       // that both parties know: end-to-end, creditor's reference, number of a cheque
	BankReference string       // by which the bank knows the line
	Batch         string       // the same for all lines that the bank booked as one; else ""
}

// Place is where in a file something stands.
type Place struct {
	Line    int    // counted from 1
	Element string // "Ntry 3", or the column or field
}

// Options say what a file may leave open.
type Options struct {
	Currency money.Currency // of the account; files that say their own must agree
	Order    Order          // of the numbers of a day, in QIF and CSV; "" finds it
	Decimal  Decimal        // mark before decimals, in QIF and CSV; "" finds it
	Layout   *Layout        // of a CSV file; nil finds it
}

// Read reads all statements of a file of any known format. What is none, or has
// a mistake, is fault.Invalid and names the place; nothing is half read. Where
// the file can be read in two ways and the options do not say which, the error is
// fault.Invalid with the key bankfile.ask-….
func Read(r io.Reader, o Options) ([]Statement, error) {
	content, err := io.ReadAll(io.LimitReader(r, BytesMost+1))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	if len(content) > BytesMost {
		return nil, fault.New(fault.Invalid, "bankfile.most-bytes", fault.Args{"Max": BytesMost >> 20})
	}
	statements, err := read(content, o)
	if err != nil {
		return nil, err
	}
	for i := range statements {
		if err := statements[i].finish(); err != nil {
			return nil, err
		}
	}
	return statements, nil
}

func read(content []byte, o Options) ([]Statement, error) {
	switch Sniff(content) {
	case CAMT:
		return readCAMT(content, o)
	case OFX:
		return readOFX(content, o)
	case QIF:
		return readQIF(content, o)
	case CSV:
		return readCSV(content, o)
	}
	return nil, fault.New(fault.Invalid, "bankfile.unknown", nil)
}

// finish fills in the days of a statement and checks what holds for all formats.
func (s *Statement) finish() error {
	if len(s.Lines) > LinesMost {
		return tooMany("lines", LinesMost)
	}
	for _, l := range s.Lines {
		if s.From.IsZero() || l.Day < s.From {
			s.From = l.Day
		}
		s.To = max(s.To, l.Day)
	}
	s.To = max(s.To, s.Closing.Day)
	if s.Opening.Known && s.Opening.Day > 0 && (s.From.IsZero() || s.Opening.Day < s.From) {
		s.From = s.Opening.Day
	}
	return s.checkTotal()
}

// checkTotal refuses lines that do not lead from the first balance to the last.
func (s *Statement) checkTotal() error {
	sum := money.Amount{Minor: s.Opening.Minor, Currency: s.Currency}
	for _, l := range s.Lines {
		var err error
		if sum, err = sum.Add(money.Amount{Minor: l.AmountMinor, Currency: s.Currency}); err != nil {
			return err
		}
	}
	if s.Opening.Known && s.Closing.Known && sum.Minor != s.Closing.Minor {
		return fault.New(fault.Invalid, "bankfile.total", fault.Args{
			"Opening": money.Amount{Minor: s.Opening.Minor, Currency: s.Currency}, "Sum": sum,
			"Closing": money.Amount{Minor: s.Closing.Minor, Currency: s.Currency},
		})
	}
	return nil
}

// Begin states the opening balance of a statement that does not say one. The lines
// must lead from it to the closing balance, if that is known.
func (s *Statement) Begin(minor int64) error {
	s.Opening = Balance{true, s.From, minor}
	if !s.Closing.Known {
		s.complete()
	}
	return s.checkTotal()
}

// Sum gives what the lines add up to.
func (s *Statement) Sum() int64 {
	var sum int64
	for _, l := range s.Lines {
		sum += l.AmountMinor
	}
	return sum
}

// complete gives the balance that the other one and the lines lead to.
func (s *Statement) complete() {
	switch {
	case s.Closing.Known && !s.Opening.Known && len(s.Lines) > 0:
		s.Opening = Balance{true, s.firstDay(), s.Closing.Minor - s.Sum()}
	case s.Opening.Known && !s.Closing.Known && len(s.Lines) > 0:
		s.Closing = Balance{true, s.lastDay(), s.Opening.Minor + s.Sum()}
	}
}

func (s *Statement) firstDay() calendar.Day {
	return slices.MinFunc(s.Lines, func(a, b Line) int { return int(a.Day - b.Day) }).Day
}

func (s *Statement) lastDay() calendar.Day {
	return slices.MaxFunc(s.Lines, func(a, b Line) int { return int(a.Day - b.Day) }).Day
}

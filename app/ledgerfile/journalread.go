package ledgerfile

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// journalReader reads a journal of ledger or hledger: of the two syntaxes what
// both know and what says the same in both.
//
//	transaction = date [ "=" date ] [ "*" | "!" ] [ "(" code ")" ] description
//	date        = year ( "-" | "/" | "." ) month ( "-" | "/" | "." ) day
//	posting     = account two-spaces [ amount [ ( "@" | "@@" ) amount ] [ "=" balance ] ]
//	amount      = [ currency ] number [ currency ]
//
// Comments are passed over, and directives that change no amount. What could
// change one is refused with its line: another file that is included, virtual and
// automatic postings, balances to be reached, lots, default years and accounts.
type journalReader struct {
	in       *source
	rec      *recorder
	visit    Visit
	currency money.Currency
	decimal  byte
	symbols  map[string]money.Currency
	marks    map[money.Currency]byte // the sign before decimals that a directive shows
	names    interner
	entry    Entry
	postings []posting
	state    journalState
	from     int // refusals before the transaction
	count    int
}

// journalState says what an indented line belongs to.
type journalState int

const (
	outside journalState = iota
	within               // a transaction
	beneath              // a directive
	passing              // a block that is a comment
)

func newJournalReader(in *source, o Options, visit Visit) *journalReader {
	return &journalReader{
		in: in, rec: in.rec, visit: visit, currency: o.Currency, decimal: o.Decimal, symbols: o.Symbols,
		marks: map[money.Currency]byte{}, names: interner{},
	}
}

func (j *journalReader) read() error {
	for {
		line, err := j.in.next()
		if err == nil {
			err = j.take(line)
		}
		if errors.Is(err, io.EOF) {
			return j.complete()
		}
		if err != nil {
			return err
		}
	}
}

// take reads one line.
func (j *journalReader) take(line string) error {
	if j.state == passing {
		if rest, ends := strings.CutPrefix(line, "end"); ends && (rest == "" || rest[0] == ' ') {
			j.state = outside
		}
		return nil
	}
	bare := strings.TrimSpace(line)
	switch {
	case bare == "":
		return j.complete()
	case line[0] == ' ' || line[0] == '\t':
		return j.indented(line, bare)
	}
	if err := j.complete(); err != nil {
		return err
	}
	switch c := line[0]; {
	case strings.IndexByte(";#*%|", c) >= 0:
	case c >= '0' && c <= '9':
		j.begin(line)
	case c == '=' || c == '~':
		j.state = beneath
		j.refuse(KindAutomatic, 1, bare)
	default:
		j.directive(bare)
	}
	return nil
}

func (j *journalReader) refuse(k Kind, column int, text string) {
	j.rec.note(Note{Kind: k, Line: j.in.line, Column: column, Before: text})
}

// indented reads a line of the transaction above it.
func (j *journalReader) indented(line, bare string) error {
	switch {
	case strings.IndexByte(";#", bare[0]) >= 0:
	case j.state == within:
		if len(j.postings) >= EntryMost {
			j.refuse(KindEntryTooLong, 0, bare)
			return errStop
		}
		j.posting(line)
	case j.state == outside:
		j.refuse(KindSyntax, 1, bare)
	}
	return nil
}

// begin reads the first line of a transaction.
func (j *journalReader) begin(line string) {
	j.state, j.from = within, j.rec.report.RefusedCount
	j.postings = j.postings[:0]
	j.count++
	j.entry = Entry{Line: j.in.line, Number: strconv.Itoa(j.count), Lines: j.entry.Lines[:0]}
	dates, rest, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	first, second, two := strings.Cut(dates, "=")
	day, ok := yearFirst(first)
	if _, real := yearFirst(second); !ok || two && !real {
		j.refuse(KindDate, 1, dates)
	}
	if two {
		j.rec.note(Note{Kind: KindSkipped, Line: j.in.line, Column: len(first) + 2, Before: second})
	}
	j.entry.Day = day
	rest = strings.TrimLeft(rest, " ")
	if rest != "" && (rest[0] == '*' || rest[0] == '!') {
		rest = strings.TrimLeft(rest[1:], " ")
	}
	if strings.HasPrefix(rest, "(") {
		if code, after, closed := strings.Cut(rest[1:], ")"); closed {
			j.entry.Voucher, rest = strings.TrimSpace(code), after
		}
	}
	text, _ := cutComment(rest)
	j.entry.Text = strings.TrimSpace(text)
	j.entry.VoucherDay = day
}

// cutComment takes the comment off a text.
func cutComment(text string) (before, comment string) {
	quoted := false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ';' && !quoted && (i == 0 || text[i-1] == ' ' || text[i-1] == '\t'):
			return text[:i], text[i:]
		}
	}
	return text, ""
}

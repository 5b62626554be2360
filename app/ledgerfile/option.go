package ledgerfile

import (
	"io"
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// Format is how a ledger is written.
type Format string

// The formats that are read.
const (
	FEC     Format = "fec"
	Journal Format = "journal" // ledger and hledger
	CSV     Format = "csv"
)

// Options say how a file is read.
type Options struct {
	// Strict refuses whatever is not exactly as the rules of the format demand.
	// Without it, what can be meant in one way only is repaired and noted.
	Strict bool
	// Currency is that of amounts which name none; a FEC names none at all.
	Currency money.Currency
	// ListMost is how many notes of one kind the report lists; 100 if it is 0. All
	// of them are counted.
	ListMost int
	// Each is told every note, however many there are.
	Each func(Note)
	// Name is the name of the file, which that of a FEC is checked by.
	Name string
	// Symbols says which currency a sign of a journal stands for: "F" → XOF.
	Symbols map[string]money.Currency
	// Decimal is the sign before decimals, for files whose numbers can be read in
	// two ways.
	Decimal byte
	// Columns says in which column of a table something stands: by its title, or by
	// its number, from 1.
	Columns map[Column]string
	// MonthFirst reads 02/03 of a table as 3 February.
	MonthFirst bool
}

// Reader reads one ledger.
type Reader struct {
	in  *source
	rec *recorder
	f   Format
	o   Options
}

// NewReader makes a reader of a ledger of the format.
func NewReader(r io.Reader, f Format, o Options) *Reader {
	rec := newRecorder(f, o)
	return &Reader{newSource(r, rec), rec, f, o}
}

// Read reads a ledger of the format and tells visit its entries.
func Read(r io.Reader, f Format, o Options, visit Visit) (*Report, error) {
	return NewReader(r, f, o).Read(visit)
}

// Read reads the ledger, once, and tells visit its entries. The report says what
// was found, also beside an error. A file with anything that is refused is
// fault.Invalid, and then its entries are not to be used: no more of them are told
// after the first refusal.
func (r *Reader) Read(visit Visit) (*Report, error) {
	var err error
	switch r.f {
	case FEC:
		err = newFECReader(r.in, r.o, visit).read()
	case Journal:
		err = newJournalReader(r.in, r.o, visit).read()
	default:
		err = newTableReader(r.in, r.o, visit).read()
	}
	r.rec.report.Lines, r.rec.report.Encoding = r.in.line, r.in.encoding()
	return r.rec.report, r.rec.end(err)
}

// Note adds to the report what a visitor finds about an entry that it is told. A
// refusal refuses the file, and the entries that follow are told all the same.
func (r *Reader) Note(n Note) Verdict {
	v := r.rec.note(n)
	if v == Refused {
		r.rec.others++
	}
	return v
}

// Detect tells the format of a file by its name and its first lines.
func Detect(name string, head []byte) Format {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		switch strings.ToLower(name[i+1:]) {
		case "journal", "hledger", "ledger", "j", "dat":
			return Journal
		}
	}
	first := strings.ToLower(string(head[:min(len(head), LineMost)]))
	if line, _, cut := strings.Cut(strings.TrimLeft(first, "\ufeff \r\n"), "\n"); cut || line != "" {
		switch {
		case strings.Contains(line, "journalcode") && strings.Contains(line, "ecriturenum"):
			return FEC
		case strings.ContainsAny(line, ",;\t|") && !strings.HasPrefix(line, ";"):
			return CSV
		}
	}
	return Journal
}

package bankfile

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/row"
)

// Field is what a column of a CSV file means.
type Field string

const (
	FieldDay       Field = "day"
	FieldValueDay  Field = "value-day"
	FieldAmount    Field = "amount" // signed
	FieldDebit     Field = "debit"  // out
	FieldCredit    Field = "credit" // in
	FieldDirection Field = "direction"
	FieldText      Field = "text" // may be several columns
	FieldParty     Field = "party"
	FieldReference Field = "reference"
	FieldBalance   Field = "balance" // after the line
	FieldCurrency  Field = "currency"
	FieldAccount   Field = "account"
)

// Fields are all of them.
func Fields() []Field {
	return []Field{
		FieldDay, FieldValueDay, FieldAmount, FieldDebit, FieldCredit, FieldDirection, FieldText, FieldParty,
		FieldReference, FieldBalance, FieldCurrency, FieldAccount,
	}
}

// Layout says what the columns of a CSV file mean, each by its title or by its
// number counted from 1.
type Layout struct {
	Untitled bool // the first row is a movement already
	Columns  map[Field][]string
}

// Table is a CSV file before it is known what its columns mean.
type Table struct {
	Titles []string // "" without titles
	Rows   [][]string
	Lines  []int // of the rows in the file
}

// ReadTable reads the rows of a CSV file in any encoding and with any usual
// separator. The titles are the row that has those of the layout, or else most of
// those that banks write. What stands above them (name and address of the bank,
// say) is left out.
func ReadTable(content []byte, l *Layout) (Table, error) {
	t, err := rows(content)
	if err != nil || len(t.Rows) == 0 || l != nil && l.Untitled {
		return t, err
	}
	best, most := 0, 0
	for i, row := range t.Rows[:min(len(t.Rows), 50)] {
		if known := likeTitles(row, l); known > most {
			best, most = i, known
		}
	}
	t.Titles, t.Rows, t.Lines = t.Rows[best], t.Rows[best+1:], t.Lines[best+1:]
	return t, nil
}

// likeTitles counts the cells of a row that are titles.
func likeTitles(row []string, l *Layout) (count int) {
	if l == nil || len(l.Columns) == 0 {
		fields := guess(row)
		for _, field := range fields {
			if field == FieldDay {
				return len(fields)
			}
		}
		return 0
	}
	titled := Table{Titles: row}
	for _, names := range l.Columns {
		for _, name := range names {
			if _, err := strconv.Atoi(name); err != nil {
				if _, found := titled.column(name); found {
					count++
				}
			}
		}
	}
	return count
}

func rows(content []byte) (Table, error) {
	text, err := decodeText(content)
	if err != nil || strings.ContainsRune(text, 0) {
		return Table{}, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	r := row.NewReader(strings.NewReader(text), separator(text))
	var t Table
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return t, nil
		case errors.Is(err, row.ErrTooLong):
			return Table{}, fault.New(fault.Invalid, "bankfile.long-row", fault.Args{"Line": r.Line()})
		case err != nil:
			return Table{}, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
		}
		if len(t.Rows) > LinesMost {
			return Table{}, tooMany("lines", LinesMost)
		}
		if len(cells) > columnsMost {
			return Table{}, tooMany("columns", columnsMost)
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		t.Rows, t.Lines = append(t.Rows, cells), append(t.Lines, r.Line())
	}
}

// separator gives what parts the cells of the first lines best: what the most of
// them have equally often. Commas and semicolons within quotes do not count.
func separator(text string) rune {
	best, most := ';', 0
	for _, mark := range []rune{';', '\t', ',', '|'} {
		counts := map[int]int{}
		for i, line := range strings.SplitN(text, "\n", 51) {
			if n := countOutside(line, mark); n > 0 && i < 50 {
				counts[n]++
			}
		}
		for n, lines := range counts {
			if weight := lines * min(n, 10); weight > most {
				best, most = mark, weight
			}
		}
	}
	return best
}

func countOutside(line string, mark rune) int {
	n, quoted := 0, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == mark && !quoted:
			n++
		}
	}
	return n
}

// plain gives a title in small letters without accents and marks.
func plain(title string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(clean(title))) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			out.WriteRune(r)
		case !unicode.Is(unicode.Mn, r):
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

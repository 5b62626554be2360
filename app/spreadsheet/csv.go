package spreadsheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/row"
)

// readCSV reads text in UTF-8, with or without its mark, UTF-16 with its mark, or
// else Windows-1252, which Excel writes; cells are parted by what the first line
// has most of.
func readCSV(content []byte) (Sheet, error) {
	text, err := decode(content)
	if err != nil || bytes.ContainsRune(text, 0) {
		return Sheet{}, unreadable(err)
	}
	r := row.NewReader(bytes.NewReader(text), separator(text))
	var s Sheet
	for next := 1; ; {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return Sheet{}, brokenRow(err, next)
		}
		line := r.Line()
		if len(s.Rows)+line-next >= RowsMost {
			return Sheet{}, tooMuch("rows", RowsMost)
		}
		s.Rows = append(s.Rows, make([][]string, line-next)...) // empty lines, which the reader passes over
		next = line + 1 + strings.Count(strings.Join(row, ""), "\n")
		if row, err = admit(len(s.Rows), row); err != nil {
			return Sheet{}, err
		}
		for i, cell := range row {
			row[i] = report.Unguard(cell)
		}
		s.Rows = append(s.Rows, row)
	}
}

// brokenRow says why the row that should begin at a line can not be read.
func brokenRow(err error, line int) error {
	if errors.Is(err, row.ErrTooLong) {
		return fault.New(fault.Invalid, "spreadsheet.long-row", fault.Args{"Line": line})
	}
	return unreadable(err)
}

func decode(content []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return content[3:], nil
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(content)
	case utf8.Valid(content):
		return content, nil
	}
	return charmap.Windows1252.NewDecoder().Bytes(content)
}

// separator gives what parts the cells of the first line, outside quotes.
func separator(text []byte) rune {
	line, _, _ := strings.Cut(string(text[:min(len(text), 1<<16)]), "\n")
	counts, quoted := map[rune]int{}, false
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ';'
	for _, r := range []rune{';', '\t', ','} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

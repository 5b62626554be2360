package spreadsheet

import (
	"bufio"
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
	text := bufio.NewReaderSize(decode(content), 1<<16)
	begin, err := text.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) {
		return Sheet{}, unreadable(err)
	}
	r := row.NewReader(text, separator(begin))
	var all table
	for next := 1; ; {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return Sheet{Rows: all.rows}, nil
		}
		if err != nil {
			return Sheet{}, brokenRow(err, next)
		}
		line := r.Line()
		if len(all.rows)+line-next >= RowsMost {
			return Sheet{}, tooMuch("rows", RowsMost)
		}
		all.rows = append(all.rows, make([][]string, line-next)...) // empty lines, which the reader passes over
		next = line + 1 + strings.Count(strings.Join(row, ""), "\n")
		for i, cell := range row {
			if strings.Contains(cell, "\x00") {
				return Sheet{}, unreadable(nil)
			}
			row[i] = report.Unguard(cell)
		}
		if err := all.add(row); err != nil {
			return Sheet{}, err
		}
	}
}

// brokenRow says why the row that should begin at a line can not be read.
func brokenRow(err error, line int) error {
	if errors.Is(err, row.ErrTooLong) {
		return fault.New(fault.Invalid, "spreadsheet.long-row", fault.Args{"Line": line})
	}
	return unreadable(err)
}

// decode gives the text as it is read, so that it is in memory once.
func decode(content []byte) io.Reader {
	in := bytes.NewReader(content)
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return bytes.NewReader(content[3:])
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(in)
	case utf8.Valid(content):
		return in
	}
	return charmap.Windows1252.NewDecoder().Reader(in)
}

// separator gives what parts the cells of the first line, outside quotes.
func separator(text []byte) rune {
	line, _, _ := strings.Cut(string(text), "\n")
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

package spreadsheet

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// texts reads the texts that cells share.
func (a archive) texts(part string) (shared []string, err error) {
	var all budget
	r := textReader{}
	err = a.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := r.read(d, e)
		if err == nil {
			err = all.spend(1, len(text))
		}
		shared = append(shared, text)
		return err
	})
	return shared, err
}

// rows reads a sheet. Rows and cells that it leaves out, and those without content,
// are empty.
func (a archive) rows(part string, shared []string) ([][]string, error) {
	r := rowReader{shared: shared}
	err := a.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			return r.begin(attribute(e, "r"))
		case "c":
			return r.cell(d, e)
		}
		return nil
	})
	if err == nil {
		err = r.end()
	}
	return r.table.rows, err
}

// rowReader makes rows of cells, which say themselves where they belong.
type rowReader struct {
	shared []string
	table  table
	number int      // of the row that is being read
	row    []string // of it, as far as it has content
	column int      // of the last cell
	text   textReader
}

// begin ends a row and begins the next, which may say its number.
func (r *rowReader) begin(number string) error {
	if err := r.end(); err != nil {
		return err
	}
	next := r.number + 1
	if number != "" {
		said, err := strconv.Atoi(number)
		if err != nil || said < next {
			return unreadable(err)
		}
		next = said
	}
	r.number, r.column, r.row = next, 0, r.row[:0]
	return nil
}

// end adds the row that has been read, after as many empty ones as are missing.
func (r *rowReader) end() error {
	if len(r.row) == 0 {
		return nil
	}
	if r.number > RowsMost {
		return tooMuch("rows", RowsMost)
	}
	for len(r.table.rows) < r.number-1 {
		r.table.rows = append(r.table.rows, nil)
	}
	row := append([]string(nil), r.row...)
	r.row = r.row[:0]
	return r.table.add(row)
}

// cell reads one cell to its end.
func (r *rowReader) cell(d *xml.Decoder, e xml.StartElement) error {
	if r.number == 0 {
		return unreadable(nil)
	}
	column, err := columnOf(attribute(e, "r"), r.column+1)
	if err != nil || column <= r.column {
		return unreadable(err)
	}
	r.column = column
	text, err := r.text.read(d, e)
	if err != nil {
		return err
	}
	if attribute(e, "t") == "s" && text != "" {
		if text, err = r.sharedText(text); err != nil {
			return err
		}
	}
	if text == "" {
		return nil
	}
	if column > ColumnsMost {
		return tooMuch("columns", ColumnsMost)
	}
	for len(r.row) < column-1 {
		r.row = append(r.row, "")
	}
	r.row = append(r.row, text)
	return nil
}

func (r *rowReader) sharedText(number string) (string, error) {
	at, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || at < 0 || at >= len(r.shared) {
		return "", unreadable(err)
	}
	return r.shared[at], nil
}

// columnOf gives the column of a cell by its name, "AB12", from 1; a cell without
// one is the next.
func columnOf(name string, next int) (int, error) {
	if name == "" {
		return next, nil
	}
	column := 0
	for _, letter := range strings.TrimRight(strings.ToUpper(name), "0123456789") {
		if letter < 'A' || letter > 'Z' || column > 1<<16 {
			return 0, unreadable(nil)
		}
		column = column*26 + int(letter-'A') + 1
	}
	return column, nil
}

// textReader collects what an element says, in one buffer.
type textReader struct{ buffer bytes.Buffer }

// read reads an element to its end and gives its text: that of a value, or of all
// runs of a text, but not how it is pronounced, and no formula.
func (r *textReader) read(d *xml.Decoder, of xml.StartElement) (string, error) {
	r.buffer.Reset()
	escaped := of.Name.Local == "si"
	for depth, inside := 1, false; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", unreadable(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if name := token.Name.Local; name == "rPh" || name == "f" {
				if err := d.Skip(); err != nil {
					return "", unreadable(err)
				}
				continue
			}
			depth++
			inside = token.Name.Local == "t" || token.Name.Local == "v"
			escaped = escaped || token.Name.Local == "t"
		case xml.EndElement:
			depth--
			inside = false
		case xml.CharData:
			if inside {
				r.buffer.Write(token)
			}
		}
		if r.buffer.Len() > runMost {
			return "", tooMuch("cell", CellMost)
		}
	}
	if escaped {
		return unescaped(r.buffer.String()), nil
	}
	return r.buffer.String(), nil
}

// escapedUnit is how texts write what XML can not hold (ECMA-376 part 1, ST_Xstring).
var escapedUnit = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escapedUnit.ReplaceAllStringFunc(text, func(unit string) string {
		code, _ := strconv.ParseUint(unit[2:6], 16, 16)
		if r := rune(code); utf8.ValidRune(r) {
			return string(r)
		}
		return unit
	})
}

// Package row reads the rows of a table whose cells are parted by a character, as
// spreadsheets and banks write them. One row has a bound, since a file may be a
// single one, of millions of cells or of a quote that is never closed.
package row

import (
	"encoding/csv"
	"errors"
	"io"
)

// Most is how many bytes one row may have.
const Most = 1 << 20

// ErrTooLong tells of a row with more.
var ErrTooLong = errors.New("row: too long")

// Reader gives one row after another, with as many cells as it has. Quotes within
// a cell are taken as they are.
type Reader struct {
	csv  *csv.Reader
	text *meter
	line int
}

// NewReader reads a text in UTF-8.
func NewReader(text io.Reader, separator rune) *Reader {
	m := &meter{text: text}
	r := csv.NewReader(m)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	return &Reader{csv: r, text: m, line: 1}
}

// Read gives the next row that is not empty, io.EOF after the last one, or
// ErrTooLong.
func (r *Reader) Read() ([]string, error) {
	r.text.left = Most
	cells, err := r.csv.Read()
	if err == nil {
		r.line, _ = r.csv.FieldPos(0)
	}
	return cells, err
}

// Line is where the row that was read last begins, counted from 1.
func (r *Reader) Line() int { return r.line }

// meter gives no more than what is left for a row; what was read ahead of it does
// not count, which is little.
type meter struct {
	text io.Reader
	left int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, ErrTooLong
	}
	n, err := m.text.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

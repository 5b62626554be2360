// Package spreadsheet reads tables that other programs wrote, CSV and XLSX, as
// rows of texts. A file that is too large, or says that it would become too
// large, is refused before it takes memory.
package spreadsheet

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of a table that is read.
const (
	BytesMost    = 32 << 20 // of the file
	UnpackedMost = 64 << 20 // of all that an XLSX file unpacks to
	PartsMost    = 2000     // files within an XLSX file
	RowsMost     = 50_000   // with the titles
	ColumnsMost  = 100
	CellMost     = 4096      // bytes of one cell
	CellsMost    = 1_000_000 // with the empty ones before the last of a row
	TextMost     = 24 << 20  // bytes of all cells
)

// Sheet is a table: its titles, and the rows below them, each with as many cells
// as it has content.
type Sheet struct {
	Titles []string
	Rows   [][]string
	First  int // the line of the first of the rows, counted from 1
	Shift  int // days that its day numbers are short of those counted from 1900
}

// Extensions are those of files that can be read.
func Extensions() []string { return []string{".csv", ".xlsx"} }

// Read reads a file by its content, whatever its name. What is no table is
// fault.Invalid, and no file is fault.Missing.
func Read(path string) (Sheet, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Sheet{}, fault.Wrap(err, fault.Missing, "spreadsheet.missing", fault.Args{"Path": path})
	case err != nil || !info.Mode().IsRegular():
		return Sheet{}, unreadable(err)
	case info.Size() > BytesMost:
		return Sheet{}, tooMuch("bytes", BytesMost>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return Sheet{}, unreadable(err)
	}
	defer f.Close()
	s, err := read(f, info.Size())
	if err != nil {
		return Sheet{}, err
	}
	return s.headed()
}

// read tells the kinds of tables apart.
func read(f *os.File, size int64) (Sheet, error) {
	const zipped = "PK\x03\x04"
	begin := make([]byte, len(zipped))
	if n, err := f.ReadAt(begin, 0); err != nil && !errors.Is(err, io.EOF) {
		return Sheet{}, unreadable(err)
	} else if string(begin[:n]) == zipped {
		return readXLSX(f, size)
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(f, content); err != nil {
		return Sheet{}, unreadable(err)
	}
	return readCSV(content)
}

// headed takes the first row with content as the titles.
func (s Sheet) headed() (Sheet, error) {
	first := slices.IndexFunc(s.Rows, func(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) != "" })
	if first < 0 {
		return Sheet{}, fault.New(fault.Invalid, "spreadsheet.empty", nil)
	}
	s.Titles, s.Rows, s.First = s.Rows[first], s.Rows[first+1:], first+2
	for _, row := range s.Rows { // data beside the titles has columns, too
		for len(row) > len(s.Titles) {
			s.Titles = append(s.Titles, "")
		}
	}
	return s, nil
}

// table is what has been read so far of a table, within the bounds of all of them.
type table struct {
	rows [][]string
	budget
}

// add adds a row without the empty cells at its end.
func (t *table) add(row []string) error {
	if len(t.rows) >= RowsMost {
		return tooMuch("rows", RowsMost)
	}
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	if len(row) > ColumnsMost {
		return tooMuch("columns", ColumnsMost)
	}
	bytes := 0
	for _, cell := range row {
		if len(cell) > CellMost {
			return tooMuch("cell", CellMost)
		}
		bytes += len(cell)
	}
	t.rows = append(t.rows, row)
	return t.spend(len(row), bytes)
}

// budget is what a table has taken of memory.
type budget struct{ cells, bytes int }

func (b *budget) spend(cells, bytes int) error {
	if b.cells += cells; b.cells > CellsMost {
		return tooMuch("cells", CellsMost)
	}
	if b.bytes += bytes; b.bytes > TextMost {
		return tooMuch("text", TextMost>>20)
	}
	return nil
}

func tooMuch(what string, most int) error {
	return fault.New(fault.Invalid, "spreadsheet.most-"+what, fault.Args{"Max": most})
}

func unreadable(cause error) error {
	return fault.Wrap(cause, fault.Invalid, "spreadsheet.unreadable", nil)
}

// Package spreadsheet reads tables that other programs wrote, CSV and XLSX, as
// rows of texts. A file that is too large, or says that it would become too
// large, is refused before it takes memory.
package spreadsheet

import (
	"bytes"
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
	CellMost     = 4096 // bytes of one cell
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
	content, err := readFile(path)
	if err != nil {
		return Sheet{}, err
	}
	var s Sheet
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		s, err = readXLSX(content)
	} else {
		s, err = readCSV(content)
	}
	if err != nil {
		return Sheet{}, err
	}
	return s.headed()
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.Missing, "spreadsheet.missing", fault.Args{"Path": path})
	case err != nil || !info.Mode().IsRegular():
		return nil, unreadable(err)
	case info.Size() > BytesMost:
		return nil, tooMuch("bytes", BytesMost>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, BytesMost+1))
	if err != nil {
		return nil, unreadable(err)
	}
	if len(content) > BytesMost {
		return nil, tooMuch("bytes", BytesMost>>20)
	}
	return content, nil
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

// admit refuses a row beyond the bounds and gives it without what guards its
// texts.
func admit(count int, row []string) ([]string, error) {
	if count >= RowsMost {
		return nil, tooMuch("rows", RowsMost)
	}
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	if len(row) > ColumnsMost {
		return nil, tooMuch("columns", ColumnsMost)
	}
	for _, cell := range row {
		if len(cell) > CellMost {
			return nil, tooMuch("cell", CellMost)
		}
	}
	return row, nil
}

func tooMuch(what string, most int) error {
	return fault.New(fault.Invalid, "spreadsheet.most-"+what, fault.Args{"Max": most})
}

func unreadable(cause error) error {
	return fault.Wrap(cause, fault.Invalid, "spreadsheet.unreadable", nil)
}

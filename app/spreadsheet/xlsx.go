package spreadsheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// dayShift is how many days later the calendar of old Macintosh workbooks
// begins.
const dayShift = 1462

// readXLSX reads the first sheet: what cells contain, not how they show it. A
// library that stumbles over a crooked file must not take the program along.
func readXLSX(content []byte) (s Sheet, err error) {
	if err := checkParts(content); err != nil {
		return Sheet{}, err
	}
	defer func() {
		if cause := recover(); cause != nil {
			s, err = Sheet{}, unreadable(fmt.Errorf("panic: %v", cause))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: UnpackedMost, UnzipXMLSizeLimit: UnpackedMost,
	})
	if err != nil {
		return Sheet{}, unreadable(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil && *p.Date1904 {
		s.Shift = dayShift
	}
	s.Rows, err = rowsOf(f)
	return s, err
}

// checkParts refuses what would unpack to more than its bound, before any of it
// is unpacked, and what would take too much memory to decode. That a part is not longer than it says, the reader of the archive
// sees to.
func checkParts(content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return unreadable(err)
	}
	if len(archive.File) > PartsMost {
		return tooMuch("unpacked", UnpackedMost>>20)
	}
	var sum uint64
	for _, part := range archive.File {
		if sum += part.UncompressedSize64; part.UncompressedSize64 > UnpackedMost || sum > UnpackedMost {
			return tooMuch("unpacked", UnpackedMost>>20)
		}
	}
	return checkElements(archive.File)
}

func rowsOf(f *excelize.File) ([][]string, error) {
	names := f.GetSheetList()
	if len(names) == 0 {
		return nil, unreadable(nil)
	}
	rows, err := f.Rows(names[0])
	if err != nil {
		return nil, unreadable(err)
	}
	defer rows.Close()
	var read [][]string
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, unreadable(err)
		}
		if row, err = admit(len(read), row); err != nil {
			return nil, err
		}
		read = append(read, row)
	}
	if err := rows.Error(); err != nil {
		return nil, unreadable(err)
	}
	return read, nil
}

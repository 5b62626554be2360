package report

import (
	"encoding/csv"
	"io"
	"strings"
)

// byteOrderMark tells Excel that a text is UTF-8.
const byteOrderMark = "\ufeff"

// writeCSV writes the titles and the rows (RFC 4180) with semicolons, which
// spreadsheets take in countries where the comma belongs to numbers.
func (r Report) writeCSV(w io.Writer, mark bool) error {
	if mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	titles := make([]string, len(r.Columns))
	for i, column := range r.Columns {
		titles[i] = Guard(column.Title)
	}
	if err := c.Write(titles); err != nil {
		return err
	}
	for _, row := range r.Rows {
		if err := c.Write(r.fields(row)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// fields gives as many texts as there are columns. Only texts are guarded: a
// negative amount stays a number.
func (r Report) fields(row Row) []string {
	fields := make([]string, len(r.Columns))
	for i, value := range row.Cells {
		if i == len(fields) {
			break
		}
		fields[i] = plain(value, r.zone())
		if _, is := value.(string); is {
			fields[i] = Guard(fields[i])
		}
	}
	return fields
}

// Guard keeps a spreadsheet from taking a text for a formula that it would carry
// out (CWE-1236): an apostrophe in front shows it as it is.
func Guard(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}

// Unguard takes the apostrophe of Guard away again.
func Unguard(text string) string {
	if bare, guarded := strings.CutPrefix(text, "'"); guarded && Guard(bare) == text {
		return bare
	}
	return text
}

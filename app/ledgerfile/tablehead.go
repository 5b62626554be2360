package ledgerfile

import (
	"errors"
	"io"
	"strings"
)

// preambleMost is how many lines may stand above the titles.
const preambleMost = 20

// begin finds separator and titles. It gives the first line back where that is
// an entry already.
func (t *tableReader) begin() (row string, err error) {
	var above []Note
	for range preambleMost {
		line, err := t.in.next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				break
			}
			return "", err
		}
		t.separator = tableSeparator(line)
		fields, open := splitQuoted(nil, line, t.separator)
		if open {
			fields = nil
		}
		if found := columnsOf(fields, t.o.Columns); found.complete() && !t.isRow(fields, found) {
			return "", t.titled(fields, found, above)
		}
		if found := t.untitled(fields); found != nil {
			t.columns = found
			t.rec.report.Separator = string(t.separator)
			return line, nil
		}
		above = append(above, Note{Kind: KindPreamble, Line: t.in.line, Before: line})
	}
	t.rec.note(Note{Kind: KindNoColumn, Line: 1, Before: firstText(above)})
	return "", errStop
}

func firstText(notes []Note) string {
	if len(notes) == 0 {
		return ""
	}
	return notes[0].Before
}

func (t *tableReader) titled(fields []string, found columns, above []Note) error {
	for _, n := range above {
		t.rec.note(n)
	}
	t.titles = make([]string, len(fields))
	for i, field := range fields {
		t.titles[i] = strings.TrimSpace(field)
	}
	t.columns = found
	t.rec.report.Separator = string(t.separator)
	t.fields = nil
	return nil
}

// untitled recognises a table without titles: the settings number its columns, or
// it has the four of entry, date, account and amount.
func (t *tableReader) untitled(fields []string) columns {
	if numbered(t.o.Columns) {
		if found := columnsOf(make([]string, len(fields)), t.o.Columns); found.complete() && t.isRow(fields, found) {
			return found
		}
		return nil
	}
	four := columns{ColumnEntry: 0, ColumnDate: 1, ColumnAccount: 2, ColumnAmount: 3}
	if len(fields) == len(four) && len(t.o.Columns) == 0 && t.isRow(fields, four) {
		return four
	}
	return nil
}

// isRow tells whether a line has a date and an amount where they should be.
func (t *tableReader) isRow(fields []string, at columns) bool {
	if at[ColumnDate] >= len(fields) {
		return false
	}
	_, ok := freeDay(strings.TrimSpace(fields[at[ColumnDate]]), t.o.MonthFirst)
	return ok
}

// tableSeparator gives what a line has most of, outside quotation marks.
func tableSeparator(line string) byte {
	best, most := byte(','), 0
	for _, sign := range []byte(";\t,|") {
		fields, open := splitQuoted(nil, line, sign)
		if !open && len(fields) > most {
			best, most = sign, len(fields)
		}
	}
	return best
}

package main

import (
	"strings"
	"unicode/utf8"
)

// column is one of a table; numbers stand flush right.
type column struct {
	key   string
	flush bool
	title string // instead of the words of the key
}

func left(key string) column  { return column{key: key} }
func right(key string) column { return column{key: key, flush: true} }

// titled is a column whose title is no word of ours.
func titled(title string) column { return column{title: title} }

// table sets cells below each other.
type table struct {
	columns []column
	rows    [][]string
}

// newTable begins a table with the names of its columns.
func (s *sheet) newTable(columns ...column) *table {
	names := make([]string, len(columns))
	for i, c := range columns {
		if names[i] = c.title; c.key != "" {
			names[i] = s.T(c.key)
		}
	}
	return &table{columns: columns, rows: [][]string{names}}
}

// row adds a line.
func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// write puts the table on the sheet.
func (t *table) write(s *sheet) {
	widths := t.widths()
	for _, cells := range t.rows {
		var line strings.Builder
		for i, cell := range cells {
			padding := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < len(t.columns) && t.columns[i].flush {
				line.WriteString(padding + cell + "  ")
			} else {
				line.WriteString(cell + padding + "  ")
			}
		}
		s.line(line.String())
	}
}

func (t *table) widths() []int {
	var widths []int
	for _, cells := range t.rows {
		for i, cell := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

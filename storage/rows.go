package storage

import (
	"fmt"
	"slices"
	"strings"
)

// rowsAtOnce is how many rows one statement writes at most.
const rowsAtOnce = 16

// inserts are the statements that write one row of a table, two rows, and so on.
type inserts struct {
	table   string
	columns int
	texts   [rowsAtOnce]string
}

// insertsOf makes them for columns of a table; conflict is what stands behind the
// rows.
func insertsOf(table string, columns []string, conflict string) (statements inserts) {
	statements.table, statements.columns = table, len(columns)
	var rows []string
	for row := range statements.texts {
		marks := make([]string, len(columns))
		for column := range columns {
			marks[column] = fmt.Sprintf("$%d", row*len(columns)+column+1)
		}
		rows = append(rows, "("+strings.Join(marks, ", ")+")")
		statements.texts[row] = "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES " + strings.Join(rows, ", ") + " " + conflict
	}
	return statements
}

// write writes the rows of a table, as many at once as a statement takes.
func (t *Tx) write(b newRows) error {
	columns := b.statements.columns
	for some := range slices.Chunk(b.values, rowsAtOnce*columns) {
		if err := t.put(b.statements.texts[len(some)/columns-1], some...); err != nil {
			return err
		}
	}
	return nil
}

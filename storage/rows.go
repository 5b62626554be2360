package storage

import (
	"fmt"
	"strings"
)

// rowsAtOnce is how many rows one statement writes at most.
const rowsAtOnce = 16

// inserts are statements that write one row, two rows, and so on.
type inserts [rowsAtOnce]string

// insertsOf makes them of what stands before the rows, the number of columns, and
// what stands behind.
func insertsOf(before string, columns int, behind string) (statements inserts) {
	var rows []string
	for row := range statements {
		marks := make([]string, columns)
		for column := range columns {
			marks[column] = fmt.Sprintf("$%d", row*columns+column+1)
		}
		rows = append(rows, "("+strings.Join(marks, ", ")+")")
		statements[row] = before + ` VALUES ` + strings.Join(rows, ", ") + ` ` + behind
	}
	return statements
}

// of gives the statement for a number of rows, from 1 on.
func (s *inserts) of(rows int) string { return s[rows-1] }

package storage

import (
	"fmt"
	"strings"
)

// conditions collects the parts of a WHERE clause with their arguments.
type conditions struct {
	parts []string
	args  []any
}

// add appends a condition; each %s in it stands for the argument at its place.
func (c *conditions) add(condition string, args ...any) {
	marks := make([]any, len(args))
	for i, arg := range args {
		marks[i] = c.mark(arg)
	}
	c.parts = append(c.parts, fmt.Sprintf(condition, marks...))
}

// addIn appends the condition that the column has one of the values.
func (c *conditions) addIn(column string, values []any) {
	marks := make([]string, len(values))
	for i, value := range values {
		marks[i] = c.mark(value)
	}
	c.parts = append(c.parts, column+" IN ("+strings.Join(marks, ", ")+")")
}

// mark takes an argument and gives its placeholder.
func (c *conditions) mark(arg any) string {
	c.args = append(c.args, arg)
	return fmt.Sprintf("$%d", len(c.args))
}

// clause gives the WHERE clause, empty without conditions.
func (c *conditions) clause() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// any gives the condition that one of the parts is true.
func (c *conditions) any() string { return "(" + strings.Join(c.parts, " OR ") + ")" }

// page gives the clause for a page; a limit of 0 is none. Its arguments follow
// those of the conditions.
func (c *conditions) page(offset, limit int) string {
	if limit <= 0 && offset <= 0 {
		return ""
	}
	count := int64(limit)
	if limit <= 0 {
		count = noLimit
	}
	// The plus hides the number from SQLite's planner, which otherwise plans the
	// statement anew each time that it runs, for the number that it is given.
	return " LIMIT +" + c.mark(count) + " OFFSET " + c.mark(max(offset, 0))
}

// noLimit stands for all rows where SQL wants a number.
const noLimit = int64(1) << 40

// words are defined strings as arguments.
func words[W ~string](values []W) []any {
	args := make([]any, len(values))
	for i, value := range values {
		args[i] = string(value)
	}
	return args
}

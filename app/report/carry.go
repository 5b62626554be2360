package report

import (
	"slices"
	"unicode/utf8"

	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// carrier adds up what is carried from page to page. Pages come in order, so it
// only goes forward.
type carrier struct {
	report  Report
	printer *translation.Printer
	last    int // index of the last row that counts
	next    int // first row that has not been counted
	amounts []any
}

// carry gives what paper asks at the end of each page, nil where no column is
// carried.
func (r Report) carry(p *translation.Printer) func(rows int, onto bool) []string {
	carried := slices.ContainsFunc(r.Columns, func(c Column) bool { return c.Carry != CarryNothing })
	if !carried {
		return nil
	}
	c := &carrier{report: r, printer: p, last: -1, amounts: make([]any, len(r.Columns))}
	for i, row := range r.Rows {
		if row.Kind == Body || row.Kind == Total {
			c.last = i
		}
	}
	return c.after
}

// after gives the line to set after so many rows, as it stands at the end of a
// page, or onto the next one; nil where nothing follows that goes on with it.
func (c *carrier) after(rows int, onto bool) []string {
	if rows == 0 || rows > c.last || c.report.Grouped && c.report.Rows[rows].Kind == Heading {
		return nil
	}
	for ; c.next < rows; c.next++ {
		c.count(c.report.Rows[c.next])
	}
	label := "report.carry.out"
	if onto {
		label = "report.carry.in"
	}
	cells := make([]string, len(c.report.Columns))
	for i, column := range c.report.Columns {
		if column.Carry == CarryLabel {
			cells[i] = c.printer.T(label)
			continue
		}
		cells[i] = Words(c.printer, c.amounts[i])
	}
	return cells
}

// count takes a row in: sums have those of the body only, a running balance also
// what was there before.
func (c *carrier) count(row Row) {
	if row.Kind == Heading && c.report.Grouped {
		c.amounts = make([]any, len(c.report.Columns))
	}
	if row.Kind == Aside || row.Kind == Heading {
		return
	}
	for i, column := range c.report.Columns {
		if i >= len(row.Cells) {
			break
		}
		amount, is := row.Cells[i].(money.Amount)
		switch {
		case !is:
		case column.Carry == CarryLast:
			c.amounts[i] = amount
		case column.Carry == CarrySum && row.Kind == Body:
			if sum, begun := c.amounts[i].(money.Amount); begun {
				amount.Minor += sum.Minor
			}
			c.amounts[i] = amount
		}
	}
}

// widestCarried gives for each column the longest text that a page could carry.
func (r Report) widestCarried(p *translation.Printer) []string {
	widest := make([]string, len(r.Columns))
	c := &carrier{report: r, printer: p, amounts: make([]any, len(r.Columns))}
	for _, row := range r.Rows {
		c.count(row)
		for i, column := range r.Columns {
			if column.Carry != CarrySum || c.amounts[i] == nil {
				continue
			}
			if text := Words(p, c.amounts[i]); utf8.RuneCountInString(text) > utf8.RuneCountInString(widest[i]) {
				widest[i] = text
			}
		}
	}
	return widest
}

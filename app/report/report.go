// Package report writes tables as files: to be printed (PDF), worked with (XLSX)
// or read by other programs (CSV). A report has values and not texts, so that an
// amount is a number in a spreadsheet and reads in a person's own format on
// paper. Lists of users, journals, ledgers and balances are reports.
package report

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// Format is what a report can be written as.
type Format string

// The formats of files.
const (
	PDF  Format = "pdf"
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Extension gives the extension of the format with its dot.
func (f Format) Extension() string { return "." + string(f) }

// Report is a table with what tells one printout from another.
type Report struct {
	Title        string
	Organisation string
	About        []string // what was selected, a line each
	Person       string   // who made it
	Made         time.Time
	Zone         *time.Location // in which instants are told; nil for UTC
	Columns      []Column
	Rows         []Row
}

// Column is a column of a report.
type Column struct {
	Title string
	Flush bool // numbers stand flush right
}

// Row has a value for each column: nil, a string, an int, an int64, a
// money.Amount, a calendar.Day or a time.Time.
type Row struct {
	Kind  Kind
	Cells []any
}

// Kind tells rows apart that look different.
type Kind int

const (
	Body    Kind = iota
	Heading      // of a group, in the first cell
	Total
)

// Options are what the formats differ in from reader to reader.
type Options struct {
	Printer *translation.Printer // words, and how PDF writes values
	Mark    bool                 // CSV begins with a byte order mark, which Excel wants
}

// Write writes the report in a format; any other is fault.Invalid.
func (r Report) Write(w io.Writer, f Format, o Options) error {
	switch f {
	case PDF:
		return r.writePDF(w, o.Printer)
	case XLSX:
		return r.writeXLSX(w)
	case CSV:
		return r.writeCSV(w, o.Mark)
	}
	return fault.New(fault.Invalid, "report.format", fault.Args{"Text": fault.Excerpt(string(f))})
}

func (r Report) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// Text writes a value as a person reads it.
func Text(p *translation.Printer, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return p.Int(int64(v))
	case int64:
		return p.Int(v)
	case money.Amount:
		return p.Number(v)
	case calendar.Day:
		return p.DayShort(v)
	case time.Time:
		return p.Time(v)
	}
	return fmt.Sprint(value)
}

// plain writes a value as programs read it: days and instants as in ISO 8601,
// amounts with a decimal point.
func plain(value any, zone *time.Location) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case money.Amount:
		return v.String()
	case calendar.Day:
		return v.String()
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.In(zone).Format("2006-01-02 15:04:05")
	}
	return fmt.Sprint(value)
}

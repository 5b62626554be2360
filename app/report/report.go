// Package report writes tables as files: to be printed (PDF), worked with (XLSX)
// or read by other programs (CSV). A report has values and not texts, so that an
// amount is a number in a spreadsheet and reads in a person's own format on
// paper. Lists of users, journals, ledgers and balances are reports.
package report

import (
	"io"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/translation"
)

// Format is what a report can be written as.
type Format string

// The formats of files, and of what a console shows.
const (
	PDF  Format = "pdf"
	XLSX Format = "xlsx"
	CSV  Format = "csv"
	Text Format = "text"
	JSON Format = "json"
)

// Extension gives the extension of the format with its dot.
func (f Format) Extension() string {
	if f == Text {
		return ".txt"
	}
	return "." + string(f)
}

// Head is what every report of an organisation bears, whatever it is about.
type Head struct {
	Organisation string
	Letterhead   []string // lines below the name: address, numbers, telephone
	Logo         []byte   // PNG or JPEG; nil for none
	Person       string   // who made it
	Made         time.Time
	Zone         *time.Location // in which instants are told; nil for UTC
}

// Report is a table with what tells one printout from another, and what makes it
// a document: who signs, and what it can be checked by.
type Report struct {
	Head
	Title      string
	Portrait   bool     // pages stand upright; lists of many columns lie
	Half       bool     // pages are half as large, lying
	About      []string // what was selected, a line each
	Facts      []Fact   // above the table
	Columns    []Column
	Grouped    bool // each heading begins a table of its own: sums carried are those below it
	Rows       []Row
	Notes      []string // below the table: what is lost, what stands apart
	Anchor     string   // what the page can be compared with later, as a sentence
	Signatures []Signature
	Pictures   []Picture // below all that, on paper only
}

// Fact is a value with what it is.
type Fact struct {
	Key   string // for programs, in snake case
	Label string
	Value any
}

// Column is a column of a report.
type Column struct {
	Key   string // for programs, in snake case
	Title string
	Flush bool // numbers stand flush right and never break
	Carry Carry
}

// Carry says what a column shows in the lines « À reporter » at the end of a
// page and « Report » at the beginning of the next one.
type Carry int

const (
	CarryNothing Carry = iota
	CarryLabel         // the words themselves
	CarrySum           // the sum of the amounts in the rows so far
	CarryLast          // the last amount so far: a running balance
)

// Row has a value for each column: nil, a string, an int, an int64, a
// money.Amount, a calendar.Day, a Month or a time.Time.
type Row struct {
	Kind  Kind
	Cells []any
}

// Kind tells rows apart that look different.
type Kind int

const (
	Body    Kind = iota
	Heading      // of a group, in the first cell
	Total        // and other rows that stand out, such as what was there before
	Aside        // shown, yet part of no sum
)

// Signature is a line on which somebody signs on paper.
type Signature struct {
	Title string // « Le caissier »
	Name  string // printed below the line; empty to be written by hand
}

// Options are what the formats differ in from reader to reader.
type Options struct {
	Printer *translation.Printer // words, and how PDF and Text write values
	Mark    bool                 // CSV begins with a byte order mark, which Excel wants
}

// Write writes the report in a format; any other is fault.Invalid. The same
// report gives the same bytes in each but XLSX.
func (r Report) Write(w io.Writer, f Format, o Options) error {
	switch f {
	case PDF:
		return r.writePDF(w, o.Printer)
	case XLSX:
		return r.writeXLSX(w, o.Printer)
	case CSV:
		return r.writeCSV(w, o.Mark)
	case Text:
		return r.writeText(w, o.Printer)
	case JSON:
		return r.writeJSON(w)
	}
	return fault.New(fault.Invalid, "report.format", fault.Args{"Text": fault.Excerpt(string(f))})
}

func (r Report) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// Picture is a chart below a report on paper.
type Picture struct {
	Title  string
	Height float64 // millimetres
	Chart  graphic.Chart
}

// Package overview turns the overview of users, the activation codes of many of
// them, and the journal of acts into reports, pages and words: the same for the
// window and for comptoirctl.
package overview

import (
	"bytes"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Report gives exactly what the overview shows, in its columns, order and groups.
func Report(r *roster.Roster, t roster.Table, v roster.View, p *translation.Printer, h Head) report.Report {
	shown := r.Shown(v)
	made := report.Report{
		Head: h, Title: p.T("overview.title"), About: about(r.Catalogue, t, v, p),
	}
	for _, c := range shown {
		made.Columns = append(made.Columns, report.Column{Title: c.Title(p)})
	}
	for _, line := range t.Lines {
		if line.Entry == nil {
			made.Rows = append(made.Rows, report.Row{Kind: report.Heading, Cells: []any{Heading(line, p)}})
			continue
		}
		cells := make([]any, len(shown))
		for i, c := range shown {
			cells[i] = r.Value(line.Entry, c)
		}
		made.Rows = append(made.Rows, report.Row{Cells: cells})
	}
	return made
}

// Heading is the text of a group with how many users it has.
func Heading(l roster.Line, p *translation.Printer) string {
	return p.T("overview.group", fault.Args{"Name": l.Heading, "Number": l.Count})
}

// about tells what was selected.
func about(c *roster.Catalogue, t roster.Table, v roster.View, p *translation.Printer) []string {
	lines := []string{p.T("overview.count", fault.Args{"Count": t.People})}
	return append(lines, Narrowing(c, v, p)...)
}

// Narrowing says in words what keeps users out of a view.
func Narrowing(c *roster.Catalogue, v roster.View, p *translation.Printer) []string {
	var lines []string
	say := func(key string, args fault.Args) { lines = append(lines, p.T(key, args)) }
	if v.Search != "" {
		say("overview.search", fault.Args{"Text": v.Search})
	}
	for _, s := range v.Statuses {
		say("overview.status", fault.Args{"Status": fault.Key("roster.status." + string(s))})
	}
	if v.Archived && len(v.Statuses) == 0 {
		say("overview.archived", nil)
	}
	if v.FileExpired {
		say("overview.file-expired", nil)
	}
	if v.AccessEnding {
		say("overview.access-ending", nil)
	}
	for _, f := range v.Filters {
		if column, known := c.Column(f.Column); known {
			say("overview.filter", fault.Args{"Column": column.Title(p), "Text": f.Text})
		}
	}
	return lines
}

// CodeFormat is how activation codes are written.
type CodeFormat string

// The ways to hand codes over.
const (
	CodePages CodeFormat = "pages" // PDF, a page for each person
	CodeList  CodeFormat = "list"  // PDF, one table
	CodeCSV   CodeFormat = "csv"   // for another program, on explicit choice only
)

// Extension gives the extension of the file with its dot.
func (f CodeFormat) Extension() string {
	if f == CodeCSV {
		return ".csv"
	}
	return ".pdf"
}

// Codes writes the codes that a bulk activation gave; any other format is
// fault.Invalid.
func Codes(done []workspace.Outcome, f CodeFormat, p *translation.Printer, h Head) ([]byte, error) {
	a := paper.Activations{Organisation: h.Organisation, Person: h.Person, Made: h.Made}
	for _, o := range done {
		if o.Code != "" {
			a.Codes = append(a.Codes, paper.ActivationCode{Name: o.User.Name(), Address: o.User.Address(), Code: o.Code, Until: o.User.Activation.Until})
		}
	}
	switch f {
	case CodePages:
		return a.PDF(p)
	case CodeList:
		return a.List(p).PDF(p)
	case CodeCSV:
		return codesCSV(a, p, h.Zone)
	}
	return nil, fault.New(fault.Invalid, "report.format", fault.Args{"Text": fault.Excerpt(string(f))})
}

func codesCSV(a paper.Activations, p *translation.Printer, zone *time.Location) ([]byte, error) {
	list := a.List(p)
	r := report.Report{Head: report.Head{Zone: zone}}
	for _, c := range list.Columns {
		r.Columns = append(r.Columns, report.Column{Title: c.Title})
	}
	for _, c := range a.Codes {
		r.Rows = append(r.Rows, report.Row{Cells: []any{c.Name, c.Address, c.Code, c.Until}})
	}
	var b bytes.Buffer
	err := r.Write(&b, report.CSV, report.Options{Mark: true})
	return b.Bytes(), err
}

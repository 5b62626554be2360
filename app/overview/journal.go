package overview

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Journal gives the acts that were selected, with the anchor of the whole journal
// at that moment: kept on paper, it shows whether acts were taken away since.
// About says what was selected, a line each.
func Journal(c workspace.JournalCopy, about []string, p *translation.Printer, h Head) report.Report {
	made := report.Report{
		Head: h, Title: p.T("journal.title"),
		About: append([]string{p.T("journal.count", fault.Args{"Count": len(c.Acts)})}, about...),
		Columns: []report.Column{
			{Title: p.T("journal.number"), Flush: true}, {Title: p.T("history.at")}, {Title: p.T("history.act")},
			{Title: p.T("journal.about")}, {Title: p.T("history.details")}, {Title: p.T("history.by")}, {Title: p.T("history.poste"), Flush: true},
		},
	}
	if anchor := c.Head.Anchor().String(); anchor != "" {
		made.About = append(made.About, p.T("journal.anchor", fault.Args{"Anchor": anchor}))
	}
	for _, a := range c.Acts {
		var poste any
		if a.Poste > 0 {
			poste = a.Poste
		}
		made.Rows = append(made.Rows, report.Row{Cells: []any{
			a.Seq, a.At, ActSentence(p, a), c.Names[a.Subject], strings.Join(ActDetails(p, a), " · "), ActAuthor(p, a), poste,
		}})
	}
	return made
}

// Damages tells what is wrong with the journal, a line each.
func Damages(r directory.JournalReport, p *translation.Printer) []string {
	var lines []string
	for _, d := range r.Damages {
		key, args := d.Sentence()
		lines = append(lines, p.T(string(key), args))
	}
	if more := r.Damaged - int64(len(r.Damages)); more > 0 {
		lines = append(lines, p.T("journal.more", fault.Args{"Count": more}))
	}
	return lines
}

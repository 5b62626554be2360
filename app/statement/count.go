package statement

import (
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Count is the report of a cash count, « procès-verbal de comptage »: notes and
// coins, what the book says and what the till differs by, with the lines on which
// who counted and the counter-signatory sign, and the anchor of the count.
func Count(card workspace.BookCard, c workspace.CountCard, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, card}
	made := report.Report{
		Head: h, Portrait: true,
		Title: m.T("statement.count.title", fault.Args{"Number": c.Number, "Ref": card.Book.Ref(), "Name": card.Book.Name}),
		Facts: append(m.facts(), m.countFacts(c)...),
		Columns: []report.Column{
			{Key: "kind", Title: m.say("count.kind")}, {Key: "value", Title: m.say("count.value"), Flush: true},
			{Key: "pieces", Title: m.say("count.pieces"), Flush: true}, {Key: "amount", Title: m.say("count.amount"), Flush: true},
		},
		Notes:      m.countNotes(c),
		Anchor:     m.T("statement.count.anchor", fault.Args{"Number": c.Number, "Anchor": c.Hash.Anchor(), "Last": c.Head.Number, "Chain": c.Head.Hash.Anchor()}),
		Signatures: m.countSigners(c),
	}
	for _, l := range c.Lines {
		kind := "statement.count.note"
		if l.Coin {
			kind = "statement.count.coin"
		}
		made.Rows = append(made.Rows, report.Row{Cells: []any{m.T(kind), m.amount(l.Minor), l.Pieces, m.amount(l.ValueMinor())}})
	}
	for _, total := range []struct {
		key   string
		minor int64
	}{{"count.counted", c.CountedMinor}, {"count.book", c.BalanceMinor}, {"count." + DifferenceWord(c.DifferenceMinor()), c.DifferenceMinor()}} {
		made.Rows = append(made.Rows, report.Row{Kind: report.Total, Cells: []any{m.say(total.key), nil, nil, m.amount(total.minor)}})
	}
	return made
}

// CountLine tells of a cash count in a line: what was found, and who has signed.
func CountLine(b cashbook.Book, c workspace.CountCard, p *translation.Printer) string {
	m := maker{p, workspace.BookCard{Book: b}}
	line := m.T("statement.count.line", fault.Args{
		"Number": c.Number, "Day": c.Day, "Person": c.AuthorName, "Counted": m.amount(c.CountedMinor), "Balance": m.amount(c.BalanceMinor),
		"Difference": m.amount(c.DifferenceMinor()),
		"Anchor":     c.Hash.Anchor(),
	})
	return line + " " + strings.Join(m.countNotes(c), " ")
}

// DifferenceWord names a difference: "agrees", "surplus" or "shortage". Texts of
// each are under "statement.count.".
func DifferenceWord(minor int64) string {
	switch {
	case minor > 0:
		return "surplus"
	case minor < 0:
		return "shortage"
	}
	return "agrees"
}

func (m maker) countFacts(c workspace.CountCard) []report.Fact {
	facts := []report.Fact{
		{Key: "day", Label: m.say("count.day"), Value: c.Day}, {Key: "counted_at", Label: m.say("count.at"), Value: c.Counted},
		{Key: "counted_by", Label: m.say("count.by"), Value: c.AuthorName}, {Key: "poste", Label: m.say("poste"), Value: poste(c.PosteCard)},
		{Key: "remark", Label: m.say("count.remark"), Value: c.Remark}, {Key: "digest", Label: m.say("count.digest"), Value: c.Hash.String()},
	}
	kept := facts[:0]
	for _, f := range facts {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// countNotes tell what has become of the count.
func (m maker) countNotes(c workspace.CountCard) []string {
	var notes []string
	switch g := c.Signature; {
	case g == nil:
		notes = append(notes, m.say("count.unsigned"))
	case g.Way == cashbook.OnPaper:
		notes = append(notes, m.T("statement.count.signed-paper", fault.Args{"Person": c.SignedBy, "Day": g.Day, "Recorder": c.RecordedBy, "When": g.Recorded}))
	default:
		notes = append(notes, m.T("statement.count.signed", fault.Args{"Person": c.SignedBy, "When": g.Recorded}))
	}
	switch {
	case c.Booked > 0:
		notes = append(notes, m.T("statement.count.booked", fault.Args{"Number": c.Booked}))
	case c.Open():
		notes = append(notes, m.say("count.unbooked"))
	}
	return notes
}

// countSigners are who counted, and the counter-signatory or who has signed.
func (m maker) countSigners(c workspace.CountCard) []report.Signature {
	second := m.book.CounterSignatory
	if c.Signed() {
		second = c.SignedBy
	} else if len(c.Signatories) > 0 {
		second = c.Signatories[0].Name
	}
	return []report.Signature{{Title: m.say("count.sign"), Name: c.AuthorName}, {Title: m.say("sign.counter"), Name: second}}
}

// Counts lists the cash counts of a book.
func Counts(card workspace.BookCard, counts []workspace.CountCard, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, card}
	made := report.Report{
		Head: h, Title: m.title("counts"), Facts: m.facts(),
		Columns: []report.Column{
			{Key: "number", Title: m.say("number"), Flush: true}, {Key: "day", Title: m.say("day")}, {Key: "person", Title: m.say("count.by")},
			{Key: "counted", Title: m.say("count.counted"), Flush: true}, {Key: "balance", Title: m.say("count.book"), Flush: true},
			{Key: "difference", Title: m.say("count.difference"), Flush: true}, {Key: "booked", Title: m.say("count.booked-as"), Flush: true},
			{Key: "signed", Title: m.say("count.signed-by")}, {Key: "anchor", Title: m.say("count.mark")}, {Key: "remark", Title: m.say("count.remark")},
		},
	}
	for _, c := range counts {
		var booked any
		if c.Booked > 0 {
			booked = c.Booked
		}
		made.Rows = append(made.Rows, report.Row{Cells: []any{
			c.Number, c.Day, c.AuthorName, m.amount(c.CountedMinor), m.amount(c.BalanceMinor), m.amount(c.DifferenceMinor()), booked,
			c.SignedBy, c.Hash.Anchor(), c.Remark,
		}})
	}
	return made
}

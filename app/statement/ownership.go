package statement

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Ownership is the history of who kept a book: on which poste, whose, since when,
// and which numbers were lost.
func Ownership(card workspace.BookCard, history workspace.BookHistory, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, card}
	made := report.Report{
		Head: h, Title: m.title("ownership"), Facts: m.facts(), Notes: m.branches(history),
		Columns: []report.Column{
			{Key: "epoch", Title: m.say("epoch"), Flush: true}, {Key: "at", Title: m.say("at")}, {Key: "what", Title: m.say("what")},
			{Key: "poste", Title: m.say("poste")}, {Key: "person", Title: m.say("person")},
			{Key: "first_number", Title: m.say("first-number"), Flush: true}, {Key: "lost", Title: m.say("lost")}, {Key: "reason", Title: m.say("reason")},
		},
	}
	for _, k := range history.Keepings {
		var first any // only where somebody begins to number
		if k.What() == "granted" {
			first = k.FirstNumber
		}
		made.Rows = append(made.Rows, report.Row{Cells: []any{
			k.Epoch, k.Granted, p.T("keeping." + k.What()), poste(k.Poste), k.Person, first, k.Lost, k.Reason,
		}})
	}
	return made
}

// poste names a poste by its number, label and location.
func poste(p directory.Poste) string {
	if p.Number == 0 {
		return ""
	}
	return strings.TrimRight(strconv.Itoa(p.Number)+" "+strings.Join(named(p.Label, p.Location), " · "), " ")
}

func named(texts ...string) []string {
	var said []string
	for _, text := range texts {
		if text != "" {
			said = append(said, text)
		}
	}
	return said
}

// branches tells what a poste entered after its book had been withdrawn.
func (m maker) branches(history workspace.BookHistory) []string {
	var notes []string
	for _, b := range history.Branches {
		notes = append(notes, m.T("statement.branch", fault.Args{
			"Poste": b.Poste.Number, "Numbers": cashbook.NumberRange(b.From, b.To), "Epoch": b.Epoch, "When": b.Received,
		}))
	}
	return notes
}

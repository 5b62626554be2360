package importing

import (
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Summary is what a person reads before deciding about a file.
type Summary struct {
	File  string // without its folder
	Facts []Fact // who signed it, for whom, when, for how long
	Lines []Line // « Ce qui change »
}

// Fact is one property of a file.
type Fact struct{ Label, Value string }

// Line is one change, as sign and words.
type Line struct {
	Sign kit.Standing // Fine gives, Refused takes, Neutral does neither
	Text string
}

// Summarize puts an arrival into words. The organisation is the one of this
// folder, for a reply, which does not name it.
func Summarize(p *translation.Printer, a *workspace.Arrival, organisation string) Summary {
	s := Summary{File: filepath.Base(a.Path)}
	person := ""
	if a.UserData != nil {
		organisation, person = a.UserData.Organisation, a.UserData.Person
		s.Lines = changes(p, a.UserData.Changes)
	} else if a.Chain != nil {
		person = p.T("importing.everybody")
		s.Lines = changes(p, a.Chain.Changes)
	} else {
		person = p.T("importing.this-poste")
		s.Lines = reply(p, a)
	}
	s.Facts = []Fact{
		{p.T("importing.signed-by"), p.T("importing.signer", fault.Args{"Name": organisation, "Key": shortKey(a.Signer)})},
		{p.T("importing.for"), person},
		{p.T("importing.made"), p.Time(a.Issued)},
		{p.T("importing.valid"), validity(p, a)},
	}
	return s
}

// shortKey gives the first two groups of a key's identifier: enough to tell keys
// apart by voice.
func shortKey(id string) string {
	groups := strings.Split(id, "-")
	return strings.Join(groups[:min(2, len(groups))], "-")
}

func validity(p *translation.Printer, a *workspace.Arrival) string {
	if a.Expires.IsZero() {
		return p.T("importing.no-end")
	}
	if a.DaysLeft == 0 {
		return p.T("importing.last-day")
	}
	return p.T("importing.days-left", fault.Args{"Count": a.DaysLeft})
}

func changes(p *translation.Printer, list []workspace.Change) []Line {
	lines := make([]Line, 0, len(list))
	for _, c := range list {
		line := Line{Sign: kit.Neutral, Text: p.T("change."+c.Key, c.Args)}
		switch c.Sign {
		case workspace.Gain:
			line.Sign = kit.Fine
		case workspace.Loss:
			line.Sign = kit.Refused
		}
		lines = append(lines, line)
	}
	return lines
}

// reply says what the answer to a registration request brings, or which entries
// of a book head office hands over.
func reply(p *translation.Printer, a *workspace.Arrival) []Line {
	if a.CodeReply != nil {
		return []Line{codeReply(p, a.CodeReply)}
	}
	if a.Funds != nil {
		return changes(p, []workspace.Change{a.Funds.Change()})
	}
	if told, is := a.RecordChange(); is {
		return changes(p, []workspace.Change{told})
	}
	if a.Entries != nil {
		return changes(p, []workspace.Change{a.Entries.Change()})
	}
	r := a.Reply
	if !r.Approved {
		return []Line{{kit.Refused, p.T("importing.reply.refused", fault.Args{"Reason": r.Reason})}}
	}
	lines := []Line{{kit.Fine, p.T("importing.reply.number", fault.Args{"Number": r.Number, "Label": r.Label, "Location": r.Location})}}
	for _, b := range r.Granted {
		lines = append(lines, Line{kit.Fine, p.T("importing.reply.book", fault.Args{"Book": b.Ref() + " " + b.Name})})
	}
	for _, j := range r.Journals {
		lines = append(lines, Line{kit.Fine, p.T("importing.reply.journal", fault.Args{"Journal": j.Ref() + " " + j.Name})})
	}
	return lines
}

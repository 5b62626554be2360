package users

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// acts gives the history of a user by pages, newest first.
type acts struct {
	ctx     context.Context
	session *workspace.Session
	subject ident.UserID
}

// Count gives the number of acts.
func (a acts) Count() (int, error) {
	_, total, err := a.session.History(a.ctx, directory.HistoryFilter{Subject: a.subject, Limit: 1})
	return total, err
}

// Page gives acts from offset on.
func (a acts) Page(offset, limit int) ([]directory.Act, error) {
	page, _, err := a.session.History(a.ctx, directory.HistoryFilter{Subject: a.subject, Offset: offset, Limit: limit})
	return page, err
}

func (s *sheet) history() fyne.CanvasObject {
	t, p := s.T, s.Printer
	columns := []kit.Column[directory.Act]{
		{ID: "at", Title: t("users.column.at"), Width: 170, Text: func(a directory.Act) string { return p.Time(a.At) }},
		{ID: "act", Title: t("users.column.act"), Width: 270, Text: s.sentence},
		{ID: "details", Title: t("users.column.details"), Width: 240, Grow: true, Style: mutedAct,
			Text: func(a directory.Act) string { return strings.Join(detailLines(p, a), " · ") }},
		{ID: "by", Title: t("users.column.by"), Width: 170, Text: s.author},
		{ID: "poste", Title: t("users.column.poste"), Width: 70, Align: fyne.TextAlignTrailing, Style: mutedAct, Text: posteOf},
	}
	grid := kit.NewGrid(s.Services, "history", columns, acts{s.Context, s.Session, s.User.ID})
	grid.OnOpen = s.showAct
	grid.Empty = kit.NewEmpty("history", t("users.history.none"), "", nil)
	grid.Reload()
	return grid
}

func mutedAct(directory.Act) kit.Style { return kit.Muted }

func (s *sheet) sentence(a directory.Act) string { return s.T("act." + string(a.Verb)) }

// author tells who did it, by the name of that day.
func (s *sheet) author(a directory.Act) string {
	if a.ByName == "" {
		return s.T("users.program")
	}
	return a.ByName
}

func posteOf(a directory.Act) string {
	if a.Poste == 0 {
		return ""
	}
	return strconv.Itoa(a.Poste)
}

// detailLines tells the facts of an act, in the words of the person.
func detailLines(p *translation.Printer, a directory.Act) []string {
	var lines []string
	for _, d := range a.Details {
		value := d.Value
		if word, is := d.Word(); is {
			value = p.T(string(word))
		}
		if d.Name == "country" {
			value = p.Country(value)
		}
		lines = append(lines, p.T("users.detail", fault.Args{"Label": d.Label(), "Value": value}))
	}
	return lines
}

// showAct shows an act with all that a row has no room for.
func (s *sheet) showAct(a directory.Act) {
	lines := kit.VStack(4, kit.NewText(s.T("users.act.by", fault.Args{"When": a.At, "Name": s.author(a)}), kit.Muted))
	for _, line := range detailLines(s.Printer, a) {
		lines.Add(kit.NewParagraph(line, kit.Body))
	}
	s.Dialogs.Open(kit.Dialog{Name: "user-act", Title: s.sentence(a), Content: lines, Width: 560})
}

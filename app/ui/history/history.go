// Package history tells what was done, by whom, when and where, in words.
package history

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Sentence says what was done.
func Sentence(p *translation.Printer, a directory.Act) string { return overview.ActSentence(p, a) }

// acts gives a history by pages, newest first.
type acts struct {
	ctx     context.Context
	session *workspace.Session
	of      directory.HistoryFilter
}

// Count gives the number of acts.
func (a acts) Count() (int, error) {
	_, total, err := a.session.History(a.ctx, a.page(0, 1))
	return total, err
}

// Page gives acts from offset on.
func (a acts) Page(offset, limit int) ([]directory.Act, error) {
	page, _, err := a.session.History(a.ctx, a.page(offset, limit))
	return page, err
}

func (a acts) page(offset, limit int) directory.HistoryFilter {
	f := a.of
	f.Offset, f.Limit = offset, limit
	return f
}

// New gives a table of what was done by and about a user, and reads it. Enter
// shows an act whole.
func New(d *desk.Desk, subject ident.UserID) *kit.Grid[directory.Act] {
	return table(d, directory.HistoryFilter{Subject: subject})
}

// OfPoste gives such a table of what was done on a poste and about it.
func OfPoste(d *desk.Desk, number int) *kit.Grid[directory.Act] {
	return table(d, directory.HistoryFilter{Poste: number})
}

// table gives a table of acts; more columns come after what was done.
func table(d *desk.Desk, of directory.HistoryFilter, more ...kit.Column[directory.Act]) *kit.Grid[directory.Act] {
	t, p := d.T, d.Printer
	muted := func(directory.Act) kit.Style { return kit.Muted }
	columns := []kit.Column[directory.Act]{
		{ID: "at", Title: t("history.at"), Width: 170, Text: func(a directory.Act) string { return p.Time(a.At) }},
		{ID: "act", Title: t("history.act"), Width: 270, Text: func(a directory.Act) string { return Sentence(p, a) }},
		{ID: "details", Title: t("history.details"), Width: 240, Grow: true, Style: muted,
			Text: func(a directory.Act) string { return strings.Join(overview.ActDetails(p, a), " · ") }},
		{ID: "by", Title: t("history.by"), Width: 170, Text: func(a directory.Act) string { return overview.ActAuthor(p, a) }},
		{ID: "poste", Title: t("history.poste"), Width: 70, Align: fyne.TextAlignTrailing, Style: muted, Text: poste},
	}
	columns = slices.Insert(columns, 2, more...)
	grid := kit.NewGrid(d.Services, "history", columns, acts{d.Context, d.Session, of})
	grid.OnOpen = func(a directory.Act) { show(d, a) }
	grid.Empty = kit.NewEmpty("history", t("history.none"), t("history.none.hint"), nil)
	grid.Reload()
	return grid
}

// poste gives the number of the poste that it was done on; none at head office.
func poste(a directory.Act) string {
	if a.Poste == 0 {
		return ""
	}
	return strconv.Itoa(a.Poste)
}

// show shows an act with all that a row has no room for.
func show(d *desk.Desk, a directory.Act) {
	lines := kit.VStack(4, kit.NewText(d.T("history.when", fault.Args{"When": a.At, "Name": overview.ActAuthor(d.Printer, a), "Seq": a.Seq}), kit.Muted))
	for _, line := range overview.ActDetails(d.Printer, a) {
		lines.Add(kit.NewParagraph(line, kit.Body))
	}
	d.Dialogs.Open(kit.Dialog{Name: "act", Title: Sentence(d.Printer, a), Content: lines, Width: 560})
}

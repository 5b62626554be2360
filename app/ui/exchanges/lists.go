package exchanges

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

func muted[T any](T) kit.Style { return kit.Muted }

// text is a column of words.
func text[T any](id, title string, width float32, grow bool, of func(T) string) kit.Column[T] {
	return kit.Column[T]{ID: id, Title: title, Width: width, Grow: grow, Text: of}
}

// foundList has what was found; Enter shows a file before anything is imported.
func (s *section) foundList() (fyne.CanvasObject, fyne.Focusable) {
	t := s.T
	var files []workspace.Incoming
	for _, f := range s.found.Files {
		if f.Standing == workspace.Awaited || f.Standing == workspace.Taken || f.Standing == workspace.Elsewhere && f.Kind != 0 {
			files = append(files, f)
		}
	}
	grid := kit.NewGrid(s.Services, "found", []kit.Column[workspace.Incoming]{
		text("file", t("exchanges.column.file"), 220, true, func(f workspace.Incoming) string { return filepath.Base(f.Path) }),
		text("person", t("exchanges.column.person"), 150, false, func(f workspace.Incoming) string { return f.Person }),
		text("made", t("exchanges.column.made"), 160, false, s.made),
		text("changes", t("exchanges.column.changes"), 100, false, changesOf),
		text("standing", t("exchanges.column.state"), 150, false, func(f workspace.Incoming) string { return t("incoming." + string(f.Standing)) }),
		text("folder", t("exchanges.column.folder"), 200, true, func(f workspace.Incoming) string { return filepath.Dir(f.Path) }),
	}, kit.Rows[workspace.Incoming](files))
	grid.OnOpen = func(f workspace.Incoming) { s.examine(f.Path) }
	grid.Empty = kit.NewEmpty("exchange", t("exchanges.found.none"), t("exchanges.found.none.hint"), nil)
	grid.Reload()
	return grid, grid.Focus()
}

func (s *section) made(f workspace.Incoming) string {
	if f.Issued.IsZero() {
		return ""
	}
	return s.Printer.Time(f.Issued)
}

// changesOf counts what a file gives and takes: "+ 2  − 1".
func changesOf(f workspace.Incoming) string {
	var parts []string
	if f.Gains > 0 {
		parts = append(parts, "+ "+strconv.Itoa(f.Gains))
	}
	if f.Losses > 0 {
		parts = append(parts, "− "+strconv.Itoa(f.Losses))
	}
	return strings.Join(parts, "  ")
}

// sentList has what was written for others.
func (s *section) sentList() (fyne.CanvasObject, fyne.Focusable) {
	t := s.T
	grid := kit.NewGrid(s.Services, "sent", []kit.Column[workspace.Outgoing]{
		text("file", t("exchanges.column.file"), 220, true, func(o workspace.Outgoing) string { return filepath.Base(o.Path) }),
		text("kind", t("exchanges.column.kind"), 190, false, func(o workspace.Outgoing) string { return t("kind." + o.Kind) }),
		text("for", t("exchanges.column.for"), 150, false, s.recipient),
		text("written", t("exchanges.column.written"), 160, false, func(o workspace.Outgoing) string { return s.Printer.Time(o.Written) }),
		text("state", t("exchanges.column.state"), 110, false, func(o workspace.Outgoing) string { return t("stage." + string(o.Stage())) }),
		text("where", t("exchanges.column.where"), 180, true, func(o workspace.Outgoing) string { return o.CarriedTo }),
	}, kit.Rows[workspace.Outgoing](s.sent))
	grid.OnOpen = s.showSent
	grid.Empty = kit.NewEmpty("export", t("exchanges.sent.none"), t("exchanges.sent.none.hint"), nil)
	grid.Reload()
	return grid, grid.Focus()
}

// recipient names the person, or the poste where there is one.
func (s *section) recipient(o workspace.Outgoing) string {
	var parts []string
	if o.Person != "" {
		parts = append(parts, o.Person)
	}
	if o.Sent.Poste != (transit.Sent{}).Poste && o.Poste > 0 {
		parts = append(parts, s.T("exchanges.poste", fault.Args{"Number": o.Poste}))
	}
	return strings.Join(parts, " · ")
}

func (s *section) showSent(o workspace.Outgoing) {
	instant := func(label string, at string) fyne.CanvasObject { return fact(s.T(label), at) }
	lines := kit.VStack(10, fact(s.T("exchanges.column.kind"), s.T("kind."+o.Kind)), fact(s.T("exchanges.column.for"), orDash(s.recipient(o))),
		instant("exchanges.column.written", s.Printer.Time(o.Written)), fact(s.T("exchanges.column.file"), o.Path))
	if !o.Carried.IsZero() {
		lines.Add(fact(s.T("stage.carried"), s.Printer.Time(o.Carried)+" · "+orDash(o.CarriedTo)))
	}
	if !o.Acknowledged.IsZero() {
		lines.Add(fact(s.T("stage.acknowledged"), s.Printer.Time(o.Acknowledged)))
	}
	s.Dialogs.Open(kit.Dialog{Name: "sent", Title: filepath.Base(o.Path), Content: lines, Width: 560})
}

// refusedList has what was refused; Enter says why and what to do.
func (s *section) refusedList() (fyne.CanvasObject, fyne.Focusable) {
	t := s.T
	grid := kit.NewGrid(s.Services, "refused", []kit.Column[transit.Refused]{
		text("when", t("exchanges.column.refused"), 160, false, func(r transit.Refused) string { return s.Printer.Time(r.At) }),
		text("file", t("exchanges.column.file"), 210, false, func(r transit.Refused) string { return r.Name }),
		text("why", t("exchanges.column.why"), 380, true, func(r transit.Refused) string { why, _ := s.Printer.Fault(r.Why, ""); return why }),
		{ID: "folder", Title: t("exchanges.column.folder"), Width: 180, Grow: true, Style: muted[transit.Refused], Text: func(r transit.Refused) string { return r.Folder }},
	}, kit.Rows[transit.Refused](s.refused))
	grid.OnOpen = s.showRefused
	grid.Empty = kit.NewEmpty("fine", t("exchanges.refused.none"), t("exchanges.refused.none.hint"), nil)
	grid.Reload()
	return grid, grid.Focus()
}

func (s *section) showRefused(r transit.Refused) {
	why, hint := s.Printer.Fault(r.Why, "")
	lines := kit.VStack(12, kit.NewNotice(s.Printer, kit.Refused, why, hint),
		fact(s.T("exchanges.column.refused"), s.Printer.Time(r.At)), fact(s.T("exchanges.column.folder"), r.Folder))
	if r.Copy != "" {
		lines.Add(fact(s.T("exchanges.copy"), filepath.Join(s.Workspace.Quarantine(), r.Copy)))
	}
	s.Dialogs.Open(kit.Dialog{Name: "refused", Title: r.Name, Content: lines, Width: 600})
}

// peopleList has how fresh the user data here is.
func (s *section) peopleList() (fyne.CanvasObject, fyne.Focusable) {
	t := s.T
	grid := kit.NewGrid(s.Services, "people", []kit.Column[workspace.PersonFreshness]{
		text("person", t("exchanges.column.person"), 240, true, func(p workspace.PersonFreshness) string { return p.Name }),
		text("status", t("exchanges.column.status"), 300, true, func(p workspace.PersonFreshness) string { return t("status." + string(p.Status)) }),
		text("made", t("exchanges.column.made"), 180, false, func(p workspace.PersonFreshness) string { return s.Printer.Time(p.Issued) }),
		text("until", t("exchanges.column.until"), 180, false, func(p workspace.PersonFreshness) string { return s.Printer.Time(p.Until) }),
	}, kit.Rows[workspace.PersonFreshness](s.people))
	grid.Empty = kit.NewEmpty("users", t("exchanges.people.none"), t("exchanges.people.none.hint"), nil)
	grid.Reload()
	return grid, grid.Focus()
}

// fact is a value with its label.
func fact(label, value string) fyne.CanvasObject {
	return kit.VStack(2, kit.NewText(label, kit.Small), kit.NewParagraph(value, kit.Body))
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

package users

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// width says how wide a column begins, and whether it takes its share of what is
// left.
type width struct {
	units float32
	grow  bool
}

var widths = map[string]width{
	"name": {170, true}, "email": {195, true}, "job": {140, true}, "status": {165, false}, "roles": {150, true},
	"access": {150, false}, "projects": {110, true}, "units": {100, true}, "countries": {110, true}, "partner": {140, true}, "type": {80, false},
	"phone": {130, false}, "login": {140, false}, "file": {165, false}, "language": {70, false}, "created": {160, false}, "modified": {160, false},
}

// widthOf gives the width of a column; those of the organisation's own fields have
// one by their type.
func widthOf(c roster.Column) width {
	switch kind, own := c.Own(); {
	case !own:
		return widths[c.ID]
	case kind == directory.FieldText:
		return width{150, true}
	}
	return width{120, false}
}

// columns are those of the view; one can sort by each of them.
func (l *list) columns() []kit.Column[roster.Line] {
	var columns []kit.Column[roster.Line]
	for _, c := range l.roster.Shown(l.shown.view) {
		w := widthOf(c)
		made := kit.Column[roster.Line]{
			ID: c.ID, Title: c.Title(l.Printer), Width: w.units, Grow: w.grow, Sort: true,
			Text: func(line roster.Line) string { return l.cell(line, c) },
		}
		if kind, _ := c.Own(); kind == directory.FieldNumber {
			made.Align = fyne.TextAlignTrailing
		}
		l.dress(&made)
		columns = append(columns, made)
	}
	return columns
}

func (l *list) cell(line roster.Line, c roster.Column) string {
	if line.Entry == nil {
		return ""
	}
	text := l.roster.Text(line.Entry, c)
	if c.ID == "access" && text != "" {
		return l.access(line.Entry.User, text)
	}
	return text
}

// dress gives the columns that tell a state their colour and icon.
func (l *list) dress(c *kit.Column[roster.Line]) {
	switch c.ID {
	case "name":
		c.Style = ofEntry(kit.Body, nameStyle)
	case "status":
		c.Style = ofEntry(kit.Body, statusStyle)
		c.Icon = ofEntry("", func(e *roster.Entry) string { return looks[e.Status].icon })
	case "access":
		c.Style = ofEntry(kit.Body, func(e *roster.Entry) kit.Style { return standingStyle(accessStanding(e.AccessUntil, l.Today())) })
		c.Icon = ofEntry("", func(e *roster.Entry) string { return standingIcon(accessStanding(e.AccessUntil, l.Today())) })
	case "file":
		c.Style = ofEntry(kit.Body, func(e *roster.Entry) kit.Style { return standingStyle(l.fileStanding(e)) })
		c.Icon = ofEntry("", func(e *roster.Entry) string { return standingIcon(l.fileStanding(e)) })
	case "created", "modified":
		c.Style = func(roster.Line) kit.Style { return kit.Muted }
	}
}

// ofEntry gives what holds for users, and for a heading what is usual.
func ofEntry[V any](usual V, of func(*roster.Entry) V) func(roster.Line) V {
	return func(line roster.Line) V {
		if line.Entry == nil {
			return usual
		}
		return of(line.Entry)
	}
}

// nameStyle keeps those who have left in the background.
func nameStyle(e *roster.Entry) kit.Style {
	if e.Status == directory.StatusArchived {
		return kit.Muted
	}
	return kit.Body
}

// look is how a status shows besides its word.
type look struct {
	icon  string
	color fyne.ThemeColorName
}

var looks = map[directory.Status]look{
	directory.StatusEmployee: {"person", kit.ColorMuted},
	directory.StatusPending:  {"clock", kit.ColorExpiring},
	directory.StatusActive:   {"fine", kit.ColorFine},
	directory.StatusArchived: {"archive", kit.ColorMuted},
}

func statusStyle(e *roster.Entry) kit.Style { return kit.Style{Color: looks[e.Status].color} }

// soon is how many days before its end an access is worth a warning.
const soon = 30

// accessStanding says how a last permitted day stands to today.
func accessStanding(until, today calendar.Day) kit.Standing {
	switch {
	case until.IsZero():
		return kit.Neutral
	case until < today:
		return kit.Refused
	case until <= today+soon:
		return kit.Expiring
	}
	return kit.Neutral
}

func (l *list) fileStanding(e *roster.Entry) kit.Standing {
	if l.roster.FileExpired(e) {
		return kit.Expiring
	}
	return kit.Neutral
}

func standingStyle(s kit.Standing) kit.Style {
	switch s {
	case kit.Refused:
		return kit.Style{Color: kit.ColorRefused}
	case kit.Expiring:
		return kit.Style{Color: kit.ColorExpiring}
	}
	return kit.Body
}

func standingIcon(s kit.Standing) string {
	if s == kit.Neutral {
		return ""
	}
	return s.Icon()
}

// access says in words what the colour says.
func (l *list) access(u directory.User, day string) string {
	switch accessStanding(u.AccessUntil, l.Today()) {
	case kit.Refused:
		return l.T("users.access.over", fault.Args{"Day": day})
	case kit.Expiring:
		return l.T("users.access.soon", fault.Args{"Day": day})
	}
	return day
}

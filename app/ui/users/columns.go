package users

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func (l *list) columns() []kit.Column[directory.User] {
	t, p := l.T, l.Printer
	return []kit.Column[directory.User]{
		{ID: "name", Title: t("users.column.name"), Width: 170, Grow: true, Sort: true, Text: sortedName, Style: nameStyle},
		{ID: "email", Title: t("users.column.email"), Width: 195, Grow: true, Sort: true, Text: directory.User.Address},
		{ID: "job", Title: t("users.column.job"), Width: 150, Grow: true, Text: func(u directory.User) string { return u.Job }},
		{ID: "status", Title: t("users.column.status"), Width: 170, Sort: true, Text: l.statusWord, Style: statusStyle, Icon: statusIcon},
		{ID: "access", Title: t("users.column.access"), Width: 150, Text: l.access, Style: l.accessStyle, Icon: l.accessIcon},
		{ID: "modified", Title: t("users.column.modified"), Width: 160, Sort: true, Style: mutedUser, Text: func(u directory.User) string { return p.Time(u.Modified) }},
	}
}

func mutedUser(directory.User) kit.Style { return kit.Muted }

// sortedName gives the last name first, as the table is sorted.
func sortedName(u directory.User) string {
	name := strings.TrimSpace(u.LastName + " " + u.FirstName)
	if name == "" {
		return u.Name()
	}
	return name
}

// nameStyle keeps those who have left in the background.
func nameStyle(u directory.User) kit.Style {
	if u.Status == directory.StatusArchived {
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

func statusStyle(u directory.User) kit.Style { return kit.Style{Color: looks[u.Status].color} }

func statusIcon(u directory.User) string { return looks[u.Status].icon }

// statusWord is short enough for a column; the record has the whole label.
func (l *list) statusWord(u directory.User) string { return l.T("users.status." + string(u.Status)) }

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

func (l *list) access(u directory.User) string {
	day := l.Printer.DayShort(u.AccessUntil)
	switch accessStanding(u.AccessUntil, l.Today()) {
	case kit.Refused:
		return l.T("users.access.over", fault.Args{"Day": day})
	case kit.Expiring:
		return l.T("users.access.soon", fault.Args{"Day": day})
	}
	return day
}

func (l *list) accessStyle(u directory.User) kit.Style {
	switch accessStanding(u.AccessUntil, l.Today()) {
	case kit.Refused:
		return kit.Style{Color: kit.ColorRefused}
	case kit.Expiring:
		return kit.Style{Color: kit.ColorExpiring}
	}
	return kit.Body
}

func (l *list) accessIcon(u directory.User) string {
	if standing := accessStanding(u.AccessUntil, l.Today()); standing != kit.Neutral {
		return standing.Icon()
	}
	return ""
}

package users

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// columns show a row as it is understood, and what stands against it.
func (in *intake) columns() []kit.Column[workspace.Checked] {
	text := func(id, key string, width float32, of func(workspace.Checked) string) kit.Column[workspace.Checked] {
		return kit.Column[workspace.Checked]{ID: id, Title: in.T(key), Width: width, Grow: width > 100, Text: of}
	}
	line := text("line", "users.import.line", 60, func(c workspace.Checked) string { return strconv.Itoa(c.Line) })
	line.Align = fyne.TextAlignTrailing
	state := text("state", "users.import.state", 420, in.state)
	state.Style, state.Icon = rowStyle, rowIcon
	return []kit.Column[workspace.Checked]{
		line,
		text("name", "users.column.name", 170, func(c workspace.Checked) string { return c.User.Name() }),
		text("address", "users.column.email", 190, func(c workspace.Checked) string { return c.User.Address() }),
		text("job", "users.job", 140, func(c workspace.Checked) string { return c.User.Job }),
		text("access", "users.column.access", 105, func(c workspace.Checked) string { return in.Printer.DayShort(c.User.AccessUntil) }),
		state,
	}
}

// state says what would become of a row.
func (in *intake) state(c workspace.Checked) string {
	switch {
	case c.Err != nil:
		return in.why(c.Err)
	case c.Doubt != nil:
		return in.why(c.Doubt)
	}
	return in.T("users.import.fine")
}

func rowStanding(c workspace.Checked) kit.Standing {
	switch {
	case c.Err != nil:
		return kit.Refused
	case c.Doubt != nil:
		return kit.Expiring
	}
	return kit.Fine
}

func rowStyle(c workspace.Checked) kit.Style { return rowStanding(c).Style() }

func rowIcon(c workspace.Checked) string { return rowStanding(c).Icon() }

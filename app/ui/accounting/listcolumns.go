package accounting

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

func (l *list) columns() []kit.Column[workspace.JournalCard] {
	end := fyne.TextAlignTrailing
	title := func(id string) string { return l.T("accounting.column." + id) }
	return []kit.Column[workspace.JournalCard]{
		{ID: "ref", Title: title("ref"), Width: 86, Sort: true, Text: func(c workspace.JournalCard) string { return c.Journal.Ref() }, Style: strong, Icon: confidential},
		{ID: "name", Title: title("name"), Width: 160, Grow: true, Sort: true, Text: func(c workspace.JournalCard) string { return c.Journal.Name }},
		{ID: "class", Title: title("class"), Width: 156, Sort: true, Text: func(c workspace.JournalCard) string { return l.T("journal.class." + string(c.Journal.Class)) }},
		{ID: "currency", Title: title("currency"), Width: 74, Sort: true, Text: func(c workspace.JournalCard) string { return string(c.Journal.Currency) }},
		{ID: "responsible", Title: title("responsible"), Width: 132, Sort: true, Text: l.keepers},
		{ID: "keeper", Title: title("keeper"), Width: 112, Sort: true, Text: l.keeper},
		{ID: "last", Title: title("last"), Width: 84, Align: end, Sort: true, Text: lastNumber},
		{ID: "day", Title: title("day"), Width: 96, Sort: true, Text: func(c workspace.JournalCard) string { return l.Printer.DayShort(c.LastDay) }},
		{ID: "drafts", Title: title("drafts"), Width: 88, Align: end, Sort: true, Text: drafts, Style: draftStyle},
		{ID: "state", Title: title("state"), Width: 96, Sort: true, Text: func(c workspace.JournalCard) string { return l.T("accounting.where." + string(whereIs(c))) }, Style: cardState},
	}
}

// keepers names who is responsible, and how many may post besides.
func (l *list) keepers(c workspace.JournalCard) string {
	if more := len(c.Users); more > 0 {
		return l.T("accounting.keepers", fault.Args{"Person": orDash(c.Responsible), "More": more})
	}
	return orDash(c.Responsible)
}

// keeper names the poste on which the journal is kept.
func (l *list) keeper(c workspace.JournalCard) string {
	if c.Keeper.Number == 0 {
		return "–"
	}
	return l.T("accounting.keeper", fault.Args{"Poste": c.Keeper.Number, "Location": c.Keeper.Location})
}

func lastNumber(c workspace.JournalCard) string {
	if c.Head.Number == 0 {
		return "–"
	}
	return strconv.FormatInt(c.Head.Number, 10)
}

func drafts(c workspace.JournalCard) string {
	if c.Drafts == 0 {
		return ""
	}
	return strconv.Itoa(c.Drafts)
}

func draftStyle(workspace.JournalCard) kit.Style { return kit.Style{Color: kit.ColorExpiring} }

// confidential marks a journal that not everybody sees.
func confidential(c workspace.JournalCard) string {
	if c.Journal.Confidential {
		return "eye-off"
	}
	return ""
}

func strong(workspace.JournalCard) kit.Style { return kit.Strong }

func cardState(c workspace.JournalCard) kit.Style {
	if whereIs(c) == here {
		return kit.Style{Color: kit.ColorPrimary}
	}
	return kit.Muted
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

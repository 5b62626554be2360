package users

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// tools is the line of the quick filters: search, status, archive, what runs out.
func (l *list) tools() fyne.CanvasObject {
	l.search = kit.NewTextField(l.Services, "search")
	l.search.MaxRunes = 100
	l.search.SetPlaceHolder(l.T("users.search"))
	l.search.SetText(l.shown.view.Search)
	l.search.OnChanged = func(text string) { l.change(func(v *roster.View) { v.Search = text }) }
	l.search.Commit = func() { l.Window.Canvas().Focus(l.grid.Focus()) }
	return kit.HStack(12, kit.Width(250, l.search), kit.Width(180, l.statusField()),
		l.tick("archived", 238, l.shown.view.Archived, func(v *roster.View, ticked bool) { v.Archived = ticked }),
		l.tick("file-expired", 150, l.shown.view.FileExpired, func(v *roster.View, ticked bool) { v.FileExpired = ticked }),
		l.tick("access-ending", 220, l.shown.view.AccessEnding, func(v *roster.View, ticked bool) { v.AccessEnding = ticked }))
}

// tick is a quick filter that is on or off.
func (l *list) tick(name string, width float32, ticked bool, set func(*roster.View, bool)) fyne.CanvasObject {
	check := kit.NewCheck(l.Services, name, l.T("users."+name))
	check.SetTicked(ticked)
	check.OnChanged = func(ticked bool) { l.change(func(v *roster.View) { set(v, ticked) }) }
	return kit.Width(width, check)
}

// statusField is the quick filter by status.
func (l *list) statusField() *kit.PickerField {
	choices := []kit.Choice{{Text: l.T("users.all")}}
	for _, status := range roster.Statuses() {
		choices = append(choices, kit.Choice{ID: string(status), Text: l.T("roster.status." + string(status))})
	}
	return l.picker("status", choices, string(l.shown.status()), func(id string) {
		l.change(func(v *roster.View) {
			v.Statuses = nil
			if id != "" {
				v.Statuses = []directory.Status{directory.Status(id)}
			}
		})
	})
}

// picker is a field of few choices that takes effect as soon as one is taken.
func (l *list) picker(name string, choices []kit.Choice, chosen string, take func(id string)) *kit.PickerField {
	field := kit.NewStrictPicker(l.Services, name, kit.OfferAll(choices))
	for _, c := range choices {
		if c.ID == chosen {
			field.Set(c)
		}
	}
	field.OnChosen = func(c kit.Choice) { take(c.ID) }
	field.Commit = func() {
		if field.Check() == "" {
			take(field.Chosen().ID)
		}
	}
	return field
}

// arranging is the line of how users are shown: saved view, groups, columns,
// filters by column.
func (l *list) arranging() fyne.CanvasObject {
	return kit.HStack(8,
		kit.Width(200, l.viewField()), kit.NewButton(l.T("users.views"), "", kit.Plain, l.keepView),
		kit.Width(170, l.groupField()),
		kit.NewButton(l.T("users.columns"), "", kit.Plain, l.chooseColumns),
		kit.NewButton(l.T("users.filter"), "", kit.Plain, l.askFilters), l.chips)
}

func (l *list) groupField() *kit.PickerField {
	choices := []kit.Choice{{Text: l.T("users.group.none")}}
	for _, by := range l.roster.Groups() {
		title, own := l.roster.GroupTitle(by, l.Printer)
		if own {
			title = l.T("users.group.field", fault.Args{"Field": title})
		} else {
			title = l.T("users.group." + by)
		}
		choices = append(choices, kit.Choice{ID: by, Text: title})
	}
	return l.picker("group", choices, l.shown.view.Group, func(id string) {
		if id != l.shown.view.Group {
			l.shown.closed = nil
		}
		l.change(func(v *roster.View) { v.Group = id })
	})
}

// withFoot sets a line below a table.
func withFoot(grid, foot fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, kit.Insets(8, 0, foot), nil, nil, grid)
}

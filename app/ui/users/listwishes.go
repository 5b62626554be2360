package users

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// chooseColumns asks which columns are shown. Those that are shown already keep
// their places; others follow.
func (l *list) chooseColumns() {
	current := columnIDs(l.roster.Shown(l.shown.view))
	checks := map[string]*kit.Check{}
	var objects []fyne.CanvasObject
	for _, c := range l.roster.Columns() {
		check := kit.NewCheck(l.Services, "column-"+c.ID, c.Title(l.Printer))
		check.SetTicked(slices.Contains(current, c.ID))
		checks[c.ID] = check
		objects = append(objects, check)
	}
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "users-columns", Title: l.T("users.columns.title"), Width: 560, Content: within(380, len(objects) > 30, kit.Columns(3, 8, objects...)), Confirm: l.T("users.apply"),
		Focus: checks["name"],
		OnConfirm: func() error {
			chosen := tickedColumns(l.roster.Columns(), current, checks)
			if len(chosen) == 0 {
				return fault.New(fault.Invalid, "users.no-column", nil)
			}
			dialog.Close()
			l.shown.view.Columns = chosen
			l.show()
			return kit.ErrStay
		},
	})
}

// within gives what would be too tall a height of its own, in which it scrolls.
func within(height float32, tall bool, content fyne.CanvasObject) fyne.CanvasObject {
	if !tall {
		return content
	}
	bar := kit.Width(14, kit.NewText("", kit.Body)) // the bar covers no field
	return kit.Height(height, kit.NewScroll(container.NewBorder(nil, nil, nil, bar, content)))
}

func columnIDs(columns []roster.Column) []string {
	ids := make([]string, len(columns))
	for i, c := range columns {
		ids[i] = c.ID
	}
	return ids
}

func tickedColumns(all []roster.Column, current []string, checks map[string]*kit.Check) []string {
	chosen := slices.DeleteFunc(slices.Clone(current), func(id string) bool { return !checks[id].Ticked() })
	for _, c := range all {
		if checks[c.ID].Ticked() && !slices.Contains(chosen, c.ID) {
			chosen = append(chosen, c.ID)
		}
	}
	return chosen
}

// askFilters asks for a text that each column must contain.
func (l *list) askFilters() {
	fields := map[string]*kit.TextField{}
	var objects []fyne.CanvasObject
	for _, c := range l.roster.Columns() {
		field := kit.NewTextField(l.Services, "filter-"+c.ID)
		field.MaxRunes = 100
		field.SetText(filterOf(l.shown.view, c.ID))
		fields[c.ID] = field
		objects = append(objects, kit.NewLabelled(c.Title(l.Printer), field))
	}
	l.Dialogs.Open(kit.Dialog{
		Name: "users-filters", Title: l.T("users.filter.title"), Width: 720, Focus: fields["name"], Confirm: l.T("users.apply"),
		Content: kit.VStack(12, kit.NewParagraph(l.T("users.filter.hint"), kit.Muted), within(430, len(objects) > 21, kit.Columns(3, 12, objects...))),
		OnConfirm: func() error {
			l.setFilters(func(id string) string { return strings.TrimSpace(fields[id].Text) })
			return nil
		},
	})
}

func filterOf(v roster.View, column string) string {
	for _, f := range v.Filters {
		if f.Column == column {
			return f.Text
		}
	}
	return ""
}

// setFilters takes the text of each column as its filter.
func (l *list) setFilters(text func(column string) string) {
	var filters []roster.Filter
	for _, c := range l.roster.Columns() {
		if wanted := text(c.ID); wanted != "" {
			filters = append(filters, roster.Filter{Column: c.ID, Text: wanted})
		}
	}
	l.change(func(v *roster.View) { v.Filters = filters })
	l.showFilters()
}

// showFilters sets a button beside the tools for each filter, which ends it.
func (l *list) showFilters() {
	l.chips.Objects = nil
	for _, f := range l.shown.view.Filters {
		column, known := l.roster.Column(f.Column)
		if !known {
			continue
		}
		text := l.T("overview.filter", fault.Args{"Column": column.Title(l.Printer), "Text": fault.Excerpt(f.Text)})
		l.chips.Add(kit.NewButton(text, "close", kit.Quiet, func() {
			l.setFilters(func(column string) string {
				if column == f.Column {
					return ""
				}
				return filterOf(l.shown.view, column)
			})
		}))
	}
	l.chips.Refresh()
}

// viewField is the choice among the views that the person has saved.
func (l *list) viewField() *kit.PickerField {
	choices := []kit.Choice{{Text: l.T("users.view.usual")}}
	for _, v := range l.views {
		choices = append(choices, kit.Choice{ID: v.Name, Text: v.Name})
	}
	return l.picker("view", choices, l.shown.name, func(name string) {
		if name == l.shown.name {
			return
		}
		l.useView(name)
	})
}

// useView shows a saved view; an empty name is the usual one.
func (l *list) useView(name string) {
	l.shown = shown{name: name}
	for _, v := range l.views {
		if v.Name == name {
			l.shown.view = l.roster.Trim(v.View)
		}
	}
	l.showOverview()
}

// keepView asks for the name under which the view is kept, and offers to forget
// the one that it began with.
func (l *list) keepView() {
	name := kit.NewTextField(l.Services, "view-name")
	name.MaxRunes, name.Required = 100, true
	name.SetText(l.shown.name)
	var dialog *kit.OpenDialog
	made := kit.Dialog{
		Name: "users-view", Title: l.T("users.view.title"), Confirm: l.T("users.save"), Focus: name,
		Content: kit.VStack(8, kit.NewParagraph(l.T("users.view.text"), kit.Body), kit.NewLabelled(l.T("users.view.name"), name)),
		OnConfirm: func() error {
			if name.Check() != "" {
				return kit.ErrStay
			}
			saved := roster.SavedView{Name: name.Text, View: l.shown.view}
			return dialog.Await(l.T("users.view.title"), func() (err error) {
				saved, err = l.Session.SaveView(l.Context, saved)
				return err
			}, func() { l.viewKept(saved.Name, l.T("users.view.saved", fault.Args{"Name": saved.Name})) })
		},
	}
	if forgotten := l.shown.name; forgotten != "" {
		made.Aside = kit.NewButton(l.T("users.view.delete"), "delete", kit.Plain, func() {
			_ = dialog.Await(l.T("users.view.title"), func() error { return l.Session.DeleteView(l.Context, forgotten) },
				func() { l.viewKept("", l.T("users.view.deleted", fault.Args{"Name": forgotten})) }) // it tells the rest itself
		})
	}
	dialog = l.Dialogs.Open(made)
}

func (l *list) viewKept(name, told string) {
	l.shown.name = name
	l.overviewThen(func() { l.Done(told) })
}

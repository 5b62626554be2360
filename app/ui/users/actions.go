package users

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// actions is the line below the overview: how many users are chosen, and what can
// be done with all of them.
type actions struct {
	widget.BaseWidget
	list    *list
	count   *kit.Text
	buttons []*kit.Button
}

func newActions(l *list) *actions {
	a := &actions{list: l, count: kit.NewText(l.T("users.chosen.none"), kit.Muted)}
	add := func(key, icon string, offered bool, do func()) {
		if offered {
			a.buttons = append(a.buttons, kit.NewButton(l.T(key), icon, kit.Plain, do))
		}
	}
	change := func(action workspace.BulkAction) func() {
		return func() { l.preview(workspace.Bulk{Action: action}, "", "") }
	}
	add("users.bulk.activate", "key", l.may.manage, change(workspace.BulkActivate))
	add("users.bulk.deactivate", "lock", l.may.manage, change(workspace.BulkDeactivate))
	add("users.bulk.archive", "archive", l.may.manage, change(workspace.BulkArchive))
	add("users.bulk.grant", "add", l.may.grant || l.may.grantAdmin, l.askRole)
	add("users.bulk.download", "export", l.may.export, l.previewExport)
	a.ExtendBaseWidget(a)
	a.update()
	return a
}

// update counts the users that are chosen.
func (a *actions) update() {
	count := 0
	for n := range a.list.grid.SelectedRows() {
		if n < len(a.list.table.Lines) && a.list.table.Lines[n].Entry != nil {
			count++
		}
	}
	text := a.list.T("users.chosen.none")
	if count > 0 {
		text = a.list.T("users.chosen", fault.Args{"Count": count})
	}
	a.count.SetText(text)
	for _, button := range a.buttons {
		button.SetEnabled(count > 0)
	}
}

// CreateRenderer is for Fyne.
func (a *actions) CreateRenderer() fyne.WidgetRenderer {
	line := kit.HStack(8, kit.Width(330, a.count), kit.Space())
	for _, button := range a.buttons {
		line.Add(button)
	}
	return widget.NewSimpleRenderer(line)
}

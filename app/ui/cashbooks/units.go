package cashbooks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// units is « Unités »: the groups of projects in which roles can hold.
type units struct {
	*section
	all      []workspace.Unit
	projects []directory.Project
	grid     *kit.Grid[workspace.Unit]
	tools    []*kit.Button // for the unit under the cursor
}

func (s *section) openUnits() { s.openUnitsThen("") }

// openUnitsThen shows the units with a word about what was done.
func (s *section) openUnitsThen(done string) {
	u := &units{section: s}
	kit.Load(s.Tasks, func() (all []workspace.Unit, err error) {
		if u.projects, err = s.Session.Projects(s.Context); err != nil {
			return nil, err
		}
		return s.Session.Units(s.Context)
	}, func(all []workspace.Unit, err error) {
		if s.Refuse(err) {
			return
		}
		u.all = all
		u.present()
		if done != "" {
			s.Changed()
			s.Done(done)
		}
	})
}

func (u *units) present() {
	t := u.T
	u.grid = kit.NewGrid(u.Services, "units", []kit.Column[workspace.Unit]{
		{ID: "code", Title: t("cashbooks.unit.code"), Width: 120, Style: func(workspace.Unit) kit.Style { return kit.Strong },
			Text: func(unit workspace.Unit) string { return unit.Code }},
		{ID: "name", Title: t("cashbooks.unit.name"), Width: 260, Text: func(unit workspace.Unit) string { return unit.Name }},
		{ID: "projects", Title: t("cashbooks.unit.projects"), Width: 320, Grow: true, Text: u.projectsOf},
		{ID: "holders", Title: t("cashbooks.unit.holders"), Width: 110, Align: fyne.TextAlignTrailing,
			Text: func(unit workspace.Unit) string { return u.Printer.Int(int64(unit.Holders)) }},
		{ID: "state", Title: t("cashbooks.unit.state"), Width: 120, Text: func(unit workspace.Unit) string { return t(unitState(unit)) }},
	}, kit.Rows[workspace.Unit](u.all))
	add := kit.NewButton(t("cashbooks.unit.new"), "add", kit.Primary, func() { u.edit(workspace.Unit{}) })
	edit := kit.NewButton(t("cashbooks.unit.edit"), "edit", kit.Plain, u.onCurrent(u.edit))
	move := kit.NewButton(t("cashbooks.unit.move"), "folder", kit.Plain, u.onCurrent(u.move))
	remove := kit.NewButton(t("cashbooks.unit.remove"), "remove", kit.Plain, u.onCurrent(u.remove))
	u.tools = []*kit.Button{edit, move, remove}
	u.grid.OnCursor, u.grid.OnOpen = u.enable, u.move
	u.grid.Empty = kit.NewEmpty("folder", t("cashbooks.unit.none"), t("cashbooks.unit.none.hint"), nil)
	u.grid.Reload()
	u.enable()
	head := kit.VStack(8, kit.NewText(t("cashbooks.unit.title"), kit.Title),
		kit.HStack(8, kit.NewText(t("cashbooks.unit.about"), kit.Muted), kit.Space(), add, edit, move, remove))
	u.Shell.Show(kit.Screen{
		Name: "units", Section: string(desk.CashBooks), Focus: u.grid.Focus(),
		Crumbs:  []kit.Crumb{{Text: t("cashbooks.title"), Open: func() { u.Open(desk.CashBooks) }}, {Text: t("cashbooks.unit.title")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, u.grid))),
		Keys: kit.Handlers{kit.ActionRefresh: u.openUnits, kit.ActionNew: func() { u.edit(workspace.Unit{}) },
			kit.ActionCancel: func() { u.Open(desk.CashBooks) }},
	})
}

func unitState(unit workspace.Unit) string {
	if unit.Active {
		return "unit-state.active"
	}
	return "unit-state.inactive"
}

// enable offers what can be done with the unit under the cursor.
func (u *units) enable() {
	_, here := u.grid.Current()
	for _, tool := range u.tools {
		tool.SetEnabled(here)
	}
}

func (u *units) onCurrent(do func(workspace.Unit)) func() {
	return func() {
		if unit, here := u.grid.Current(); here {
			do(unit)
		}
	}
}

// projectsOf names the projects of a unit in the order of their codes.
func (u *units) projectsOf(unit workspace.Unit) string {
	text := ""
	for _, p := range u.projects {
		if has(unit, p.ID) {
			if text != "" {
				text += ", "
			}
			text += p.Code + " " + p.Name
		}
	}
	return text
}

func has(unit workspace.Unit, project ident.ProjectID) bool {
	for _, id := range unit.Projects {
		if id == project {
			return true
		}
	}
	return false
}

// remove takes the unit away; a refusal names who has roles in it.
func (u *units) remove(unit workspace.Unit) {
	args := fault.Args{"Unit": unit.Ref().String()}
	var dialog *kit.OpenDialog
	dialog = u.Dialogs.Open(kit.Dialog{
		Name: "unit-remove", Title: u.T("cashbooks.unit.remove.title"), Confirm: u.T("cashbooks.unit.remove"),
		Content: kit.NewParagraph(u.T("cashbooks.unit.remove.text", args), kit.Body),
		OnConfirm: func() error {
			return dialog.Await(u.T("cashbooks.unit.remove.title"), func() error { return u.Session.RemoveUnit(u.Context, unit.ID) },
				func() { u.openUnitsThen(u.T("cashbooks.unit.removed", args)) })
		},
	})
}

package cashbooks

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// edit changes code, name and state of a unit; one without an identifier is new.
func (u *units) edit(unit workspace.Unit) {
	code, name := kit.NewTextField(u.Services, "code"), kit.NewTextField(u.Services, "name")
	code.Required, code.MaxRunes, name.Required, name.MaxRunes = true, 16, true, 120
	code.PlaceHolder = u.T("cashbooks.unit.code.example")
	code.Verify = func(text string) error {
		_, err := directory.ParseProjectCode(text)
		return err
	}
	code.SetText(unit.Code)
	name.SetText(unit.Name)
	form := kit.NewForm().Add(u.T("cashbooks.unit.code"), code).Add(u.T("cashbooks.unit.name"), name)
	active := kit.NewCheck(u.Services, "active", u.T("cashbooks.unit.active"))
	active.SetTicked(unit.Active)
	title := "cashbooks.unit.new"
	if !unit.ID.IsZero() {
		title = "cashbooks.unit.edit.title"
		form.Add("", active)
	}
	var saved directory.Unit
	ask(u.Desk, question{
		name: "unit", title: u.T(title), confirm: u.T("cashbooks.unit.save"), form: form, focus: code,
		read: func() answer {
			next := unit.Unit
			next.Code, next.Name, next.Active = code.Text, name.Text, active.Ticked()
			return func() (done string, err error) {
				saved, err = u.saveUnit(next)
				return u.T("cashbooks.unit.saved", fault.Args{"Unit": saved.Ref().String()}), err
			}
		},
		then: u.openUnits,
	})
}

func (u *units) saveUnit(next directory.Unit) (directory.Unit, error) {
	if next.ID.IsZero() {
		return u.Session.AddUnit(u.Context, next)
	}
	return u.Session.EditUnit(u.Context, next)
}

// move asks which projects the unit is to have. One of another unit says so.
func (u *units) move(unit workspace.Unit) {
	checks := make([]*kit.Check, len(u.projects))
	list := kit.VStack(2)
	for i, p := range u.projects {
		checks[i] = kit.NewCheck(u.Services, "project-"+p.Code, u.projectLine(p, unit))
		checks[i].SetTicked(has(unit, p.ID))
		list.Add(checks[i])
	}
	args := fault.Args{"Unit": unit.Ref().String()}
	var focus fyne.Focusable
	if len(checks) > 0 {
		focus = checks[0]
	}
	var dialog *kit.OpenDialog
	dialog = u.Dialogs.Open(kit.Dialog{
		Name: "unit-projects", Title: u.T("cashbooks.unit.move.title", args), Width: 560, Focus: focus, Confirm: u.T("cashbooks.unit.save"),
		Content: kit.VStack(12, kit.NewParagraph(u.T("cashbooks.unit.move.text"), kit.Small), kit.Height(300, kit.NewScroll(list))),
		OnConfirm: func() error {
			var chosen []ident.ProjectID
			for i, check := range checks {
				if check.Ticked() {
					chosen = append(chosen, u.projects[i].ID)
				}
			}
			return dialog.Await(u.T("cashbooks.unit.move.title", args), func() error { return u.Session.SetUnitProjects(u.Context, unit.ID, chosen) },
				func() { u.openUnitsThen(u.T("cashbooks.unit.saved", args)) })
		},
	})
}

// projectLine names a project, and the unit that it would leave.
func (u *units) projectLine(p directory.Project, into workspace.Unit) string {
	for _, other := range u.all {
		if other.ID != into.ID && has(other, p.ID) {
			return u.T("cashbooks.unit.elsewhere", fault.Args{"Project": p.Code + " " + p.Name, "Unit": other.Ref().String()})
		}
	}
	return p.Code + " " + p.Name
}

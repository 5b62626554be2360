package users

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// projectChosen puts a project below the field and empties it for the next.
func (d *grantDialog) projectChosen(c kit.Choice) {
	d.justChosen = true
	d.take(c)
}

func (d *grantDialog) take(c kit.Choice) {
	var id ident.ProjectID
	if err := id.UnmarshalText([]byte(c.ID)); err != nil || slices.Contains(d.projects, id) {
		return
	}
	d.projects = append(d.projects, id)
	d.project.Clear()
	d.list()
}

// projectEntered is Enter in the field: it takes what is typed; with nothing
// typed the role is given.
func (d *grantDialog) projectEntered() {
	switch {
	case d.justChosen:
		d.justChosen = false
	case strings.TrimSpace(d.project.Text) != "":
		if d.project.Check() == "" {
			d.take(d.project.Chosen())
		}
	default:
		d.dialog.Answer()
	}
}

// list shows the projects chosen so far.
func (d *grantDialog) list() {
	d.chosen.Objects = nil
	for _, id := range d.projects {
		d.chosen.Add(kit.HStack(0, kit.NewButton(d.sheet.project(id), "remove", kit.Quiet, func() {
			d.projects = slices.DeleteFunc(d.projects, func(other ident.ProjectID) bool { return other == id })
			d.list()
		})))
	}
	d.chosen.Refresh()
	d.dialog.Fit()
}

// haveProjects takes what is still typed, and reports whether there is any
// project at all.
func (d *grantDialog) haveProjects() bool {
	if strings.TrimSpace(d.project.Text) != "" {
		if d.project.Check() != "" {
			return false
		}
		d.take(d.project.Chosen())
	}
	if len(d.projects) == 0 {
		d.project.Refuse(fault.New(fault.Invalid, "users.no-project", nil))
	}
	return len(d.projects) > 0
}

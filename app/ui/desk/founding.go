package desk

import (
	"context"
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Founding is what a dialog needs to know that sets up something new in a project.
type Founding struct {
	Projects []directory.Project // that the person may choose
	Currency money.Currency      // of the organisation
}

// Found reads it and asks. Where there is no project, none says so.
func (d *Desk) Found(projects func(context.Context) ([]directory.Project, error), none string, ask func(Founding)) {
	kit.Load(d.Tasks, func() (f Founding, err error) {
		if f.Projects, err = projects(d.Context); err != nil {
			return f, err
		}
		condition, err := d.Workspace.Condition(d.Context)
		f.Currency = condition.Organisation.Currency
		return f, err
	}, func(f Founding, err error) {
		switch {
		case d.Refuse(err):
		case len(f.Projects) == 0:
			d.Dialogs.Refuse(fault.New(fault.Missing, none, nil))
		default:
			ask(f)
		}
	})
}

// ProjectChoices offers projects by code and name, with their country beside it.
func ProjectChoices(projects []directory.Project) []kit.Choice {
	var choices []kit.Choice
	for _, p := range projects {
		choices = append(choices, kit.Choice{ID: p.Code, Text: p.Code + " " + p.Name, Detail: p.Country})
	}
	return choices
}

// ProjectWith gives the one of the projects that has the code, or none.
func ProjectWith(projects []directory.Project, code string) ident.ProjectID {
	for _, p := range projects {
		if p.Code == code {
			return p.ID
		}
	}
	return ident.ProjectID{}
}

// PosteChoices offers postes by number and label, with their location beside it.
func PosteChoices(postes []directory.Poste) []kit.Choice {
	var choices []kit.Choice
	for _, p := range postes {
		number := strconv.Itoa(p.Number)
		choices = append(choices, kit.Choice{ID: number, Text: number + " " + p.Label, Detail: p.Location})
	}
	return choices
}

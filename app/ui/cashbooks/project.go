package cashbooks

import (
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// addProject is the dialog « Nouveau projet ».
func addProject(d *desk.Desk, then func()) {
	code, name := kit.NewTextField(d.Services, "code"), kit.NewTextField(d.Services, "name")
	code.Required, code.MaxRunes, name.Required, name.MaxRunes = true, 16, true, 120
	code.PlaceHolder = d.T("cashbooks.project.code.example")
	code.Verify = func(text string) error {
		_, err := directory.ParseProjectCode(text)
		return err
	}
	country := kit.NewStrictPicker(d.Services, "country", kit.OfferAll(kit.CountryChoices(d.Printer)))
	country.PlaceHolder = d.T("cashbooks.project.country.usual")
	plan := kit.NewStrictPicker(d.Services, "chart", kit.OfferAll(charts()))
	plan.PlaceHolder = d.T("cashbooks.project.chart.none")
	form := kit.NewForm().Add(d.T("cashbooks.project.code"), code).Add(d.T("cashbooks.project.name"), name).
		Add(d.T("cashbooks.project.country"), country).
		Add(d.T("detail.chart"), plan)
	ask(d, question{
		name: "project", title: d.T("cashbooks.project.new"), confirm: d.T("cashbooks.project.add"), form: form, focus: code,
		read: func() answer {
			p := directory.Project{Code: code.Text, Name: name.Text, Country: country.Chosen().ID}
			base := chart.ID(plan.Chosen().ID)
			return func() (string, error) {
				p, err := saveProject(d, p, base)
				return d.T("cashbooks.project.added", fault.Args{"Code": p.Code, "Name": p.Name}), err
			}
		},
		then: then,
	})
}

// saveProject adds a project, with a chart of accounts where one was chosen.
func saveProject(d *desk.Desk, p directory.Project, base chart.ID) (directory.Project, error) {
	if base == "" {
		return d.Session.AddProject(d.Context, p)
	}
	return d.Session.AddChartedProject(d.Context, p, base)
}

func charts() []kit.Choice {
	var choices []kit.Choice
	for _, id := range chart.IDs() {
		table, _ := chart.TableOf(id)
		choices = append(choices, kit.Choice{ID: string(id), Text: table.Title})
	}
	return choices
}

package cashbooks

import (
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
	country := kit.NewStrictPicker(d.Services, "country", kit.OfferAll(countries(d)))
	country.PlaceHolder = d.T("cashbooks.project.country.usual")
	form := kit.NewForm().Add(d.T("cashbooks.project.code"), code).Add(d.T("cashbooks.project.name"), name).
		Add(d.T("cashbooks.project.country"), country)
	ask(d, question{
		name: "project", title: d.T("cashbooks.project.new"), confirm: d.T("cashbooks.project.add"), form: form, focus: code,
		read: func() answer {
			p := directory.Project{Code: code.Text, Name: name.Text, Country: country.Chosen().ID}
			return func() (string, error) {
				p, err := d.Session.AddProject(d.Context, p)
				return d.T("cashbooks.project.added", fault.Args{"Code": p.Code, "Name": p.Name}), err
			}
		},
		then: then,
	})
}

func countries(d *desk.Desk) []kit.Choice {
	var choices []kit.Choice
	for _, c := range d.Printer.Countries() {
		choices = append(choices, kit.Choice{ID: c.Code, Text: c.Name, Detail: c.Code})
	}
	return choices
}

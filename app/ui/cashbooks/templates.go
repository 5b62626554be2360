package cashbooks

import (
	"strconv"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// removeTemplate asks which of the templates of the line is to be forgotten.
func (p *page) removeTemplate() {
	templates := p.line.templates
	var choices []kit.Choice
	for i, t := range templates {
		detail := p.T("cashbooks.template.own")
		if t.Owner.IsZero() {
			detail = p.T("cashbooks.template.shared")
		}
		choices = append(choices, kit.Choice{ID: strconv.Itoa(i), Text: t.Name, Detail: detail})
	}
	which := kit.NewStrictPicker(p.services, "template", kit.OfferAll(choices))
	which.Required = true
	ask(p.Desk, question{
		name: "template-remove", title: p.T("cashbooks.templates"), confirm: p.T("cashbooks.template.remove"),
		form: kit.NewForm().Add(p.T("cashbooks.template"), which), focus: which, then: func() { p.line.study() },
		read: func() answer {
			at, _ := strconv.Atoi(which.Chosen().ID) // checked with the form
			t, book := templates[at], p.book.Book.ID
			return func() (string, error) {
				_, err := p.Session.DeleteTemplate(p.Context, book, t.Name, t.Owner.IsZero())
				return p.T("cashbooks.template.removed", fault.Args{"Name": t.Name}), err
			}
		},
	})
}

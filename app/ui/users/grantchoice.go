package users

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// roleChoices are the roles that may be given, those of projects first.
func (s *sheet) roleChoices() []kit.Choice {
	var choices []kit.Choice
	for _, role := range s.grantable() {
		family := s.T("users.role.project")
		if role.Administrative() {
			family = s.T("users.role.administrative")
		}
		choices = append(choices, kit.Choice{ID: string(role.ID), Text: s.T(string(role.ID.Label())), Detail: family})
	}
	return choices
}

// countryChoices has the countries with projects first.
func (s *sheet) countryChoices() []kit.Choice {
	var near, far []kit.Choice
	for _, c := range s.Printer.Countries() {
		choice := kit.Choice{ID: c.Code, Text: c.Name, Detail: c.Code}
		if slices.ContainsFunc(s.Projects, func(p directory.Project) bool { return p.Country == c.Code }) {
			near = append(near, choice)
		} else {
			far = append(far, choice)
		}
	}
	return append(near, far...)
}

func (d *grantDialog) levels() []directory.Level {
	role, _ := directory.RoleByID(directory.RoleID(d.role.Chosen().ID))
	return role.Levels
}

func (d *grantDialog) levelChoice(l directory.Level) kit.Choice {
	return kit.Choice{ID: string(l), Text: d.T("level." + string(l))}
}

// offerLevels gives those that the role can have.
func (d *grantDialog) offerLevels(text string) []kit.Choice {
	var choices []kit.Choice
	for _, l := range d.levels() {
		choices = append(choices, d.levelChoice(l))
	}
	return kit.OfferAll(choices)(text)
}

// offerProjects gives those that are not chosen yet.
func (d *grantDialog) offerProjects(text string) []kit.Choice {
	var choices []kit.Choice
	for _, p := range d.Projects {
		if !slices.Contains(d.projects, p.ID) {
			choices = append(choices, kit.Choice{ID: p.ID.String(), Text: p.Code + " " + p.Name, Detail: d.countryOf(p)})
		}
	}
	return kit.OfferAll(choices)(text)
}

func (d *grantDialog) countryOf(p directory.Project) string {
	if p.Country == "" {
		return ""
	}
	return d.Printer.Country(p.Country)
}

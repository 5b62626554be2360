package users

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// roleChoices are the roles that may be given, those of projects first and those
// of the organisation's own last.
func (s *sheet) roleChoices() []kit.Choice {
	var choices []kit.Choice
	for _, role := range s.grantable() {
		family := s.T("users.role.project")
		if role.Administrative() {
			family = s.T("users.role.administrative")
		}
		choices = append(choices, kit.Choice{ID: string(role.ID), Text: s.T(string(role.ID.Label())), Detail: family})
	}
	for _, own := range s.grantableOwn() {
		detail := s.T("users.role.derives", fault.Args{"Base": own.Base.Label()})
		choices = append(choices, kit.Choice{ID: own.ID.String(), Text: own.Name, Detail: detail})
	}
	return choices
}

// chosenRole is the role of the field: one of the organisation's own by its
// identifier, or a standard one by its word.
func (d *grantDialog) chosenRole() directory.Grant {
	chosen := d.role.Chosen().ID
	for _, own := range d.ownRoles {
		if own.ID.String() == chosen {
			return directory.Grant{Role: own.Base, Derived: directory.Derivation{ID: own.ID, Name: own.Name}}
		}
	}
	return directory.Grant{Role: directory.RoleID(chosen)}
}

// countryChoices has the countries with projects first.
func (s *sheet) countryChoices() []kit.Choice {
	var near, far []kit.Choice
	for _, c := range kit.CountryChoices(s.Printer) {
		if slices.ContainsFunc(s.Projects, func(p directory.Project) bool { return p.Country == c.ID }) {
			near = append(near, c)
		} else {
			far = append(far, c)
		}
	}
	return append(near, far...)
}

// unitChoices are the units that take roles.
func (s *sheet) unitChoices() []kit.Choice {
	var choices []kit.Choice
	for _, u := range s.units {
		if u.Active {
			choices = append(choices, kit.Choice{ID: u.ID.String(), Text: u.Ref().String(), Detail: s.T("users.unit.projects", fault.Args{"Count": len(u.Projects)})})
		}
	}
	return choices
}

func (d *grantDialog) chosenUnit() directory.UnitRef {
	for _, u := range d.units {
		if u.ID.String() == d.unit.Chosen().ID {
			return u.Ref()
		}
	}
	return directory.UnitRef{}
}

func (d *grantDialog) levels() []directory.Level {
	role, _ := directory.RoleByID(d.chosenRole().Role)
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

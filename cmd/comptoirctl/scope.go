package main

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// scopeOptions say where a role holds.
type scopeOptions struct {
	Project      []string `placeholder:"code" xor:"scope" help:"scope-project"`
	Unit         string   `placeholder:"code" xor:"scope" help:"scope-unit"`
	Country      string   `placeholder:"country" xor:"scope" help:"scope-country"`
	AllProjects  bool     `xor:"scope"`
	Organisation bool     `xor:"scope"`
}

// scope gives the scope for a role; one that holds in one way only needs no
// option.
func (o *scopeOptions) scope(c *call, role directory.RoleID) (directory.Scope, error) {
	switch {
	case len(o.Project) > 0:
		projects, err := c.findProjects(c.session, o.Project)
		return directory.Scope{Level: directory.LevelProjects, Projects: projects}, err
	case o.Unit != "":
		unit, err := c.findUnit(c.session, o.Unit)
		return directory.Scope{Level: directory.LevelUnit, Unit: unit.Ref()}, err
	case o.Country != "":
		return directory.Scope{Level: directory.LevelCountry, Country: o.Country}, nil
	case o.AllProjects:
		return directory.Scope{Level: directory.LevelAllProjects}, nil
	case o.Organisation:
		return directory.Scope{Level: directory.LevelOrganisation}, nil
	}
	if known, is := directory.RoleByID(role); is && len(known.Levels) == 1 && known.Levels[0] == directory.LevelOrganisation {
		return directory.Scope{Level: directory.LevelOrganisation}, nil
	}
	return directory.Scope{}, fault.New(fault.Invalid, "ctl.no-scope", nil)
}

func sameScope(a, b directory.Scope) bool {
	if a.Level != b.Level || a.Country != b.Country || a.Unit.ID != b.Unit.ID {
		return false
	}
	if a.Level == directory.LevelUnit {
		return true
	}
	if len(a.Projects) != len(b.Projects) {
		return false
	}
	for _, id := range b.Projects {
		if !slices.Contains(a.Projects, id) {
			return false
		}
	}
	return true
}

package exchange

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// compareRoles compares roles place by place: a role that moves from one
// project to another is one loss and one gain.
func compareRoles(now, next Snapshot) []Change {
	before, after := now.roles(), next.roles()
	var changes []Change
	for _, r := range before {
		if !slices.ContainsFunc(after, r.same) {
			changes = append(changes, r.change(Loss))
		}
	}
	for _, r := range after {
		if !slices.ContainsFunc(before, r.same) {
			changes = append(changes, r.change(Gain))
		}
	}
	return changes
}

// rolePlace is one role at one place.
type rolePlace struct {
	role    directory.RoleID
	level   directory.Level
	country string
	project ident.ProjectID
	name    string // of the project, "P01 Forages Kolda"
}

// same asks whether it is the same place, whatever its name is by now.
func (r rolePlace) same(other rolePlace) bool {
	r.name = other.name
	return r == other
}

func (r rolePlace) change(sign Sign) Change {
	return Change{sign, "role." + string(r.level), fault.Args{
		"Role": fault.Key("role." + string(r.role)), "Place": cmp.Or(r.country, r.name),
	}}
}

func (snap Snapshot) roles() []rolePlace {
	var places []rolePlace
	for _, g := range snap.Grants {
		place := rolePlace{role: g.Role, level: g.Scope.Level, country: g.Scope.Country}
		if g.Scope.Level != directory.LevelProjects {
			places = append(places, place)
			continue
		}
		for _, id := range g.Scope.Projects {
			place.project, place.name = id, snap.projectName(id)
			places = append(places, place)
		}
	}
	return places
}

func (snap Snapshot) projectName(id ident.ProjectID) string {
	for _, p := range snap.Projects {
		if p.ID == id {
			return p.Code + " " + p.Name
		}
	}
	return id.String()
}

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
	return slices.Concat(before.without(after, Loss), after.without(before, Gain))
}

// rolePlace is one role at one place, whatever its name is by now.
type rolePlace struct {
	role    directory.RoleID
	level   directory.Level
	country string
	project ident.ProjectID
}

// rolePlaces are in the order of the grants.
type rolePlaces struct {
	list  []rolePlace
	names map[ident.ProjectID]string // "P01 Forages Kolda"
	known map[rolePlace]bool
}

func (snap Snapshot) roles() rolePlaces {
	places := rolePlaces{names: make(map[ident.ProjectID]string, len(snap.Projects)), known: map[rolePlace]bool{}}
	for _, p := range snap.Projects {
		places.names[p.ID] = p.Code + " " + p.Name
	}
	for _, g := range snap.Grants {
		place := rolePlace{role: g.Role, level: g.Scope.Level, country: g.Scope.Country}
		if g.Scope.Level != directory.LevelProjects {
			places.add(place)
			continue
		}
		for _, id := range g.Scope.Projects {
			place.project = id
			places.add(place)
		}
	}
	return places
}

func (places *rolePlaces) add(p rolePlace) {
	places.list = append(places.list, p)
	places.known[p] = true
}

// without tells of the places that the others do not have.
func (places rolePlaces) without(others rolePlaces, sign Sign) []Change {
	var changes []Change
	for _, p := range places.list {
		if others.known[p] {
			continue
		}
		changes = append(changes, Change{sign, "role." + string(p.level), fault.Args{
			"Role": fault.Key("role." + string(p.role)), "Place": cmp.Or(p.country, places.names[p.project]),
		}})
	}
	return changes
}

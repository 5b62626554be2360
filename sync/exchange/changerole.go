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
	return slices.Concat(before.without(after, Loss), after.without(before, Gain), before.rightsBeyond(after, Loss), after.rightsBeyond(before, Gain))
}

// rolePlace is one role at one place, whatever its name is by now.
type rolePlace struct {
	role    directory.RoleID
	derived ident.DerivedRoleID
	level   directory.Level
	country string
	project ident.ProjectID
}

// rolePlaces are in the order of the grants.
type rolePlaces struct {
	list  []rolePlace
	names map[ident.ProjectID]string // "P01 Forages Kolda"
	known map[rolePlace]directory.Grant
}

func (snap Snapshot) roles() rolePlaces {
	places := rolePlaces{names: make(map[ident.ProjectID]string, len(snap.Projects)), known: map[rolePlace]directory.Grant{}}
	for _, p := range snap.Projects {
		places.names[p.ID] = p.Code + " " + p.Name
	}
	for _, g := range snap.Grants {
		place := rolePlace{role: g.Role, derived: g.Derived.ID, level: g.Scope.Level, country: g.Scope.Country}
		if g.Scope.Level != directory.LevelProjects {
			places.add(place, g)
			continue
		}
		for _, id := range g.Scope.Projects {
			place.project = id
			places.add(place, g)
		}
	}
	return places
}

func (places *rolePlaces) add(p rolePlace, g directory.Grant) {
	places.list = append(places.list, p)
	places.known[p] = g
}

// without tells of the places that the others do not have.
func (places rolePlaces) without(others rolePlaces, sign Sign) []Change {
	var changes []Change
	for _, p := range places.list {
		if _, known := others.known[p]; known {
			continue
		}
		changes = append(changes, Change{sign, "role." + string(p.level), fault.Args{
			"Role": places.known[p].Label(), "Place": cmp.Or(p.country, places.names[p.project]),
		}})
	}
	return changes
}

// rightsBeyond tells of the rights that roles of the organisation's own have here
// and not there, each once however many places a role has.
func (places rolePlaces) rightsBeyond(others rolePlaces, sign Sign) []Change {
	var changes []Change
	for _, p := range places.list {
		other, known := others.known[p]
		if !known {
			continue
		}
		here := places.known[p]
		for _, right := range here.Derived.Rights {
			if slices.Contains(other.Derived.Rights, right) {
				continue
			}
			change := Change{sign, "role-right", fault.Args{"Role": here.Label(), "Right": fault.Key("right." + string(right))}}
			if !slices.ContainsFunc(changes, change.Equal) {
				changes = append(changes, change)
			}
		}
	}
	return changes
}

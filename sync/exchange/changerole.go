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
	unit    ident.UnitID
	project ident.ProjectID
}

// rolePlaces are in the order of the grants.
type rolePlaces struct {
	list  []rolePlace
	names map[ident.ProjectID]string // "P01 Forages Kolda"
	known map[rolePlace]directory.Grant
}

// whole gives the unit of one of its projects.
func (p rolePlace) whole() rolePlace {
	p.project = ident.ProjectID{}
	return p
}

func (snap Snapshot) roles() rolePlaces {
	places := rolePlaces{names: make(map[ident.ProjectID]string, len(snap.Projects)), known: map[rolePlace]directory.Grant{}}
	for _, p := range snap.Projects {
		places.names[p.ID] = p.Code + " " + p.Name
	}
	for _, g := range snap.Grants {
		place := rolePlace{role: g.Role, derived: g.Derived.ID, level: g.Scope.Level, country: g.Scope.Country, unit: g.Scope.Unit.ID}
		if g.Scope.Level != directory.LevelProjects {
			places.add(place, g)
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

// without tells of the places that the others do not have: of a unit as a whole,
// and of its projects where they have the unit without them.
func (places rolePlaces) without(others rolePlaces, sign Sign) []Change {
	var changes []Change
	for _, p := range places.list {
		if _, known := others.known[p]; known {
			continue
		}
		_, unit := others.known[p.whole()]
		here := places.known[p]
		args := fault.Args{"Role": here.Label(), "Place": cmp.Or(p.country, here.Scope.Unit.String(), places.names[p.project])}
		switch {
		case p.level != directory.LevelUnit || p.project.IsZero():
			changes = append(changes, Change{sign, "role." + string(p.level), args})
		case unit:
			args["Project"] = places.names[p.project]
			changes = append(changes, Change{sign, "role.unit-project", args})
		}
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

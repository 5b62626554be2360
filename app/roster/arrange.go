package roster

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Line is one of the overview: the heading of a group, or a user.
type Line struct {
	Heading string // what the users of a group have in common
	Group   string // names the group; empty without groups
	Count   int    // users of the group
	Closed  bool   // its users are not shown
	Entry   *Entry // nil for a heading
}

// Table is what a view shows.
type Table struct {
	Lines  []Line
	People int // users shown or in closed groups, each counted once
}

// Arrange gives what a view shows; the users of closed groups stay away.
func (r *Roster) Arrange(v View, closed map[string]bool) Table {
	people := r.selected(v)
	if v.Group == "" {
		lines := make([]Line, len(people))
		for i, e := range people {
			lines[i] = Line{Entry: e}
		}
		return Table{Lines: lines, People: len(people)}
	}
	return Table{Lines: r.grouped(v.Group, people, closed), People: len(people)}
}

// bundle is a group on its way.
type bundle struct {
	share
	people []*Entry
}

// share is what an entry has in common with others: its place among the groups,
// which also names the group, and its words.
type share struct {
	order string
	word  any
}

func (r *Roster) grouped(by string, people []*Entry, closed map[string]bool) []Line {
	bundles := map[string]*bundle{}
	for _, e := range people {
		for _, s := range r.shares(by, e) {
			b := bundles[s.order]
			if b == nil {
				b = &bundle{share: s}
				bundles[s.order] = b
			}
			b.people = append(b.people, e)
		}
	}
	sorted := make([]*bundle, 0, len(bundles))
	for _, b := range bundles {
		sorted = append(sorted, b)
	}
	slices.SortFunc(sorted, func(a, b *bundle) int { return cmp.Compare(a.order, b.order) })
	var lines []Line
	for _, b := range sorted {
		lines = append(lines, Line{Heading: r.words.value(b.word), Group: b.order, Count: len(b.people), Closed: closed[b.order]})
		if closed[b.order] {
			continue
		}
		for _, e := range b.people {
			lines = append(lines, Line{Group: b.order, Entry: e})
		}
	}
	return lines
}

// shares gives the groups that an entry is in, one at least.
func (r *Roster) shares(by string, e *Entry) []share {
	if c, own := r.ownGroup(by); own {
		return []share{ownShare(c, e)}
	}
	var found []share
	switch by {
	case "status":
		return []share{{rank(e.Status), statusWord(e.Status)}}
	case "role":
		for _, role := range e.Roles {
			found = append(found, share{roleOrder(role), role.label()})
		}
	case "project":
		if e.All {
			found = append(found, share{"", fault.Key("roster.all-projects")})
		}
		for _, code := range e.Projects {
			found = append(found, share{directory.Fold(code), code})
		}
	case "unit":
		for _, code := range e.Units {
			found = append(found, share{directory.Fold(code), code})
		}
	case "country":
		for _, code := range e.Countries {
			found = append(found, share{code, fault.Key("country." + code)})
		}
	case "partner":
		if e.Partner != "" {
			found = append(found, share{directory.Fold(e.Partner), e.Partner})
		}
	}
	if len(found) == 0 {
		found = append(found, share{"~", fault.Key("roster.none." + by)})
	}
	return found
}

// ownShare groups by a field of the organisation's own.
func ownShare(c Column, e *Entry) share {
	value := c.value(*e)
	if value == "" {
		return share{"~", fault.Key("roster.none.field")}
	}
	return share{c.order(*e), value}
}

// roleOrder is the place in the catalogue; a role of the organisation's own
// comes behind the one that it derives from.
func roleOrder(role HeldRole) string {
	order := "999" + string(role.Base)
	if place := places[role.Base]; place > 0 {
		order = strconv.Itoa(100 + place)
	}
	return order + directory.Fold(role.Own)
}

// Package roster is « Aperçu des utilisateurs » without a screen: which users a
// person wants to see, by what, in which order and groups; and what a
// spreadsheet says of users who are still to be added. Ten thousand users are
// searched, filtered and sorted in memory, within a keystroke.
package roster

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// People is all that the overview is made of, as of one instant.
type People struct {
	Users    []directory.User
	Grants   map[ident.UserID][]directory.Grant
	Projects []directory.Project
	Fields   []directory.Field          // the organisation's own
	Files    map[ident.UserID]time.Time // until when the last `.usr` of each can be imported
	Country  string                     // of the organisation, for projects without one
	Now      time.Time
	Today    calendar.Day // where the organisation is
}

// Entry is a user with what the overview tells besides the record.
type Entry struct {
	directory.User
	Roles     []HeldRole // in the order of the catalogue, none twice
	Projects  []string   // codes of those selected by a role, or in its unit
	Units     []string   // codes of those in which a role holds
	Countries []string   // ISO 3166-1, of those projects and of roles
	All       bool       // some role reaches all projects
	FileUntil time.Time  // zero where no `.usr` was written yet

	name   string // orders by last name
	search string
}

// atlas is where projects lie. What a unit has is looked up once: ten thousand
// people may have a role in it.
type atlas struct {
	projects map[ident.ProjectID]directory.Project
	units    map[ident.UnitID]reach
}

// reach are the codes and countries of some projects, sorted, none twice.
type reach struct{ codes, countries []string }

func (a *atlas) of(s directory.Scope) reach {
	found, known := a.units[s.Unit.ID]
	if known && s.Level == directory.LevelUnit {
		return found
	}
	found = reach{}
	for _, id := range s.Projects {
		if project, known := a.projects[id]; known {
			found.codes, found.countries = append(found.codes, project.Code), append(found.countries, project.Country)
		}
	}
	found = reach{distinct(found.codes), distinct(found.countries)}
	if s.Level == directory.LevelUnit {
		a.units[s.Unit.ID] = found
	}
	return found
}

// entries makes the entries of everybody.
func entries(p People) []Entry {
	projects := make(map[ident.ProjectID]directory.Project, len(p.Projects))
	for _, project := range p.Projects {
		if project.Country == "" {
			project.Country = p.Country
		}
		projects[project.ID] = project
	}
	at := &atlas{projects, map[ident.UnitID]reach{}}
	all := make([]Entry, len(p.Users))
	for i, u := range p.Users {
		all[i] = newEntry(u, p.Grants[u.ID], at)
		all[i].FileUntil = p.Files[u.ID]
	}
	return all
}

func newEntry(u directory.User, grants []directory.Grant, at *atlas) Entry {
	e := Entry{User: u}
	e.name = directory.Fold(u.LastName) + "\n" + directory.Fold(u.FirstName)
	if u.LastName == "" && u.FirstName == "" {
		e.name = directory.Fold(u.Address())
	}
	first, last := directory.Fold(u.FirstName), directory.Fold(u.LastName)
	e.search = strings.Join([]string{first + " " + last, last + " " + first, u.Email, u.Login}, "\n")
	for _, g := range grants {
		e.Roles = append(e.Roles, HeldRole{g.Role, g.Derived.Name})
		if g.Scope.Unit.Code != "" {
			e.Units = append(e.Units, g.Scope.Unit.Code)
		}
		e.All = e.All || g.Scope.Level == directory.LevelAllProjects || g.Scope.Level == directory.LevelOrganisation
		if g.Scope.Country != "" {
			e.Countries = join(e.Countries, []string{g.Scope.Country})
		}
		found := at.of(g.Scope)
		e.Projects, e.Countries = join(e.Projects, found.codes), join(e.Countries, found.countries)
	}
	e.Roles, e.Projects, e.Units, e.Countries = distinctRoles(e.Roles), distinct(e.Projects), distinct(e.Units), distinct(e.Countries)
	return e
}

// join adds texts to a list that others may share.
func join(list, more []string) []string {
	if len(list) == 0 {
		return more
	}
	return slices.Concat(list, more)
}

func distinct(texts []string) []string {
	if isDistinct(texts) {
		return texts // which may be shared with others
	}
	slices.Sort(texts)
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return text == "" })
}

// isDistinct reports whether the texts are sorted, none empty and none twice.
func isDistinct(texts []string) bool {
	for i, text := range texts {
		if text == "" || i > 0 && texts[i-1] >= text {
			return false
		}
	}
	return true
}

// HeldRole is a role that somebody has, wherever it holds.
type HeldRole struct {
	Base directory.RoleID // the standard role
	Own  string           // name of the organisation's own role that derives from it; empty for the standard role
}

// label is what the role is called: the key of a word, or a name.
func (h HeldRole) label() any {
	if h.Own == "" {
		return h.Base.Label()
	}
	return h.Own
}

func distinctRoles(roles []HeldRole) []HeldRole {
	slices.SortFunc(roles, func(a, b HeldRole) int {
		return cmp.Or(cmp.Compare(places[a.Base], places[b.Base]), strings.Compare(string(a.Base), string(b.Base)), strings.Compare(a.Own, b.Own))
	})
	return slices.Compact(roles)
}

// places are those of the roles in the catalogue, counted from 1.
var places = func() map[directory.RoleID]int {
	at := map[directory.RoleID]int{}
	for i, role := range directory.Roles() {
		at[role.ID] = i + 1
	}
	return at
}()

// SortedName gives the last name first, as the overview is sorted.
func (e Entry) SortedName() string {
	name := strings.TrimSpace(e.LastName + " " + e.FirstName)
	if name == "" {
		return e.Name()
	}
	return name
}

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

// entries makes the entries of everybody.
func entries(p People) []Entry {
	projects := make(map[ident.ProjectID]directory.Project, len(p.Projects))
	for _, project := range p.Projects {
		if project.Country == "" {
			project.Country = p.Country
		}
		projects[project.ID] = project
	}
	all := make([]Entry, len(p.Users))
	for i, u := range p.Users {
		all[i] = newEntry(u, p.Grants[u.ID], projects)
		all[i].FileUntil = p.Files[u.ID]
	}
	return all
}

func newEntry(u directory.User, grants []directory.Grant, projects map[ident.ProjectID]directory.Project) Entry {
	e := Entry{User: u}
	e.name = directory.Fold(u.LastName) + "\n" + directory.Fold(u.FirstName)
	if u.LastName == "" && u.FirstName == "" {
		e.name = directory.Fold(u.Address())
	}
	first, last := directory.Fold(u.FirstName), directory.Fold(u.LastName)
	e.search = strings.Join([]string{first + " " + last, last + " " + first, u.Email, u.Login}, "\n")
	for _, g := range grants {
		e.Roles = append(e.Roles, HeldRole{g.Role, g.Derived.Name})
		e.Units = append(e.Units, g.Scope.Unit.Code)
		e.All = e.All || g.Scope.Level == directory.LevelAllProjects || g.Scope.Level == directory.LevelOrganisation
		if g.Scope.Country != "" {
			e.Countries = append(e.Countries, g.Scope.Country)
		}
		for _, id := range g.Scope.Projects {
			if project, known := projects[id]; known {
				e.Projects = append(e.Projects, project.Code)
				e.Countries = append(e.Countries, project.Country)
			}
		}
	}
	e.Roles, e.Projects, e.Units, e.Countries = distinctRoles(e.Roles), distinct(e.Projects), distinct(e.Units), distinct(e.Countries)
	return e
}

func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return text == "" })
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

// Package roster is « Aperçu des utilisateurs » without a screen: which users a
// person wants to see, by what, in which order and groups; and what a
// spreadsheet says of users who are still to be added. Ten thousand users are
// searched, filtered and sorted in memory, within a keystroke.
package roster

import (
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
	Files    map[ident.UserID]time.Time // until when the last `.usr` of each can be imported
	Country  string                     // of the organisation, for projects without one
	Now      time.Time
	Today    calendar.Day // where the organisation is
}

// Entry is a user with what the overview tells besides the record.
type Entry struct {
	directory.User
	Roles     []directory.RoleID // in the order of the catalogue, none twice
	Projects  []string           // codes of those selected by a role
	Countries []string           // ISO 3166-1, of those projects and of roles
	All       bool               // some role reaches all projects
	FileUntil time.Time          // zero where no `.usr` was written yet

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
		e.Roles = append(e.Roles, g.Role)
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
	e.Roles, e.Projects, e.Countries = distinctRoles(e.Roles), distinct(e.Projects), distinct(e.Countries)
	return e
}

func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return text == "" })
}

func distinctRoles(roles []directory.RoleID) []directory.RoleID {
	slices.SortFunc(roles, func(a, b directory.RoleID) int {
		if places[a] != places[b] {
			return places[a] - places[b]
		}
		return strings.Compare(string(a), string(b))
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

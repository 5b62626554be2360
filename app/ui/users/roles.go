package users

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// roles lists the grants: role, level, places.
func (s *sheet) roles() fyne.CanvasObject {
	t := s.T
	columns := []kit.Column[directory.Grant]{
		{ID: "role", Title: t("users.column.role"), Width: 240, Text: func(g directory.Grant) string { return s.roleName(g) }},
		{ID: "level", Title: t("users.column.level"), Width: 150, Text: func(g directory.Grant) string { return t("level." + string(g.Scope.Level)) }},
		{ID: "places", Title: t("users.column.places"), Width: 240, Grow: true, Text: s.places},
		{ID: "granted", Title: t("users.column.granted"), Width: 300, Style: func(directory.Grant) kit.Style { return kit.Muted },
			Text: func(g directory.Grant) string { return s.stamp(g.Granted, g.By) }},
	}
	grid := kit.NewGrid(s.Services, "roles", columns, kit.Rows[directory.Grant](s.Grants))
	var add, remove *kit.Button
	var buttons []fyne.CanvasObject
	if len(s.grantable()) > 0 {
		add = kit.NewButton(t("users.role.add"), "add", kit.Plain, s.addRole)
		buttons = append(buttons, add)
	}
	if s.may.grant || s.may.grantAdmin {
		remove = kit.NewButton(t("users.role.remove"), "remove", kit.Plain, func() { s.removeCurrent(grid) })
		buttons = append(buttons, remove)
		grid.OnCursor = func() { remove.SetEnabled(s.mayRemove(grid)) }
	}
	grid.Empty = kit.NewEmpty("shield", t("users.roles.none", nameArgs(s.User)), t("users.roles.none.hint"), nil)
	grid.Reload()
	return withTools(grid, t("users.roles.about"), buttons...)
}

// roleName is what the role is called, with the standard role that one of the
// organisation's own derives from.
func (s *sheet) roleName(g directory.Grant) string {
	standard := s.T(string(g.Role.Label()))
	if g.Derived.ID.IsZero() {
		return standard
	}
	return s.T("users.role.own", fault.Args{"Role": g.Derived.Name, "Base": standard})
}

func (s *sheet) mayRemove(grid *kit.Grid[directory.Grant]) bool {
	g, here := grid.Current()
	role, known := directory.RoleByID(g.Role)
	return here && known && s.mayGrant(role)
}

// places says where a grant holds.
func (s *sheet) places(g directory.Grant) string {
	switch g.Scope.Level {
	case directory.LevelCountry:
		return s.Printer.Country(g.Scope.Country)
	case directory.LevelProjects:
		var names []string
		for _, id := range g.Scope.Projects {
			names = append(names, s.project(id))
		}
		slices.Sort(names)
		return strings.Join(names, ", ")
	case directory.LevelUnit:
		return g.Scope.Unit.String()
	case directory.LevelAllProjects:
		return s.T("users.places.all")
	}
	return s.T("users.places.organisation")
}

// removeCurrent takes the role under the cursor back. A refusal names the books
// that still need it.
func (s *sheet) removeCurrent(grid *kit.Grid[directory.Grant]) {
	g, here := grid.Current()
	if !here {
		return
	}
	args := fault.Args{"Name": s.User.Name(), "Role": g.Label(), "Places": s.places(g)}
	s.confirm("user-role-remove", s.T("users.role.remove.title"), s.T("users.role.remove.text", args), s.T("users.role.remove"),
		func() error { return s.Session.RevokeRole(s.Context, s.User.ID, g.ID) },
		func() { s.done(s.T("users.role.removed", args)) })
}

package main

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type roleGrant struct {
	User string `arg:""`
	Role string `arg:""`
	scopeOptions
}

func (roleGrant) examples() []string {
	return []string{
		"role grant awa@eauvive.example cashier --project P01",
		"role grant fatou@eauvive.example finance-manager --all-projects",
		"role grant ibrahima@eauvive.example admin-user",
	}
}

// roleChanged is a role that a user gained or lost.
type roleChanged struct {
	User string `json:"user"`
	grantView
	name string
	lost bool
}

func (roleGrant) result() report { return roleChanged{} }

func (cmd *roleGrant) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	role, err := c.namedRole(session, cmd.Role)
	if err != nil {
		return err
	}
	scope, err := cmd.scope(c, role.Role)
	if err != nil {
		return err
	}
	g, err := c.grant(session, u.ID, role, scope)
	if err != nil {
		return err
	}
	projects, err := session.Projects(c.ctx)
	if err != nil {
		return err
	}
	return c.give(roleChanged{User: nameOf(u), name: u.Name(), grantView: viewGrant(g, projects)})
}

// grant gives a role of either kind.
func (c *call) grant(s *workspace.Session, user ident.UserID, role directory.Grant, scope directory.Scope) (directory.Grant, error) {
	if !role.Derived.ID.IsZero() {
		return s.GrantOwnRole(c.ctx, user, role.Derived.ID, scope)
	}
	return s.GrantRole(c.ctx, user, role.Role, scope)
}

func (r roleChanged) words(s *sheet) {
	sign := "+"
	if r.lost {
		sign = "−"
	}
	s.line(r.name + "  " + sign + " " + r.sentence(s))
}

// sentence gives the role and where it holds.
func (g grantView) sentence(s *sheet) string {
	args := fault.Args{"Role": fault.Key("role." + g.Role), "Place": g.Country}
	if g.Own != "" {
		args["Role"] = g.Own
	}
	switch directory.Level(g.Level) {
	case directory.LevelProjects:
		args["Place"] = strings.Join(g.Projects, ", ")
	case directory.LevelUnit:
		args["Place"] = strings.TrimSpace(g.Unit + " " + g.unit)
	}
	return s.T("change.role."+g.Level, args)
}

type roleRevoke struct {
	User string `arg:""`
	Role string `arg:""`
	scopeOptions
}

func (roleRevoke) examples() []string {
	return []string{"role revoke awa@eauvive.example cashier --project P01"}
}
func (roleRevoke) result() report { return roleChanged{} }

func (cmd *roleRevoke) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	role, err := c.namedRole(session, cmd.Role)
	if err != nil {
		return err
	}
	scope, err := cmd.scope(c, role.Role)
	if err != nil {
		return err
	}
	person, err := session.Person(c.ctx, u.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(person.Grants, func(g directory.Grant) bool {
		return g.Role == role.Role && g.Derived.ID == role.Derived.ID && sameScope(g.Scope, scope)
	})
	if i < 0 {
		return fault.New(fault.Missing, "ctl.no-grant", fault.Args{"Name": u.Name(), "Role": fault.Excerpt(cmd.Role)})
	}
	if err := session.RevokeRole(c.ctx, u.ID, person.Grants[i].ID); err != nil {
		return err
	}
	view := viewGrant(person.Grants[i], person.Projects)
	return c.give(roleChanged{User: nameOf(u), name: u.Name(), grantView: view, lost: true})
}

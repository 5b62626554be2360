package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type userList struct {
	Search   string   `placeholder:"text"`
	Status   []string `placeholder:"status" enum:"employee,pending,active,archived"`
	Archived bool
	Sort     string `default:"name" enum:"name,email,status,modified,-name,-email,-status,-modified"`
	Limit    int    `placeholder:"number"`
	Offset   int    `placeholder:"number"`
}

func (userList) examples() []string {
	return []string{"user list --search diop", "user list --status pending --json"}
}

type usersListed struct {
	Total int        `json:"total"`
	Users []userView `json:"users"`
}

func (userList) result() report { return usersListed{} }

func (cmd *userList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	filter := directory.UserFilter{
		Search: cmd.Search, Archived: cmd.Archived, Sort: cmd.Sort, Offset: max(cmd.Offset, 0), Limit: max(cmd.Limit, 0),
	}
	for _, status := range cmd.Status {
		filter.Statuses = append(filter.Statuses, directory.Status(status))
	}
	users, total, err := session.Users(c.ctx, filter)
	if err != nil {
		return err
	}
	return c.give(usersListed{total, each(users, viewUser)})
}

func (r usersListed) words(s *sheet) {
	t := s.newTable(left("ctl.col.name"), left("ctl.col.address"), left("ctl.col.job"), left("ctl.col.status"))
	for _, u := range r.Users {
		address := u.Email
		if address == "" {
			address = u.Login
		}
		t.row(u.name, address, u.Job, s.T("status."+u.Status))
	}
	if len(r.Users) > 0 {
		t.write(s)
	}
	s.say("ctl.user.total", fault.Args{"Count": r.Total})
}

// personView is a user with roles and books.
type personView struct {
	userView
	Roles []grantView   `json:"roles"`
	Books []holdingView `json:"books"`
}

// grantView is a role that a user has, and where.
type grantView struct {
	Role     string   `json:"role"`
	Level    string   `json:"level"`
	Country  string   `json:"country"`
	Projects []string `json:"projects"`
	Granted  moment   `json:"granted"`
}

type holdingView struct {
	Book   string `json:"book"`
	Name   string `json:"name"`
	Deputy bool   `json:"deputy"`
}

func viewPerson(p workspace.Person) personView {
	return personView{
		userView: viewUser(p.User),
		Roles:    each(p.Grants, func(g directory.Grant) grantView { return viewGrant(g, p.Projects) }),
		Books:    each(p.Holdings, viewHolding),
	}
}

func viewGrant(g directory.Grant, projects []directory.Project) grantView {
	return grantView{
		Role: string(g.Role), Level: string(g.Scope.Level), Country: g.Scope.Country, Granted: moment(g.Granted),
		Projects: each(g.Scope.Projects, func(id ident.ProjectID) string { return codeOf(id, projects) }),
	}
}

// codeOf gives the code of a project that is known, else its identifier.
func codeOf(id ident.ProjectID, projects []directory.Project) string {
	for _, p := range projects {
		if p.ID == id {
			return p.Code
		}
	}
	return id.String()
}

func viewHolding(h directory.Holding) holdingView { return holdingView{h.Ref, h.Name, h.Deputy} }

func (v personView) words(s *sheet) {
	v.userView.words(s)
	for _, g := range v.Roles {
		s.line("  " + g.sentence(s))
	}
	for _, h := range v.Books {
		key := "ctl.user.keeps"
		if h.Deputy {
			key = "ctl.user.deputises"
		}
		s.line("  " + s.T(key, fault.Args{"Book": h.Book + " " + h.Name}))
	}
}

type userShow struct {
	User string `arg:""`
}

func (userShow) examples() []string { return []string{"user show awa@eauvive.example"} }
func (userShow) result() report     { return personView{} }

func (cmd *userShow) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	person, err := session.Person(c.ctx, u.ID)
	if err != nil {
		return err
	}
	return c.give(viewPerson(person))
}

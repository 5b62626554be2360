package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/overview"
	reports "github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/workspace"
)

type userList struct {
	viewOptions
	Limit  int    `placeholder:"number"`
	Offset int    `placeholder:"number"`
	Format string `default:"text" enum:"text,csv,csv-excel,xlsx,pdf,json" help:"report-format"`
	Out    string `placeholder:"file" help:"report-out"`
}

func (userList) examples() []string {
	return []string{
		"user list --search diop", "user list --status pending --json", "user list --group role --columns name,projects,access",
		"user list --file-expired --sort file --format xlsx --out expired.xlsx",
	}
}

type usersListed struct {
	Total int        `json:"total"`
	Users []userView `json:"users"`
	shown *register
}

func (userList) result() report { return usersListed{} }

func (cmd *userList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	r, err := cmd.register(c, session)
	if err != nil {
		return err
	}
	c.JSON = c.JSON || cmd.Format == "json"
	if cmd.Format != "text" && cmd.Format != "json" {
		return cmd.write(c, session, r)
	}
	users := r.users()
	total := len(users)
	users = users[min(max(cmd.Offset, 0), total):]
	if cmd.Limit > 0 {
		users = users[:min(cmd.Limit, len(users))]
	}
	if total != len(users) || !c.JSON {
		r.page(max(cmd.Offset, 0), cmd.Limit)
	}
	return c.give(usersListed{total, each(users, viewUser), r})
}

// page keeps the lines of some users; headings stay with those that follow them.
func (r *register) page(offset, limit int) {
	if offset == 0 && limit <= 0 {
		return
	}
	lines, n := r.table.Lines, 0
	r.table.Lines = nil
	for _, line := range lines {
		if line.Entry == nil {
			continue // groups are for whole lists
		}
		if n >= offset && (limit <= 0 || n < offset+limit) {
			r.table.Lines = append(r.table.Lines, line)
		}
		n++
	}
}

// write makes a file of exactly what is shown.
func (cmd *userList) write(c *call, session *workspace.Session, r *register) error {
	head, err := c.head(session)
	if err != nil {
		return err
	}
	options := reports.Options{Printer: c.printer, Mark: cmd.Format == "csv-excel"}
	var content bytes.Buffer
	format := reports.Format(strings.TrimSuffix(cmd.Format, "-excel"))
	if err := overview.Report(r.Roster, r.table, r.view, c.printer, head).Write(&content, format, options); err != nil {
		return err
	}
	return c.writeOut(cmd.Out, content.Bytes())
}

func (r usersListed) words(s *sheet) {
	if r.shown != nil && len(r.shown.table.Lines) > 0 {
		r.shown.words(s)
	}
	s.say("ctl.user.total", fault.Args{"Count": r.Total})
}

// words sets the users below each other, in the columns of the view.
func (r *register) words(s *sheet) {
	shown := r.Shown(r.view)
	var columns []column
	for _, c := range shown {
		columns = append(columns, titled(c.Title(s.Printer)))
	}
	t := s.newTable(columns...)
	for _, line := range r.table.Lines {
		if line.Entry == nil {
			t.row(overview.Heading(line, s.Printer))
			continue
		}
		cells := make([]string, len(shown))
		for i, c := range shown {
			cells[i] = r.Text(line.Entry, c)
		}
		t.row(cells...)
	}
	t.write(s)
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
	Own      string   `json:"own"` // name of the organisation's own role that derives from it
	Level    string   `json:"level"`
	Country  string   `json:"country"`
	Unit     string   `json:"unit"`     // code
	Projects []string `json:"projects"` // those chosen, or those that the unit has
	Granted  moment   `json:"granted"`
	unit     string   // its name
}

type holdingView struct {
	Book    string `json:"book"`
	Name    string `json:"name"`
	Deputy  bool   `json:"deputy"`
	Journal bool   `json:"journal"`
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
		Role: string(g.Role), Own: g.Derived.Name, Level: string(g.Scope.Level), Country: g.Scope.Country, Unit: g.Scope.Unit.Code, unit: g.Scope.Unit.Name, Granted: moment(g.Granted),
		Projects: codesOf(g.Scope.Projects, projects),
	}
}

// codesOf gives the codes of projects, sorted.
func codesOf(ids []ident.ProjectID, projects []directory.Project) []string {
	codes := each(ids, func(id ident.ProjectID) string { return codeOf(id, projects) })
	slices.Sort(codes)
	return codes
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

func viewHolding(h directory.Holding) holdingView {
	return holdingView{h.Ref, h.Name, h.Deputy, h.Journal}
}

func (v personView) words(s *sheet) {
	v.userView.words(s)
	for _, g := range v.Roles {
		s.line("  " + g.sentence(s))
	}
	for _, h := range v.Books {
		key := "ctl.user.keeps"
		switch {
		case h.Journal && h.Deputy:
			key = "ctl.user.may-post"
		case h.Journal:
			key = "ctl.user.keeps-journal"
		case h.Deputy:
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

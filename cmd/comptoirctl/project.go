package main

import (
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type projectCommands struct {
	Add  projectAdd  `cmd:""`
	List projectList `cmd:""`
	Show projectShow `cmd:""`
}

// projectView is a project as machines read it.
type projectView struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Country string `json:"country"`
	Created moment `json:"created"`
}

func viewProject(p directory.Project) projectView {
	return projectView{p.Code, p.Name, p.Country, moment(p.Created)}
}

func (r projectView) words(s *sheet) {
	s.facts(fact{"ctl.col.project", r.Code}, fact{"ctl.col.name", r.Name}, fact{"ctl.col.country", r.Country})
}

type projectAdd struct {
	Code    string `required:"" placeholder:"code"`
	Name    string `required:"" placeholder:"name"`
	Country string `placeholder:"country"`
	Chart   string `placeholder:"chart" enum:",syscohada,sycebnl,pcg" default:"" help:"project-chart"`
}

func (projectAdd) examples() []string {
	return []string{`--data siege --as admin@eauvive.example --password-file pw project add --code P01 --name "Forages Kolda" --chart syscohada`}
}

type projectAdded struct{ projectView }

func (projectAdd) result() report { return projectAdded{} }

func (cmd *projectAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	p := directory.Project{Code: cmd.Code, Name: cmd.Name, Country: cmd.Country}
	if cmd.Chart == "" {
		p, err = session.AddProject(c.ctx, p)
	} else {
		p, err = session.AddChartedProject(c.ctx, p, chart.ID(cmd.Chart))
	}
	if err != nil {
		return err
	}
	return c.give(projectAdded{viewProject(p)})
}

func (r projectAdded) words(s *sheet) {
	s.say("ctl.project.added", fault.Args{"Code": r.Code, "Name": r.Name})
}

type projectList struct{}

func (projectList) examples() []string { return []string{"project list --json"} }

type projectsListed []projectView

func (projectList) result() report { return projectsListed{} }

func (projectList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	projects, err := session.Projects(c.ctx)
	if err != nil {
		return err
	}
	return c.give(projectsListed(each(projects, viewProject)))
}

func (r projectsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.project.none")
		return
	}
	t := s.newTable(left("ctl.col.project"), left("ctl.col.name"), left("ctl.col.country"))
	for _, p := range r {
		t.row(p.Code, p.Name, p.Country)
	}
	t.write(s)
}

type projectShow struct {
	Project string `arg:""`
}

func (projectShow) examples() []string { return []string{"project show P01"} }
func (projectShow) result() report     { return projectView{} }

func (cmd *projectShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	p, err := c.findProject(session, cmd.Project)
	if err != nil {
		return err
	}
	return c.give(viewProject(p))
}

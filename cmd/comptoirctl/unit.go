package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// unitCommands are named groups of projects, in which roles can hold.
type unitCommands struct {
	List   unitList   `cmd:""`
	Add    unitAdd    `cmd:""`
	Edit   unitEdit   `cmd:""`
	Move   unitMove   `cmd:""`
	Remove unitRemove `cmd:""`
}

// unitView is a unit as machines read it.
type unitView struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Active   bool     `json:"active"`
	Projects []string `json:"projects"`
	Holders  int      `json:"holders"` // people with a role that holds in it
}

type unitList struct{}

func (unitList) examples() []string { return []string{"unit list", "unit list --json"} }

type unitsListed []unitView

func (unitList) result() report { return unitsListed{} }

func (unitList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	units, err := session.Units(c.ctx)
	if err != nil {
		return err
	}
	projects, err := session.Projects(c.ctx)
	if err != nil {
		return err
	}
	return c.give(unitsListed(each(units, func(u workspace.Unit) unitView { return viewUnit(u, projects) })))
}

func viewUnit(u workspace.Unit, projects []directory.Project) unitView {
	return unitView{Code: u.Code, Name: u.Name, Active: u.Active, Projects: codesOf(u.Projects, projects), Holders: u.Holders}
}

func (r unitsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.unit.none")
		return
	}
	t := s.newTable(left("ctl.col.unit"), left("ctl.col.name"), left("ctl.col.projects"), right("ctl.col.holders"), left("ctl.col.status"))
	for _, u := range r {
		state := "unit-state.active"
		if !u.Active {
			state = "unit-state.inactive"
		}
		t.row(u.Code, u.Name, strings.Join(u.Projects, ", "), s.Int(int64(u.Holders)), s.T(state))
	}
	t.write(s)
}

// unitChanged is a unit after what a command did to it.
type unitChanged struct {
	unitView
	said string
}

func (r unitChanged) words(s *sheet) {
	s.say(r.said, fault.Args{"Unit": r.Code + " " + r.Name})
}

type unitAdd struct {
	Code string `required:"" placeholder:"code"`
	Name string `required:"" placeholder:"name"`
}

func (unitAdd) examples() []string {
	return []string{`unit add --code SUD --name "Bureau du Sud"`}
}
func (unitAdd) result() report { return unitChanged{} }

func (cmd *unitAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	u, err := session.AddUnit(c.ctx, directory.Unit{Code: cmd.Code, Name: cmd.Name})
	if err != nil {
		return err
	}
	return c.giveUnit(session, u.Code, "ctl.unit.added")
}

type unitEdit struct {
	Unit   string `arg:""`
	Code   string `placeholder:"code"`
	Name   string `placeholder:"name"`
	Active *bool  `negatable:"" help:"unit-active"`
}

func (unitEdit) examples() []string {
	return []string{`unit edit SUD --name "Bureau du Sud-Est"`, "unit edit SUD --no-active"}
}
func (unitEdit) result() report { return unitChanged{} }

func (cmd *unitEdit) Run(c *call) error {
	session, u, err := c.withUnit(cmd.Unit)
	if err != nil {
		return err
	}
	if cmd.Code != "" {
		u.Code = cmd.Code
	}
	if cmd.Name != "" {
		u.Name = cmd.Name
	}
	if cmd.Active != nil {
		u.Active = *cmd.Active
	}
	edited, err := session.EditUnit(c.ctx, u.Unit)
	if err != nil {
		return err
	}
	return c.giveUnit(session, edited.Code, "ctl.unit.edited")
}

type unitMove struct {
	Project []string `arg:"" name:"projects"`
	Unit    string   `placeholder:"code" help:"move-unit" required:"" xor:"to"`
	None    bool     `help:"move-none" required:"" xor:"to"`
}

func (unitMove) examples() []string {
	return []string{"unit move P01 P02 --unit SUD", "unit move P01 --none"}
}

// projectMoved is a project and the unit that it is in from now on.
type projectMoved struct {
	Project string `json:"project"`
	Unit    string `json:"unit"` // code; empty for none
	name    string
}

type projectsMoved []projectMoved

func (unitMove) result() report { return projectsMoved{} }

func (cmd *unitMove) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var to workspace.Unit
	if !cmd.None {
		if to, err = c.findUnit(session, cmd.Unit); err != nil {
			return err
		}
	}
	var moved projectsMoved
	var projects []ident.ProjectID
	for _, code := range cmd.Project {
		p, err := c.findProject(session, code)
		if err != nil {
			return err
		}
		projects, moved = append(projects, p.ID), append(moved, projectMoved{p.Code, to.Code, p.Code + " " + p.Name})
	}
	if err := session.MoveProjects(c.ctx, projects, to.ID); err != nil {
		return err
	}
	return c.give(moved)
}

func (r projectsMoved) words(s *sheet) {
	for _, p := range r {
		key := "ctl.unit.moved"
		if p.Unit == "" {
			key = "ctl.unit.freed"
		}
		s.say(key, fault.Args{"Project": p.name, "Unit": p.Unit})
	}
}

type unitRemove struct {
	Unit string `arg:""`
}

func (unitRemove) examples() []string { return []string{"unit remove SUD"} }
func (unitRemove) result() report     { return unitChanged{} }

func (cmd *unitRemove) Run(c *call) error {
	session, u, err := c.withUnit(cmd.Unit)
	if err != nil {
		return err
	}
	projects, err := session.Projects(c.ctx)
	if err == nil {
		err = session.RemoveUnit(c.ctx, u.ID)
	}
	if err != nil {
		return err
	}
	return c.give(unitChanged{viewUnit(u, projects), "ctl.unit.removed"})
}

// withUnit signs in and finds a unit by its code.
func (c *call) withUnit(code string) (*workspace.Session, workspace.Unit, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, workspace.Unit{}, err
	}
	u, err := c.findUnit(session, code)
	return session, u, err
}

// findUnit gives the unit of a code as it is typed.
func (c *call) findUnit(s *workspace.Session, code string) (workspace.Unit, error) {
	code, err := directory.ParseProjectCode(code)
	if err != nil {
		return workspace.Unit{}, err
	}
	return s.UnitByCode(c.ctx, code)
}

// giveUnit gives the unit as it stands now.
func (c *call) giveUnit(s *workspace.Session, code, said string) error {
	u, err := s.UnitByCode(c.ctx, code)
	if err != nil {
		return err
	}
	projects, err := s.Projects(c.ctx)
	if err != nil {
		return err
	}
	return c.give(unitChanged{viewUnit(u, projects), said})
}

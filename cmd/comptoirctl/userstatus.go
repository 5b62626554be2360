package main

import (
	"context"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type userActivate struct {
	User string `arg:""`
}

func (userActivate) examples() []string { return []string{"user activate awa@eauvive.example"} }

// activated has the code, which is shown here and never again.
type activated struct {
	User string `json:"user"`
	Code string `json:"activation_code"`
	name string
}

func (userActivate) result() report { return activated{} }

func (cmd *userActivate) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	code, err := session.ActivateUser(c.ctx, u.ID)
	if err != nil {
		return err
	}
	return c.give(activated{nameOf(u), code, u.Name()})
}

func (r activated) words(s *sheet) {
	s.say("ctl.user.activated", fault.Args{"Name": r.name})
	s.say("ctl.user.code", fault.Args{"Code": r.Code})
	s.say("ctl.user.code-once")
}

// statusChanged is what became of a user.
type statusChanged struct {
	User   string `json:"user"`
	Status string `json:"status"`
	name   string
}

func (r statusChanged) words(s *sheet) {
	s.say("ctl.user.status", fault.Args{"Name": r.name, "Status": fault.Key("status." + r.Status)})
}

// changeStatus carries out a function of the record and says where it led.
func (c *call) changeStatus(name string, change func(*workspace.Session, context.Context, ident.UserID) error) error {
	session, u, err := c.withUser(name)
	if err != nil {
		return err
	}
	if err := change(session, c.ctx, u.ID); err != nil {
		return err
	}
	if u, err = c.findUser(session, u.ID.String()); err != nil {
		return err
	}
	return c.give(statusChanged{nameOf(u), string(u.Status), u.Name()})
}

type userConfirm struct {
	User string `arg:""`
}

func (userConfirm) examples() []string { return []string{"user confirm awa@eauvive.example"} }
func (userConfirm) result() report     { return statusChanged{} }

func (cmd *userConfirm) Run(c *call) error {
	return c.changeStatus(cmd.User, (*workspace.Session).ConfirmActivation)
}

type userDeactivate struct {
	User string `arg:""`
}

func (userDeactivate) examples() []string { return []string{"user deactivate awa@eauvive.example"} }
func (userDeactivate) result() report     { return statusChanged{} }

func (cmd *userDeactivate) Run(c *call) error {
	return c.changeStatus(cmd.User, (*workspace.Session).DeactivateUser)
}

type userArchive struct {
	User string `arg:""`
}

func (userArchive) examples() []string { return []string{"user archive awa@eauvive.example"} }
func (userArchive) result() report     { return statusChanged{} }

func (cmd *userArchive) Run(c *call) error {
	return c.changeStatus(cmd.User, (*workspace.Session).ArchiveUser)
}

type userRetrieve struct {
	User string `arg:""`
}

func (userRetrieve) examples() []string { return []string{"user retrieve awa@eauvive.example"} }
func (userRetrieve) result() report     { return statusChanged{} }

func (cmd *userRetrieve) Run(c *call) error {
	return c.changeStatus(cmd.User, (*workspace.Session).RetrieveUser)
}

type userDelete struct {
	User string `arg:""`
}

func (userDelete) examples() []string { return []string{"user delete awa@eauvive.example"} }

type userDeleted struct {
	User string `json:"user"`
	name string
}

func (userDelete) result() report { return userDeleted{} }

func (cmd *userDelete) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	if err := c.confirmTyped("ctl.ask.delete", fault.Args{"Name": u.Name()}); err != nil {
		return err
	}
	if err := session.DeleteUser(c.ctx, u.ID); err != nil {
		return err
	}
	return c.give(userDeleted{nameOf(u), u.Name()})
}

func (r userDeleted) words(s *sheet) { s.say("ctl.user.deleted", fault.Args{"Name": r.name}) }

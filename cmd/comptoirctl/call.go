package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// call is one command being carried out.
type call struct {
	*program
	globals

	ctx     context.Context
	printer *translation.Printer
	space   *workspace.Workspace // nil until a command opens it
	session *workspace.Session   // nil until a command needs somebody
	made    string               // data folder that was not there before
}

// folder gives the data folder: the option, the environment, or the usual one.
func (c *call) folder() (string, error) {
	if c.Data == "" {
		c.Data = c.env("COMPTOIR_DATA")
	}
	if c.Data == "" {
		return workspace.DefaultDir(c.env)
	}
	return c.resolve(c.Data), nil
}

// open opens a data folder that is there. A name typed wrong is an error and not
// a new folder.
func (c *call) open() (*workspace.Workspace, error) {
	dir, err := c.folder()
	if err != nil {
		return nil, err
	}
	if c.space == nil && !workspace.Exists(dir) {
		return nil, fault.New(fault.Missing, "ctl.no-folder", fault.Args{"Path": dir})
	}
	return c.openOrMake()
}

// openOrMake opens the data folder and makes it when it is not there.
func (c *call) openOrMake() (*workspace.Workspace, error) {
	if c.space != nil {
		return c.space, nil
	}
	dir, err := c.folder()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		c.made = dir
	}
	if c.space, err = workspace.Open(c.ctx, dir, c.options); err != nil {
		return nil, err
	}
	return c.space, c.useZone()
}

// useZone shows instants as the organisation lives them, wherever the computer
// thinks it is.
func (c *call) useZone() error {
	condition, err := c.space.Condition(c.ctx)
	if err != nil || condition.Empty {
		return err
	}
	zone, err := calendar.Zone(condition.Organisation.TimeZone)
	if err == nil {
		c.printer = c.printer.In(zone)
	}
	return err
}

// signIn opens the data folder as the person that --as names.
func (c *call) signIn() (*workspace.Session, error) {
	if c.session != nil {
		return c.session, nil
	}
	session, _, err := c.signInWith()
	return session, err
}

// signInWith is signIn that also gives the password, for the one command that
// needs it again.
func (c *call) signInWith() (session *workspace.Session, password string, err error) {
	e, password, err := c.enter()
	if err != nil {
		return nil, "", err
	}
	c.session, err = e.Open(c.ctx)
	return c.session, password, err
}

// actor gives the e-mail address or login of who acts.
func (c *call) actor() (string, error) {
	switch name := c.env("COMPTOIR_AS"); {
	case c.As != "":
		return c.As, nil
	case name != "":
		return name, nil
	case c.console == nil:
		return "", fault.New(fault.Invalid, "ctl.nobody", nil)
	}
	return c.console.ask(c.ctx, c.printer.T("ctl.ask.name"))
}

// close releases what was opened. A data folder that was made for nothing is
// taken away again, unless its log is needed to find out why.
func (c *call) close(status int) error {
	if c.session != nil {
		c.session.Close()
	}
	if c.space == nil {
		return nil
	}
	condition, err := c.space.Condition(context.WithoutCancel(c.ctx))
	err = errors.Join(err, c.space.Close())
	c.space = nil
	if err == nil && c.made != "" && condition.Empty && status != statusUnforeseen {
		err = os.RemoveAll(c.made)
	}
	return err
}

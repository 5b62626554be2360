package main

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
)

// viewCommands are the saved views of the overview.
type viewCommands struct {
	List   viewList   `cmd:""`
	Save   viewSave   `cmd:""`
	Delete viewDelete `cmd:""`
}

type viewList struct{}

func (viewList) examples() []string { return []string{"user view list"} }

// viewsListed are the views of the person who acts.
type viewsListed []roster.SavedView

func (viewList) result() report { return viewsListed{} }

func (cmd *viewList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	views, err := session.Views(c.ctx)
	if err != nil {
		return err
	}
	return c.give(append(viewsListed{}, views...))
}

func (r viewsListed) words(s *sheet) {
	for _, v := range r {
		s.line(v.Name)
	}
}

type viewSave struct {
	Name string `arg:""`
	viewOptions
}

func (viewSave) examples() []string {
	return []string{`user view save "Caissiers de Kolda" --filter roles=caissier --filter projects=P01 --columns name,phone,access`}
}

// viewChanged is a view that was saved or deleted.
type viewChanged struct {
	Name    string `json:"name"`
	Deleted bool   `json:"deleted"`
}

func (viewSave) result() report { return viewChanged{} }

func (cmd *viewSave) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	catalogue, err := session.UserCatalogue(c.ctx)
	if err != nil {
		return err
	}
	view, err := cmd.wanted(c, session, catalogue)
	if err != nil {
		return err
	}
	saved, err := session.SaveView(c.ctx, roster.SavedView{Name: cmd.Name, View: view})
	if err != nil {
		return err
	}
	return c.give(viewChanged{Name: saved.Name})
}

func (r viewChanged) words(s *sheet) {
	key := "ctl.view.saved"
	if r.Deleted {
		key = "ctl.view.deleted"
	}
	s.say(key, fault.Args{"Name": r.Name})
}

type viewDelete struct {
	Name string `arg:""`
}

func (viewDelete) examples() []string { return []string{`user view delete "Caissiers de Kolda"`} }
func (viewDelete) result() report     { return viewChanged{} }

func (cmd *viewDelete) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := session.DeleteView(c.ctx, cmd.Name); err != nil {
		return err
	}
	return c.give(viewChanged{cmd.Name, true})
}

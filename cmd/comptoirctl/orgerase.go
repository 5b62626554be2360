package main

import (
	"github.com/comptoir/comptoir/app/fault"
)

// orgErase begins a training organisation anew. Its name is typed as a
// confirmation that no habit gives.
type orgErase struct {
	Confirm string `required:"" placeholder:"name"`
}

func (orgErase) examples() []string {
	return []string{`org erase-financial-data --confirm "Eau Vive (exercice)"`}
}

type financialDataErased struct {
	Entries int    `json:"entries"`
	Books   int    `json:"books"`
	Copy    string `json:"copy"`
}

func (orgErase) result() report { return financialDataErased{} }

func (cmd *orgErase) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	done, err := session.EraseTraining(c.ctx, cmd.Confirm)
	if err != nil {
		return err
	}
	return c.give(financialDataErased{done.Entries, done.Books, c.shown(done.Copy)})
}

func (r financialDataErased) words(s *sheet) {
	s.say("ctl.org.erased", fault.Args{"Entries": r.Entries, "Books": r.Books})
	s.say("ctl.org.erased.copy", fault.Args{"Path": r.Copy})
}

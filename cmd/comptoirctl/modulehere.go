package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type moduleRegisterHere struct {
	Module   string `required:"" enum:"cashbook,accounting"`
	Label    string `required:"" placeholder:"label"`
	Location string `placeholder:"location"`
	Renew    bool
}

func (moduleRegisterHere) examples() []string {
	return []string{
		`module register-here --module cashbook --label "Siège" --location Dakar`,
		`module register-here --module cashbook --label "Siège" --location Dakar --renew`,
	}
}

// moduleRegistered is head office's own installation as a poste.
type moduleRegistered struct {
	posteView
	Module string `json:"module"` // that was registered just now
}

func (moduleRegisterHere) result() report { return moduleRegistered{} }

func (cmd *moduleRegisterHere) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	wish := workspace.Wish{Module: directory.Module(cmd.Module), Label: cmd.Label, Location: cmd.Location}
	register := session.RegisterHere
	if cmd.Renew {
		register = session.RenewHere
	}
	poste, err := register(c.ctx, wish)
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, poste.User)
	if err != nil {
		return err
	}
	return c.give(moduleRegistered{viewPoste(poste, names), cmd.Module})
}

func (r moduleRegistered) words(s *sheet) {
	s.say("ctl.module.registered-here", fault.Args{"Module": fault.Key("module." + r.Module), "Poste": posteName(s, r.Number, r.Label, r.Location)})
}

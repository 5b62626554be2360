package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type moduleCommands struct {
	Request      moduleRequest      `cmd:""`
	Rewrite      moduleRewrite      `cmd:""`
	Approve      moduleApprove      `cmd:""`
	Refuse       moduleRefuse       `cmd:""`
	List         moduleList         `cmd:""`
	RegisterHere moduleRegisterHere `cmd:""`
}

type moduleRequest struct {
	Module   string `required:"" enum:"cashbook,accounting"`
	Label    string `required:"" placeholder:"label"`
	Location string `placeholder:"location"`
	Renew    bool
	Out      string `required:"" placeholder:"folder"`
}

func (moduleRequest) examples() []string {
	return []string{
		`--data kolda --as awa@eauvive.example --password-file pw2 module request --module cashbook --label "Portable Awa" --location Kolda --out /media/usb`,
		`--data kolda module request --module cashbook --label "Portable Awa" --location Kolda --renew --out /media/usb`,
	}
}

type moduleRequested struct {
	Path        string `json:"path"`
	Fingerprint string `json:"fingerprint"`
}

func (moduleRequest) result() report { return moduleRequested{} }

func (cmd *moduleRequest) Run(c *call) error {
	wish := workspace.Wish{Module: directory.Module(cmd.Module), Label: cmd.Label, Location: cmd.Location}
	return c.request(cmd.Out, func(s *workspace.Session, dir string) (workspace.Asked, error) {
		if cmd.Renew {
			return s.RenewPoste(c.ctx, wish, dir)
		}
		return s.RequestModule(c.ctx, wish, dir)
	})
}

type moduleRewrite struct {
	Request string `arg:""`
	Out     string `required:"" placeholder:"folder"`
}

func (moduleRewrite) examples() []string {
	return []string{"module rewrite 7F3K-2M9Q-XW4N-8T2C --out /media/usb"}
}

func (moduleRewrite) result() report { return moduleRequested{} }

func (cmd *moduleRewrite) Run(c *call) error {
	return c.request(cmd.Out, func(s *workspace.Session, dir string) (workspace.Asked, error) {
		own, err := s.OwnRequests(c.ctx)
		if err != nil {
			return workspace.Asked{}, err
		}
		for _, r := range own {
			if sameSymbols(r.Fingerprint, cmd.Request) {
				return s.WriteRequest(c.ctx, r.Request.Digest, dir)
			}
		}
		return workspace.Asked{}, noRequest(cmd.Request)
	})
}

// request has a request written into a folder and says what to do with it.
func (c *call) request(out string, write func(s *workspace.Session, dir string) (workspace.Asked, error)) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var asked workspace.Asked
	err = c.into(out, func(dir string) error {
		asked, err = write(session, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(moduleRequested{c.shown(asked.Path), asked.Fingerprint})
}

func (r moduleRequested) words(s *sheet) {
	s.line(r.Path)
	s.say("ctl.module.fingerprint", fault.Args{"Fingerprint": r.Fingerprint})
	s.say("ctl.module.send")
}

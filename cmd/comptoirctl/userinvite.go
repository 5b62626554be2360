package main

import (
	"github.com/comptoir/comptoir/app/fault"
)

type userInvite struct {
	User     string `arg:""`
	Address  string `placeholder:"address"`
	CodeFile string `placeholder:"file"`
}

func (userInvite) examples() []string {
	return []string{"user invite awa@eauvive.example", "user invite awa@eauvive.example --address awa.diop@eauvive.example --code-file code.txt"}
}

// invited is an activation e-mail that waits in the outbox.
type invited struct {
	User    string     `json:"user"`
	Letter  letterView `json:"letter"`
	Renewed bool       `json:"renewed"` // the `.usr` must be exported again
	name    string
}

func (userInvite) result() report { return invited{} }

func (cmd *userInvite) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	var code string
	if cmd.CodeFile != "" {
		if code, err = readSecret(c.resolve(cmd.CodeFile), cmd.CodeFile); err != nil {
			return err
		}
	}
	invitation, err := session.MailActivation(c.ctx, u.ID, cmd.Address, code)
	if err != nil {
		return err
	}
	return c.give(invited{nameOf(u), viewLetter(invitation.Letter), invitation.Renewed, u.Name()})
}

func (r invited) words(s *sheet) {
	s.say("ctl.user.invited", fault.Args{"Name": r.name, "Address": r.Letter.Address})
	if r.Renewed {
		s.say("ctl.user.code-renewed")
	}
}

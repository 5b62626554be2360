package main

import (
	"strconv"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
)

type mailServerCommands struct {
	Show   mailServerShow   `cmd:""`
	Set    mailServerSet    `cmd:""`
	Forget mailServerForget `cmd:""`
	Try    mailServerTry    `cmd:""`
}

type mailServerShow struct{}

func (mailServerShow) examples() []string { return []string{"mail server show"} }

type mailServerView struct {
	Host     string `json:"host"`
	Port     int    `json:"port"`
	Security string `json:"security"`
	User     string `json:"user"`
	From     string `json:"from"`
	FromName string `json:"from_name"`
}

func viewMailServer(s mail.Server) mailServerView {
	return mailServerView{s.Host, s.Port, string(s.Security), s.User, s.From, s.FromName}
}

func (mailServerShow) result() report { return mailServerView{} }

func (mailServerShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	server, err := session.MailServer(c.ctx)
	if err != nil {
		return err
	}
	return c.give(viewMailServer(server))
}

func (v mailServerView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.host", v.Host}, fact{"ctl.col.port", strconv.Itoa(v.Port)}, fact{"ctl.col.security", s.T("mail.security." + v.Security)},
		fact{"ctl.col.login", v.User}, fact{"ctl.col.sender", v.From}, fact{"ctl.col.from-name", v.FromName},
	)
}

type mailServerSet struct {
	Host               string `required:"" placeholder:"server"`
	Port               int    `placeholder:"number"`
	Security           string `enum:"starttls,tls,none" default:"starttls" placeholder:"security"`
	ServerUser         string `placeholder:"name"`
	ServerPasswordFile string `placeholder:"file"`
	From               string `required:"" placeholder:"address"`
	FromName           string `placeholder:"name"`
}

func (mailServerSet) examples() []string {
	return []string{"mail server set --host smtp.exemple.org --server-user siege --server-password-file smtp.txt --from comptoir@exemple.org"}
}
func (mailServerSet) result() report { return mailServerView{} }

func (cmd *mailServerSet) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	password, err := cmd.password(c)
	if err != nil {
		return err
	}
	server, err := session.SetMailServer(c.ctx, mail.Server{
		Host: cmd.Host, Port: cmd.Port, Security: mail.Security(cmd.Security), User: cmd.ServerUser,
		From: cmd.From, FromName: cmd.FromName,
	}, password)
	if err != nil {
		return err
	}
	return c.give(viewMailServer(server))
}

// password reads that of the server; without a file and a person to type it, the
// one that is kept stays.
func (cmd *mailServerSet) password(c *call) (string, error) {
	switch {
	case cmd.ServerPasswordFile != "":
		return readSecret(c.resolve(cmd.ServerPasswordFile), cmd.ServerPasswordFile)
	case cmd.ServerUser == "" || c.console == nil:
		return "", nil
	}
	return c.console.askSecret(c.ctx, c.printer.T("ctl.ask.mail-password", fault.Args{"Host": cmd.Host}))
}

type mailServerForget struct{}

func (mailServerForget) examples() []string { return []string{"mail server forget"} }

type mailServerForgotten struct {
	Forgotten bool `json:"forgotten"`
}

func (mailServerForget) result() report { return mailServerForgotten{} }

func (mailServerForget) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := session.ForgetMailServer(c.ctx); err != nil {
		return err
	}
	return c.give(mailServerForgotten{true})
}

func (mailServerForgotten) words(s *sheet) { s.say("ctl.mail.forgotten") }

type mailServerTry struct{}

func (mailServerTry) examples() []string { return []string{"mail server try"} }
func (mailServerTry) result() report     { return mailed{} }

// Run writes a trial letter to who acts and sends what is due.
func (mailServerTry) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if _, err := session.TryMailServer(c.ctx); err != nil {
		return err
	}
	return mailSend{}.Run(c)
}

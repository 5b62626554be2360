package main

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type accountCommands struct {
	Activate accountActivate `cmd:""`
	Show     accountShow     `cmd:""`
	Password accountPassword `cmd:""`
	Clock    accountClock    `cmd:""`
	Factor   factorCommands  `cmd:""`
	SignIns  accountSignIns  `cmd:"" name:"sign-ins"`
}

type accountActivate struct {
	Email string `placeholder:"address"`
	Code  string `placeholder:"code" help:"activation-code"`
}

func (accountActivate) examples() []string {
	return []string{"--data kolda account activate --email awa@eauvive.example --code 7F3K-2M9Q-XW4N-8T2C --password-file pw2"}
}

type accountActivated struct {
	User string `json:"user"`
	name string
}

func (accountActivate) result() report { return accountActivated{} }

func (cmd *accountActivate) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	name := cmd.Email
	if name == "" {
		if name, err = c.actor(); err != nil {
			return err
		}
	}
	code, err := c.code(cmd.Code)
	if err != nil {
		return err
	}
	password, err := c.newPassword()
	if err != nil {
		return err
	}
	if err := c.activate(space, workspace.Activation{Name: name, Code: code, Password: password}); err != nil {
		return err
	}
	actor, err := c.session.Actor(c.ctx)
	if err != nil {
		return err
	}
	return c.give(accountActivated{nameOf(actor.User), actor.User.Name()})
}

// activate uses the code; who has a second factor here gives a recovery code as
// well.
func (c *call) activate(space *workspace.Workspace, a workspace.Activation) error {
	e, err := space.Activate(c.ctx, a)
	if f := new(fault.Error); errors.As(err, &f) && f.Key == "access.activation-factor" && (c.FactorFile != "" || c.console != nil) {
		if a.Recovery, err = c.factorCode("ctl.ask.recovery"); err != nil {
			return err
		}
		e, err = space.Activate(c.ctx, a)
	}
	if err != nil {
		return err
	}
	c.session, err = e.Open(c.ctx)
	return err
}

// code gives the activation code, which a person may also type.
func (c *call) code(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-code", nil)
	}
	return c.console.ask(c.ctx, c.printer.T("ctl.ask.code"))
}

func (r accountActivated) words(s *sheet) { s.say("ctl.account.activated", fault.Args{"Name": r.name}) }

type accountShow struct{}

func (accountShow) examples() []string {
	return []string{"--data kolda --as awa@eauvive.example --password-file pw2 account show"}
}

// accountShown is the person who acts, with the age of their user data.
type accountShown struct {
	personView
	DataIssued moment `json:"data_issued"`
	DataUntil  moment `json:"data_until"`
	Poste      int    `json:"poste"`
	Label      string `json:"label"`
	Location   string `json:"location"`

	FactorEnrolled moment `json:"factor_enrolled"`
	RecoveryLeft   int    `json:"recovery_left"`
	FactorRequired bool   `json:"factor_required"`
}

func (accountShow) result() report { return accountShown{} }

func (accountShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	person, err := session.Person(c.ctx, session.UserID())
	if err != nil {
		return err
	}
	fresh, err := session.Freshness(c.ctx)
	if err != nil {
		return err
	}
	condition, err := c.space.Condition(c.ctx)
	if err != nil {
		return err
	}
	own, err := session.Factor(c.ctx)
	if err != nil {
		return err
	}
	p := condition.Poste
	return c.give(accountShown{
		FactorEnrolled: moment(own.Enrolled), RecoveryLeft: own.Left, FactorRequired: own.Required,
		personView: viewPerson(person), DataIssued: moment(fresh.Issued), DataUntil: moment(fresh.Until),
		Poste: p.Number, Label: p.Label, Location: p.Location,
	})
}

func (r accountShown) words(s *sheet) {
	r.personView.words(s)
	s.facts(
		fact{"ctl.col.poste", posteName(s, r.Poste, r.Label, r.Location)},
		fact{"ctl.col.second-factor", s.Time(time.Time(r.FactorEnrolled))}, fact{"ctl.col.recovery-left", number(r.RecoveryLeft)},
		fact{"ctl.col.data-issued", s.Time(time.Time(r.DataIssued))}, fact{"ctl.col.data-until", s.Time(time.Time(r.DataUntil))},
	)
}

type accountPassword struct {
	NewPasswordFile string `placeholder:"file"`
}

func (accountPassword) examples() []string {
	return []string{"account password", "--as awa@eauvive.example --password-file old account password --new-password-file new"}
}

type passwordChanged struct {
	User string `json:"user"`
}

func (accountPassword) result() report { return passwordChanged{} }

func (cmd *accountPassword) Run(c *call) error {
	session, present, err := c.signInWith()
	if err != nil {
		return err
	}
	chosen, err := cmd.chosen(c)
	if err != nil {
		return err
	}
	if err := session.ChangePassword(c.ctx, present, chosen); err != nil {
		return err
	}
	actor, err := session.Actor(c.ctx)
	if err != nil {
		return err
	}
	return c.give(passwordChanged{nameOf(actor.User)})
}

// chosen gives the new password.
func (cmd *accountPassword) chosen(c *call) (string, error) {
	if cmd.NewPasswordFile != "" {
		return readSecret(c.resolve(cmd.NewPasswordFile), cmd.NewPasswordFile)
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-new-password", nil)
	}
	return c.typedTwice()
}

func (r passwordChanged) words(s *sheet) {
	s.say("ctl.account.password-changed", fault.Args{"User": r.User})
}

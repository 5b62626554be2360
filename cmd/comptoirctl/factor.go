package main

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// enter proves who --as names: with the password, and with a code where a second
// factor is enrolled. It also gives the password.
func (c *call) enter() (*workspace.Entry, string, error) {
	space, err := c.open()
	if err != nil {
		return nil, "", err
	}
	name, err := c.actor()
	if err != nil {
		return nil, "", err
	}
	password, err := c.password("ctl.ask.password", fault.Args{"Name": name})
	if err != nil {
		return nil, "", err
	}
	e, err := space.Enter(c.ctx, name, password)
	if err != nil || e.Step() != workspace.StepCode {
		return e, password, err
	}
	code, err := c.factorCode("ctl.ask.factor")
	if err != nil {
		return nil, "", err
	}
	return e, password, e.Prove(c.ctx, code)
}

// factorCode gives a code of the application or a recovery code: the first line
// of the factor file, else what the person types. Codes are never arguments.
func (c *call) factorCode(question string) (string, error) {
	if c.FactorFile == "" {
		c.FactorFile = c.env("COMPTOIR_FACTOR_FILE")
	}
	if c.FactorFile != "" {
		return readSecret(c.resolve(c.FactorFile), c.FactorFile)
	}
	if c.console == nil {
		return "", fault.New(fault.Denied, "access.factor-needed", nil)
	}
	return c.console.askSecret(c.ctx, c.printer.T(question))
}

type factorCommands struct {
	Enrol   factorEnrol   `cmd:""`
	Confirm factorConfirm `cmd:""`
	Remove  factorRemove  `cmd:""`
	Codes   factorCodes   `cmd:""`
}

type factorEnrol struct{}

func (factorEnrol) examples() []string {
	return []string{"--as awa@eauvive.example --password-file pw2 account factor enrol"}
}

// factorEnrolled has the secret, which is shown here and never again.
type factorEnrolled struct {
	Secret string `json:"secret"`
	URI    string `json:"uri"`
}

func (factorEnrol) result() report { return factorEnrolled{} }

func (factorEnrol) Run(c *call) error {
	e, _, err := c.enter()
	if err != nil {
		return err
	}
	enrolment, err := e.NewFactor(c.ctx)
	if err != nil {
		return err
	}
	return c.give(factorEnrolled{enrolment.Typed, enrolment.URI})
}

func (r factorEnrolled) words(s *sheet) {
	s.facts(fact{"ctl.col.factor-secret", r.Secret}, fact{"ctl.col.factor-uri", r.URI})
	s.say("ctl.factor.now-confirm")
}

type factorConfirm struct {
	CodeFile string `placeholder:"file"`
}

func (factorConfirm) examples() []string {
	return []string{"account factor confirm", "--as awa@eauvive.example --password-file pw2 account factor confirm --code-file code"}
}

// recoveryCodes are shown here and never again.
type recoveryCodes struct {
	Codes []string `json:"recovery_codes"`
}

func (factorConfirm) result() report { return recoveryCodes{} }

func (cmd *factorConfirm) Run(c *call) error {
	e, _, err := c.enter()
	if err != nil {
		return err
	}
	code, err := cmd.code(c)
	if err != nil {
		return err
	}
	codes, err := e.ConfirmFactor(c.ctx, code)
	if err != nil {
		return err
	}
	return c.give(recoveryCodes{codes})
}

// code gives the first code of the new secret, which is another than that of a
// factor that goes on to count until then.
func (cmd *factorConfirm) code(c *call) (string, error) {
	if cmd.CodeFile != "" {
		return readSecret(c.resolve(cmd.CodeFile), cmd.CodeFile)
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-factor-code", nil)
	}
	return c.console.askSecret(c.ctx, c.printer.T("ctl.ask.first-code"))
}

func (r recoveryCodes) words(s *sheet) {
	s.say("ctl.factor.codes")
	for _, code := range r.Codes {
		s.line("  " + code)
	}
	s.say("ctl.factor.codes-once")
}

type factorRemove struct{}

func (factorRemove) examples() []string { return []string{"account factor remove --factor-file code"} }

type factorRemoved struct {
	User string `json:"user"`
}

func (factorRemove) result() report { return factorRemoved{} }

func (factorRemove) Run(c *call) error {
	e, _, err := c.enter()
	if err != nil {
		return err
	}
	if err := e.RemoveFactor(c.ctx); err != nil {
		return err
	}
	return c.give(factorRemoved{e.Name()})
}

func (r factorRemoved) words(s *sheet) { s.say("ctl.factor.removed", fault.Args{"Name": r.User}) }

type factorCodes struct{}

func (factorCodes) examples() []string { return []string{"account factor codes --factor-file code"} }

func (factorCodes) result() report { return recoveryCodes{} }

func (factorCodes) Run(c *call) error {
	e, _, err := c.enter()
	if err != nil {
		return err
	}
	codes, err := e.NewRecoveryCodes(c.ctx)
	if err != nil {
		return err
	}
	return c.give(recoveryCodes{codes})
}

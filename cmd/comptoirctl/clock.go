package main

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// accountClock believes a clock that is far ahead of all that this folder has
// seen, because a person says that it is right.
type accountClock struct{}

func (accountClock) examples() []string { return []string{"account clock --yes"} }

type clockConfirmed struct {
	Now moment `json:"now"`
}

func (accountClock) result() report { return clockConfirmed{} }

func (accountClock) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.clock", nil); err != nil {
		return err
	}
	now, err := session.ConfirmClock(c.ctx)
	if err != nil {
		return err
	}
	return c.give(clockConfirmed{moment(now)})
}

func (r clockConfirmed) words(s *sheet) {
	s.say("ctl.account.clock", fault.Args{"Now": time.Time(r.Now)})
}

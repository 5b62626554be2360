package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// confirm asks whether to go on. --yes has answered already; without a person to
// ask, nothing is done.
func (c *call) confirm(question string, args fault.Args) error {
	if c.Yes {
		return nil
	}
	if c.console == nil {
		return fault.New(fault.Invalid, "ctl.needs-yes", nil)
	}
	answer, err := c.console.ask(c.ctx, c.printer.T(question, args))
	if err != nil {
		return err
	}
	if !c.means(answer, "ctl.answer.yes") {
		return fault.New(fault.Invalid, "ctl.cancelled", nil)
	}
	return nil
}

// confirmTyped asks for the whole word « CONFIRMER », for what can not be undone.
func (c *call) confirmTyped(question string, args fault.Args) error {
	if c.Yes {
		return nil
	}
	if c.console == nil {
		return fault.New(fault.Invalid, "ctl.needs-yes", nil)
	}
	args["Word"] = c.printer.T("ctl.answer.confirm")
	answer, err := c.console.ask(c.ctx, c.printer.T(question, args))
	if err == nil && answer != args["Word"] {
		err = fault.New(fault.Invalid, "ctl.cancelled", nil)
	}
	return err
}

// means tells whether an answer is a word of ours or the beginning of it.
func (c *call) means(answer, word string) bool {
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer != "" && strings.HasPrefix(c.printer.T(word), answer)
}

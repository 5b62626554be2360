package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Exit statuses.
const (
	statusDone       = 0
	statusUnforeseen = 1
	lastStatus       = 7
)

// statuses are the exit statuses of foreseen errors.
var statuses = map[fault.Kind]int{
	fault.Invalid: 2, fault.Forged: 3, fault.Expired: 4, fault.Denied: 5, fault.Conflict: 6, fault.Missing: lastStatus,
}

// told is an error that the person has read already.
type told struct{ error }

// Unwrap gives the error itself.
func (t told) Unwrap() error { return t.error }

// problem is an error as machines read it.
type problem struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
	Hint string `json:"hint"`
}

// fail says what went wrong and gives the exit status.
func (c *call) fail(err error) int {
	if err == nil {
		return statusDone
	}
	if errors.Is(err, context.Canceled) {
		err = fault.Wrap(err, fault.Invalid, "ctl.cancelled", nil)
	}
	if named := translation.Foreseen(err); named != err {
		if c.space != nil {
			c.space.Reference(err) // support finds in the log which call it was
		}
		err = named
	}
	var already told
	if !errors.As(err, &already) {
		c.tell(err)
	}
	if kind, foreseen := fault.KindOf(err); foreseen {
		return statuses[kind]
	}
	return statusUnforeseen
}

// tell writes the error, then what to do about it.
func (c *call) tell(err error) {
	p := c.describe(err)
	if _, is := c.given("--json"); is {
		_, _ = c.stderr.Write(inJSON(map[string]problem{"error": p}))
		return
	}
	fmt.Fprintln(c.stderr, shown(c.printer.T("ctl.error", fault.Args{"Text": p.Text})))
	fmt.Fprintln(c.stderr, shown(c.printer.T("ctl.hint", fault.Args{"Text": p.Hint})))
}

func (c *call) describe(err error) problem {
	kind, foreseen := fault.KindOf(err)
	if !foreseen && c.space == nil {
		return problem{"unforeseen", c.printer.T("ctl.unlogged"), c.printer.T("ctl.unlogged.hint", fault.Args{"Detail": err.Error()})}
	}
	reference := ""
	if !foreseen {
		kind, reference = "unforeseen", c.space.Reference(err)
	}
	text, hint := c.printer.Fault(err, reference)
	return problem{string(kind), text, hint}
}

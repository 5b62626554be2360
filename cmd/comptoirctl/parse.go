package main

import (
	"errors"

	"github.com/alecthomas/kong"
)

const programName = "comptoirctl"

// newParser makes the parser of a grammar.
func newParser(g *grammar) (*kong.Kong, error) {
	return kong.New(g, kong.Name(programName), kong.NoDefaultHelp())
}

// carryOut understands the command line and runs the command.
func (c *call) carryOut() error {
	if line, common, is := parseBranch(c.args); is {
		c.globals = common
		return line.Run(c)
	}
	var g grammar
	parser, err := newParser(&g)
	if err != nil {
		return err
	}
	line, err := parser.Parse(c.args)
	var refused *kong.ParseError
	switch {
	case errors.Is(err, errHelp) && errors.As(err, &refused):
		return c.writeHelp(c.stdout, selected(refused.Context))
	case errors.As(err, &refused):
		return c.misused(refused)
	case err != nil:
		return err
	}
	c.globals = g.globals
	return line.Run(c)
}

// selected gives the command that was named, or the program.
func selected(line *kong.Context) *kong.Node {
	if node := line.Selected(); node != nil {
		return node
	}
	return line.Model.Node
}

// errHelp stops the understanding of a command line that asks for help, before
// anything in it is found missing.
var errHelp = errors.New("help was asked for")

// helpFlag is --help.
type helpFlag bool

// BeforeReset is called by kong once the command is known.
func (helpFlag) BeforeReset() error { return errHelp }

// misused says what is wrong with the command line. Who named a group of
// commands and none of them reads which there are.
func (c *call) misused(refused *kong.ParseError) error {
	node := selected(refused.Context)
	err := c.usageFault(node, refused.Error())
	if _, machine := c.given("--json"); machine || err.Key != keyIncomplete {
		return err
	}
	return errors.Join(told{err}, c.writeHelp(c.stderr, node))
}

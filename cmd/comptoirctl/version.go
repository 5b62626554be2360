package main

import (
	"runtime"

	"github.com/comptoir/comptoir/app/workspace"
)

type versionCommand struct{}

func (versionCommand) examples() []string { return []string{"version", "version --json"} }

type versionShown struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	System  string `json:"system"`
}

func (versionCommand) result() report { return versionShown{} }

func (versionCommand) Run(c *call) error {
	return c.give(versionShown{workspace.Version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
}

func (r versionShown) words(s *sheet) {
	s.line(programName + " " + r.Version + " (" + r.System + ", " + r.Go + ")")
}

type helpCommand struct {
	Command []string `arg:"" optional:""`
}

func (helpCommand) examples() []string { return []string{"help", "help voucher add"} }
func (helpCommand) result() report     { return nil }

// Run is the same as --help after the command.
func (cmd *helpCommand) Run(c *call) error {
	c.args = append(cmd.Command, "--help")
	return c.carryOut()
}

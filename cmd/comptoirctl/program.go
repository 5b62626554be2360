package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// program is the whole command with all that it touches of the world, so that a
// test can start it.
type program struct {
	args    []string // without the program's own name
	stdout  io.Writer
	stderr  io.Writer
	env     func(string) string
	dir     string            // where relative paths begin; empty for the current folder
	console console           // asks the person at the keyboard; nil where nobody sits there
	options workspace.Options // replaced by tests only
}

// run carries out the command line and gives the exit status.
func (p *program) run(ctx context.Context) int {
	c := &call{program: p, ctx: ctx}
	printer, err := translation.New(p.language(), "")
	if err != nil {
		c.printer = french()
		return c.fail(err)
	}
	c.printer = printer
	err = c.carryOut()
	status := c.fail(err)
	if closing := c.close(status); err == nil {
		status = c.fail(closing)
	}
	return status
}

// french is for a person whose language is not known yet.
func french() *translation.Printer {
	printer, err := translation.New("fr", "")
	if err != nil {
		panic(err) // a program without its source language was built wrong
	}
	return printer
}

// resolve gives the path of a file that a person named.
func (p *program) resolve(path string) string {
	if p.dir == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.dir, path)
}

// shown gives a path as the person would name it.
func (p *program) shown(path string) string {
	if p.dir == "" {
		return path
	}
	if short, err := filepath.Rel(p.dir, path); err == nil {
		return short
	}
	return path
}

// given finds an option before the command line is understood, since even the
// refusal of a wrong one depends on it. The value is empty for a switch.
func (p *program) given(option string) (value string, is bool) {
	end := slices.Index(p.args, "--")
	if end < 0 {
		end = len(p.args)
	}
	for i, arg := range p.args[:end] {
		if arg == option && i+1 < end {
			return p.args[i+1], true
		}
		if arg == option {
			return "", true
		}
		if len(arg) > len(option) && arg[:len(option)+1] == option+"=" {
			return arg[len(option)+1:], true
		}
	}
	return "", false
}

// language gives what --lang says, else the language of the system if we speak
// it, else French.
func (p *program) language() string {
	if lang, is := p.given("--lang"); is {
		return lang
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} { // the order of POSIX
		if locale := p.env(name); locale != "" {
			return spoken(locale)
		}
	}
	return "fr"
}

// spoken gives the language of a locale such as "en_GB.UTF-8".
func spoken(locale string) string {
	for _, l := range translation.Languages() {
		if len(locale) >= 2 && locale[:2] == l.Code {
			return l.Code
		}
	}
	return "fr"
}

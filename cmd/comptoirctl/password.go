package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/comptoir/comptoir/app/fault"
)

// secretLimit bounds the first line of a password file, in bytes.
const secretLimit = 4096

// password gives the password of who acts: the first line of the password file,
// else what the person types. Passwords are never arguments, which every user of
// the machine can read.
func (c *call) password(question string, args fault.Args) (string, error) {
	if c.PasswordFile == "" {
		c.PasswordFile = c.env("COMPTOIR_PASSWORD_FILE")
	}
	if c.PasswordFile != "" {
		return readSecret(c.resolve(c.PasswordFile), c.PasswordFile)
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-password", nil)
	}
	return c.console.askSecret(c.ctx, c.printer.T(question, args))
}

// newPassword is password for one that is chosen now: whoever types it types it
// twice.
func (c *call) newPassword() (string, error) {
	if c.PasswordFile != "" || c.env("COMPTOIR_PASSWORD_FILE") != "" || c.console == nil {
		return c.password("ctl.ask.new-password", nil)
	}
	return c.typedTwice()
}

func (c *call) typedTwice() (string, error) {
	first, err := c.console.askSecret(c.ctx, c.printer.T("ctl.ask.new-password"))
	if err != nil {
		return "", err
	}
	second, err := c.console.askSecret(c.ctx, c.printer.T("ctl.ask.again"))
	if err == nil && second != first {
		err = fault.New(fault.Invalid, "ctl.passwords-differ", nil)
	}
	return first, err
}

// readSecret gives the first line of a file. It may be a pipe, since shells hand
// over secrets as <(command).
func readSecret(path, shown string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fault.Wrap(err, fault.Missing, "ctl.password-file", fault.Args{"Path": shown})
	}
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "ctl.password-unreadable", fault.Args{"Path": shown})
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, secretLimit))
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "ctl.password-unreadable", fault.Args{"Path": shown})
	}
	line, _, ended := bytes.Cut(content, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) == 0 || !ended && len(content) == secretLimit {
		return "", fault.New(fault.Invalid, "ctl.password-empty", fault.Args{"Path": shown})
	}
	return string(line), nil
}

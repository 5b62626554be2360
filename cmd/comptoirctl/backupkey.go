package main

import (
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

type backupKeyCommands struct {
	Draw backupKeyDraw `cmd:""`
	Use  backupKeyUse  `cmd:""`
	Show backupKeyShow `cmd:""`
}

type backupKeyDraw struct {
	Out            string `placeholder:"folder" help:"recovery-out"`
	PassphraseFile string `placeholder:"file" help:"recovery-passphrase"`
	Paper          string `placeholder:"folder" help:"recovery-page"`
}

func (backupKeyDraw) examples() []string {
	return []string{"backup key draw --out /media/usb --paper papier", "backup key draw --out /media/usb --passphrase-file phrase"}
}

// drawnView is a recovery key that was drawn, and where its copies are.
type drawnView struct {
	Key   string `json:"key"`
	File  string `json:"file"`
	Paper string `json:"paper"`
}

func (backupKeyDraw) result() report { return drawnView{} }

func (cmd *backupKeyDraw) Run(c *call) error {
	if cmd.Out == "" && cmd.Paper == "" {
		return fault.New(fault.Invalid, "ctl.recovery-where", nil)
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	passphrase := ""
	if cmd.Out != "" {
		if passphrase, err = c.newPassphrase(cmd.PassphraseFile); err != nil {
			return err
		}
		if err := workspace.CheckPassphrase(passphrase); err != nil { // before a key is drawn
			return err
		}
	}
	drawn, err := session.DrawRecoveryKey(c.ctx)
	if err != nil {
		return err
	}
	view := drawnView{Key: workspace.RecoveryID(drawn)}
	if cmd.Out != "" {
		err := c.into(cmd.Out, func(dir string) error {
			path, err := session.WriteRecoveryKey(drawn, passphrase, dir)
			view.File = c.shown(path)
			return err
		})
		if err != nil {
			return err
		}
	}
	if cmd.Paper != "" {
		if view.Paper, err = cmd.print(c, session, drawn); err != nil {
			return err
		}
	}
	return c.give(view)
}

func (cmd *backupKeyDraw) print(c *call, session *workspace.Session, drawn workspace.KeyCopy) (path string, err error) {
	actor, err := session.Actor(c.ctx)
	if err != nil {
		return "", err
	}
	page := paper.RecoveryKey{
		Organisation: drawn.Name, ID: workspace.RecoveryID(drawn), Groups: workspace.RecoveryGroups(drawn), Person: actor.Name(), Made: drawn.Made,
	}
	content, err := page.PDF(c.printer)
	if err != nil {
		return "", err
	}
	err = c.into(cmd.Paper, func(dir string) error {
		if path, err = usrfile.WriteFile(dir, workspace.RecoveryStem(drawn)+".pdf", content); err != nil {
			return err
		}
		return os.Chmod(path, 0o600) // the key stands in it
	})
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "ctl.no-out", fault.Args{"Path": cmd.Paper})
	}
	return c.shown(path), nil
}

func (v drawnView) words(s *sheet) {
	if v.File != "" {
		s.say("ctl.recovery.file", fault.Args{"Path": v.File})
	}
	if v.Paper != "" {
		s.say("ctl.recovery.page", fault.Args{"Path": v.Paper})
	}
	s.say("ctl.recovery.drawn", fault.Args{"Key": v.Key})
}

type backupKeyUse struct{ copyOptions }

func (backupKeyUse) examples() []string {
	return []string{
		"backup key use --from /media/usb/cle-de-secours_eau_vive_7F3K-2M9Q-XW4T-0.age", "backup key use --paper 1",
	}
}

// recoveryView is the recovery key in use.
type recoveryView struct {
	Key       string `json:"key"`
	Recipient string `json:"recipient"`
	Since     moment `json:"since"`
	By        string `json:"by"`
	Usable    bool   `json:"usable"`
}

func viewRecovery(k workspace.RecoveryKey) recoveryView {
	return recoveryView{k.ID, k.Recipient, moment(k.Taken), k.By, k.Usable}
}

func (backupKeyUse) result() report { return recoveryView{} }

func (cmd *backupKeyUse) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	key, err := cmd.openOne(c)
	if err != nil {
		return err
	}
	k, err := session.TakeRecoveryKey(c.ctx, key)
	if err != nil {
		return err
	}
	return c.give(viewRecovery(k))
}

func (v recoveryView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.key", v.Key}, fact{"ctl.col.age-recipient", v.Recipient}, fact{"ctl.col.since", s.moment(v.Since)},
		fact{"ctl.col.made-by", v.By},
	)
	if !v.Usable {
		s.say("ctl.recovery.again")
	}
}

type backupKeyShow struct{}

func (backupKeyShow) examples() []string { return []string{"backup key show"} }
func (backupKeyShow) result() report     { return recoveryView{} }

func (cmd *backupKeyShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	k, err := session.RecoveryKey(c.ctx)
	if err != nil {
		return err
	}
	return c.give(viewRecovery(k))
}

package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type backupAuto struct{}

func (backupAuto) examples() []string {
	return []string{"backup auto", "--data /srv/comptoir backup auto --json"}
}

// selfBackupView is what was due and done; both are empty when nothing was due.
type selfBackupView struct {
	Made   string `json:"made"`
	Copied string `json:"copied"`
}

func (backupAuto) result() report { return selfBackupView{} }

// Run needs nobody to be signed in: it does what the plan says.
func (cmd *backupAuto) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	done, err := space.BackUpDue(c.ctx, c.progressBytes())
	if err != nil {
		return err
	}
	return c.give(c.viewSelfBackup(done))
}

func (c *call) viewSelfBackup(done workspace.SelfBackup) (v selfBackupView) {
	if done.Made != "" {
		v.Made = c.shown(done.Made)
	}
	if done.Copied != "" {
		v.Copied = c.shown(done.Copied)
	}
	return v
}

func (v selfBackupView) words(s *sheet) {
	if v.Made != "" {
		s.say("ctl.backup.made", fault.Args{"Path": v.Made})
	}
	if v.Copied != "" {
		s.say("ctl.backup.copied", fault.Args{"Path": v.Copied})
	}
	if v.Made == "" && v.Copied == "" {
		s.say("ctl.backup.not-due")
	}
}

type backupPlan struct {
	Automatic string `enum:",on,off" default:""`
	Second    string `placeholder:"folder"`
	NoSecond  bool
}

func (backupPlan) examples() []string {
	return []string{"backup plan", "backup plan --second /media/usb", "backup plan --automatic off --no-second"}
}

// planView says how backups are made by themselves.
type planView struct {
	Automatic bool   `json:"automatic"`
	Second    string `json:"second"`
	Made      moment `json:"made"`
	Copied    moment `json:"copied"`
	Failed    string `json:"failed"` // key of the sentence, which is on stderr
}

func viewPlan(p directory.BackupPlan) planView {
	v := planView{Automatic: p.Automatic, Second: p.Second, Made: moment(p.Made), Copied: moment(p.Copied)}
	if p.Failed != nil {
		v.Failed = p.Failed.Key
	}
	return v
}

func (backupPlan) result() report { return planView{} }

func (cmd *backupPlan) Run(c *call) error {
	if cmd.Second != "" && cmd.NoSecond {
		return fault.New(fault.Invalid, "ctl.second-both", nil)
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	plan, err := session.BackupPlan(c.ctx)
	if err != nil {
		return err
	}
	if cmd.Automatic != "" || cmd.Second != "" || cmd.NoSecond {
		if plan, err = session.PlanBackups(c.ctx, cmd.automatic(plan), cmd.second(c, plan)); err != nil {
			return err
		}
	}
	if plan.Failed != nil {
		c.tell(plan.Failed)
	}
	return c.give(viewPlan(plan))
}

func (cmd *backupPlan) automatic(plan directory.BackupPlan) bool {
	if cmd.Automatic == "" {
		return plan.Automatic
	}
	return cmd.Automatic == "on"
}

func (cmd *backupPlan) second(c *call, plan directory.BackupPlan) string {
	switch {
	case cmd.NoSecond:
		return ""
	case cmd.Second == "":
		return plan.Second
	}
	return c.resolve(cmd.Second)
}

func (v planView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.automatic", yes(v.Automatic)}, fact{"ctl.col.second", v.Second},
		fact{"ctl.col.last-made", s.moment(v.Made)}, fact{"ctl.col.last-copied", s.moment(v.Copied)},
	)
}

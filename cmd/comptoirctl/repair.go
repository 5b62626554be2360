package main

import (
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type repairCommands struct {
	Look   repairLook   `cmd:""`
	Files  repairFiles  `cmd:""`
	Backup repairBackup `cmd:""`
}

// diagnosisView is what is wrong with a data folder.
type diagnosisView struct {
	Damaged bool         `json:"damaged"`
	Backups []backupView `json:"backups"` // the newest first
}

type repairLook struct{}

func (repairLook) examples() []string { return []string{"--data eau-vive repair look"} }
func (repairLook) result() report     { return diagnosisView{} }

// Run says what is damaged, and what there is to mend it. Damage is the exit status.
func (repairLook) Run(c *call) error {
	dir, err := c.existing()
	if err != nil {
		return err
	}
	found, err := workspace.Diagnose(c.ctx, dir)
	if err != nil {
		return err
	}
	problem := found.Problem
	if problem != nil {
		c.tell(problem)
		problem = told{problem}
	}
	return errors.Join(problem, c.give(diagnosisView{found.Problem != nil, each(found.Backups, c.viewBackup)}))
}

// existing gives the data folder, which has to be there.
func (c *call) existing() (string, error) {
	dir, err := c.folder()
	if err == nil && c.Data == "" && !workspace.Exists(dir) {
		err = fault.New(fault.Missing, "ctl.no-folder", fault.Args{"Path": dir})
	}
	return dir, err
}

func (v diagnosisView) words(s *sheet) {
	if !v.Damaged {
		s.say("ctl.repair.whole")
		return
	}
	s.say("ctl.repair.files")
	if len(v.Backups) == 0 {
		s.say("ctl.repair.no-backup")
		return
	}
	s.say("ctl.repair.backup", fault.Args{"Path": v.Backups[0].Path})
	backupsListed(v.Backups).words(s)
}

// repairedView is what a repair did.
type repairedView struct {
	Complete bool   `json:"complete"` // nothing was lost
	Aside    string `json:"aside"`    // folder with the damaged files
	NewPoste bool   `json:"new_poste"`
	Marks    int    `json:"marks"` // that could still be read beyond those of the backup
	side     string
}

func (c *call) viewRepaired(r workspace.Repaired) repairedView {
	v := repairedView{Complete: !r.Lost, NewPoste: r.NewPoste, Marks: r.Marks, side: r.Content.Side}
	if r.Aside != "" {
		v.Aside = c.shown(r.Aside)
	}
	return v
}

func (v repairedView) words(s *sheet) {
	if v.Complete {
		s.say("ctl.repair.complete")
	} else {
		s.say("ctl.repair.incomplete")
	}
	if v.Aside != "" {
		s.say("ctl.repair.aside", fault.Args{"Path": v.Aside})
	}
	if v.NewPoste && v.side != "head-office" {
		s.say("ctl.backup.new-poste.site")
	} else if v.NewPoste {
		s.say("ctl.backup.new-poste.head-office")
	}
}

type repairFiles struct{}

func (repairFiles) examples() []string { return []string{"--data eau-vive repair files"} }
func (repairFiles) result() report     { return repairedView{} }

func (repairFiles) Run(c *call) error {
	dir, err := c.existing()
	if err != nil {
		return err
	}
	if err := c.confirmTyped("ctl.repair.confirm", fault.Args{}); err != nil {
		return err
	}
	done, err := workspace.Repair(c.ctx, dir, c.options)
	if err != nil {
		return err
	}
	return c.give(c.viewRepaired(done))
}

type repairBackup struct {
	unlockOptions
	Backup string `arg:""`
	Trust  string `placeholder:"fingerprint"`
}

func (repairBackup) examples() []string {
	return []string{"--data eau-vive repair backup eau-vive/backups/sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age"}
}

func (repairBackup) result() report { return repairedView{} }

func (cmd *repairBackup) Run(c *call) error {
	trust, err := parseTrust(cmd.Trust)
	if err != nil {
		return err
	}
	dir, err := c.existing()
	if err != nil {
		return err
	}
	with, err := cmd.unlock(c, cmd.Backup)
	if err != nil {
		return err
	}
	file := c.resolve(cmd.Backup)
	content, err := workspace.PeekBackup(file, with)
	if err != nil {
		return err
	}
	if trust == nil {
		if err := c.confirm("ctl.backup.compare", fault.Args{"Name": content.Name, "Fingerprint": content.Fingerprint.String()}); err != nil {
			return err
		}
		trust = &content.Fingerprint
	}
	if err := c.confirmTyped("ctl.repair.confirm-backup", fault.Args{"Made": content.Made}); err != nil {
		return err
	}
	done, err := workspace.RepairFrom(c.ctx, dir, c.options, file, with, *trust, c.progressBytes())
	if err != nil {
		return err
	}
	return c.give(c.viewRepaired(done))
}

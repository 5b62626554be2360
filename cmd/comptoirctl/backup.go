package main

import (
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type backupCommands struct {
	Create  backupCreate  `cmd:""`
	List    backupList    `cmd:""`
	Verify  backupVerify  `cmd:""`
	Restore backupRestore `cmd:""`

	Journal backupJournalCommands `cmd:""`
}

// backupView is a backup that lies in a folder.
type backupView struct {
	Path string `json:"path"`
	Made string `json:"made"`
	Size int64  `json:"size"`
}

func (c *call) viewBackup(b workspace.Backup) backupView {
	return backupView{c.shown(b.Path), b.Made, b.Size}
}

type backupCreate struct {
	Out            string `placeholder:"folder"`
	PassphraseFile string `placeholder:"file" help:"backup-passphrase"`
}

func (backupCreate) examples() []string {
	return []string{"backup create", "backup create --out /media/usb --passphrase-file phrase"}
}

func (backupCreate) result() report { return backupView{} }

func (cmd *backupCreate) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	passphrase, err := c.newPassphrase(cmd.PassphraseFile)
	if err != nil {
		return err
	}
	var made workspace.Backup
	write := func(dir string) error {
		made, err = session.CreateBackup(c.ctx, passphrase, dir, c.progressBytes())
		return err
	}
	if cmd.Out == "" {
		err = write("")
	} else {
		err = c.into(cmd.Out, write)
	}
	if err != nil {
		return err
	}
	return c.give(c.viewBackup(made))
}

func (r backupView) words(s *sheet) { s.say("ctl.backup.made", fault.Args{"Path": r.Path}) }

// progressBytes is progress of so many bytes that mebibytes say enough.
func (c *call) progressBytes() workspace.BackupProgress {
	tell := c.progress()
	if tell == nil {
		return nil
	}
	return func(done, total int64) { tell(int(done>>20), int(total>>20)) }
}

type backupList struct {
	Dir string `arg:"" optional:""`
}

func (backupList) examples() []string {
	return []string{"backup list", "backup list /media/usb --json"}
}

// backupsListed are the backups of a folder, the newest first.
type backupsListed []backupView

func (backupList) result() report { return backupsListed{} }

func (cmd *backupList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	dir := cmd.Dir
	if dir != "" {
		dir = c.resolve(dir)
	}
	found, err := session.Backups(c.ctx, dir)
	if err != nil {
		return err
	}
	return c.give(backupsListed(each(found, c.viewBackup)))
}

func (r backupsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.backup.none")
		return
	}
	t := s.newTable(left("ctl.col.made"), right("ctl.col.size"), left("ctl.col.file"))
	for _, b := range r {
		t.row(b.Made, s.Int(b.Size), b.Path)
	}
	t.write(s)
}

// contentView is what a backup is of.
type contentView struct {
	Organisation string `json:"organisation"`
	Side         string `json:"side"`
	Poste        int    `json:"poste"`
	Made         moment `json:"made"`
	Fingerprint  string `json:"fingerprint"`
	Files        int    `json:"files"`
	Size         int64  `json:"size"`
}

func viewContent(content workspace.BackupContent) contentView {
	return contentView{
		content.Name, content.Side, content.Number, moment(content.Made), content.Fingerprint.String(), len(content.Files), content.Total(),
	}
}

type backupVerify struct {
	Backup         string `arg:""`
	PassphraseFile string `placeholder:"file" help:"backup-passphrase"`
}

func (backupVerify) examples() []string {
	return []string{"backup verify sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age --passphrase-file phrase"}
}

func (backupVerify) result() report { return contentView{} }

func (cmd *backupVerify) Run(c *call) error {
	passphrase, err := c.passphrase(cmd.PassphraseFile, cmd.Backup)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "comptoir-")
	if err != nil {
		return err
	}
	content, err := workspace.VerifyBackup(c.ctx, c.resolve(cmd.Backup), passphrase, scratch, c.progressBytes())
	if removed := os.RemoveAll(scratch); err == nil {
		err = removed
	}
	if err != nil {
		return err
	}
	return c.give(viewContent(content))
}

func (r contentView) words(s *sheet) {
	r.tell(s)
	s.say("ctl.backup.whole", fault.Args{"Count": r.Files})
}

func (r contentView) tell(s *sheet) {
	s.facts(
		fact{"ctl.col.organisation", r.Organisation}, fact{"ctl.col.poste", s.T("ctl.backup.of."+r.Side, fault.Args{"Poste": r.Poste})},
		fact{"ctl.col.made", s.moment(r.Made)}, fact{"ctl.col.fingerprint", r.Fingerprint},
	)
}

// passphrase gives that of a file that is opened.
func (c *call) passphrase(file, of string) (string, error) {
	return copyOptions{PassphraseFile: optional(file)}.passphrase(c, 0, of)
}

func optional(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

type backupRestore struct {
	Backup         string `arg:""`
	PassphraseFile string `placeholder:"file" help:"backup-passphrase"`
	Trust          string `placeholder:"fingerprint"`
}

func (backupRestore) examples() []string {
	return []string{
		"backup restore sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age",
		"--data nouveau backup restore /media/usb/sauvegarde_eau_vive_siege_2026-11-21_09h14.age --trust 7F3K-2M9Q-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX",
	}
}

// restoredView is what a restore did.
type restoredView struct {
	Backup   contentView `json:"backup"`
	Replaced string      `json:"replaced"`
	NewPoste bool        `json:"new_poste"`
}

func (backupRestore) result() report { return restoredView{} }

func (cmd *backupRestore) Run(c *call) error {
	trust, err := parseTrust(cmd.Trust)
	if err != nil {
		return err
	}
	passphrase, err := c.passphrase(cmd.PassphraseFile, cmd.Backup)
	if err != nil {
		return err
	}
	file := c.resolve(cmd.Backup)
	content, err := workspace.PeekBackup(file, passphrase) // before a data folder is made for it
	if err != nil {
		return err
	}
	space, err := c.openOrMake()
	if err != nil {
		return err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return err
	}
	var done workspace.Restored
	if condition.Empty {
		if trust == nil {
			if err := c.confirm("ctl.backup.compare", fault.Args{"Name": content.Name, "Fingerprint": content.Fingerprint.String()}); err != nil {
				return err
			}
			trust = &content.Fingerprint
		}
		done, err = space.RestoreElsewhere(c.ctx, file, passphrase, *trust, c.progressBytes())
	} else {
		done, err = cmd.here(c, file, passphrase, content)
	}
	if err != nil {
		return err
	}
	view := restoredView{viewContent(done.Content), "", done.NewPoste}
	if done.Replaced != "" {
		view.Replaced = c.shown(done.Replaced)
	}
	return c.give(view)
}

func (cmd *backupRestore) here(c *call, file, passphrase string, content workspace.BackupContent) (workspace.Restored, error) {
	session, err := c.signIn()
	if err != nil {
		return workspace.Restored{}, err
	}
	if err := c.confirmTyped("ctl.backup.confirm", fault.Args{"Made": content.Made}); err != nil {
		return workspace.Restored{}, err
	}
	return session.RestoreBackup(c.ctx, file, passphrase, c.progressBytes())
}

func (r restoredView) words(s *sheet) {
	r.Backup.tell(s)
	s.say("ctl.backup.restored")
	if r.Replaced != "" {
		s.say("ctl.backup.replaced", fault.Args{"Path": r.Replaced})
	}
	if r.NewPoste {
		s.say("ctl.backup.new-poste." + r.Backup.Side)
	}
}

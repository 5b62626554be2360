package main

import (
	"errors"
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type backupCommands struct {
	Create  backupCreate  `cmd:""`
	List    backupList    `cmd:""`
	Verify  backupVerify  `cmd:""`
	Restore backupRestore `cmd:""`
	Auto    backupAuto    `cmd:""`
	Plan    backupPlan    `cmd:""`

	Key     backupKeyCommands     `cmd:""`
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
	return []string{"backup create", "backup create --out /media/usb", "backup create --out /media/usb --passphrase-file phrase"}
}

func (backupCreate) result() report { return backupView{} }

func (cmd *backupCreate) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	passphrase, err := cmd.passphrase(c, session)
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

// passphrase gives none where there is a recovery key and no file of a passphrase.
func (cmd *backupCreate) passphrase(c *call, session *workspace.Session) (string, error) {
	if cmd.PassphraseFile == "" {
		_, err := session.RecoveryKey(c.ctx)
		if !errors.Is(err, fault.Missing) {
			return "", err
		}
	}
	return c.newPassphrase(cmd.PassphraseFile)
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

// unlockOptions are what opens a backup: the recovery key or the passphrase. The
// poste that has made it for its recovery key needs neither.
type unlockOptions struct {
	Key            string `placeholder:"file" help:"recovery-key"`
	PassphraseFile string `placeholder:"file" help:"unlock-passphrase"`
	PaperFile      string `placeholder:"file"`
	Paper          bool   `help:"recovery-paper"`
}

// unlock opens the copy of the key, or takes the passphrase that the backup wants.
func (o unlockOptions) unlock(c *call, backup string) (with workspace.Unlock, err error) {
	wants, err := workspace.BackupWants(c.resolve(backup))
	if err != nil {
		return with, err
	}
	if wants == workspace.WantsPassphrase {
		with.Passphrase, err = c.passphrase(o.PassphraseFile, backup)
		return with, err
	}
	from := copyOptions{From: optional(o.Key), PassphraseFile: optional(o.PassphraseFile), PaperFile: optional(o.PaperFile)}
	if o.Paper {
		from.Paper = 1
	}
	copies, err := from.open(c)
	switch {
	case err != nil:
		return with, err
	case len(copies) > 1:
		return with, fault.New(fault.Invalid, "ctl.one-copy", nil)
	case len(copies) == 1:
		with.Key = copies[0]
	}
	return with, nil
}

// opens reports whether the backup can be opened anywhere.
func opens(with workspace.Unlock) bool { return with.Passphrase != "" || !with.Key.Recovery.IsZero() }

type backupVerify struct {
	unlockOptions
	Backup string `arg:""`
}

func (backupVerify) examples() []string {
	return []string{
		"backup verify sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age",
		"backup verify sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age --key /media/usb/cle-de-secours_eau_vive_7F3K-2M9Q-XW4T-0.age",
		"backup verify sauvegarde_eau_vive_siege_2026-11-21_09h14.age --passphrase-file phrase",
	}
}

func (backupVerify) result() report { return contentView{} }

func (cmd *backupVerify) Run(c *call) error {
	with, err := cmd.unlock(c, cmd.Backup)
	if err != nil {
		return err
	}
	content, err := cmd.verify(c, with)
	if err != nil {
		return err
	}
	return c.give(viewContent(content))
}

func (cmd *backupVerify) verify(c *call, with workspace.Unlock) (content workspace.BackupContent, err error) {
	file := c.resolve(cmd.Backup)
	if !opens(with) {
		session, err := c.signIn()
		if err != nil {
			return content, err
		}
		return session.VerifyBackup(c.ctx, file, with, c.progressBytes())
	}
	scratch, err := os.MkdirTemp("", "comptoir-")
	if err != nil {
		return content, err
	}
	content, err = workspace.VerifyBackup(c.ctx, file, with, scratch, c.progressBytes())
	return content, errors.Join(err, os.RemoveAll(scratch))
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
	unlockOptions
	Backup string `arg:""`
	Trust  string `placeholder:"fingerprint"`
}

func (backupRestore) examples() []string {
	return []string{
		"backup restore sauvegarde_eau_vive_poste-1_2026-11-21_09h14.age",
		"--data nouveau backup restore /media/usb/sauvegarde_eau_vive_siege_2026-11-21_09h14.age --paper --trust 7F3K-2M9Q-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX",
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
	with, err := cmd.unlock(c, cmd.Backup)
	if err != nil {
		return err
	}
	file := c.resolve(cmd.Backup)
	content, err := cmd.peek(c, file, with) // before a data folder is made for it
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
		done, err = space.RestoreElsewhere(c.ctx, file, with, *trust, c.progressBytes())
	} else {
		done, err = cmd.here(c, file, with, content)
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

// peek reads what the backup is of, with what only this poste knows where nothing
// else was given.
func (cmd *backupRestore) peek(c *call, file string, with workspace.Unlock) (content workspace.BackupContent, err error) {
	dir, err := c.folder()
	if err != nil {
		return content, err
	}
	if opens(with) || !workspace.Exists(dir) {
		return workspace.PeekBackup(file, with)
	}
	session, err := c.signIn()
	if err != nil {
		return content, err
	}
	return session.PeekBackup(c.ctx, file, with)
}

func (cmd *backupRestore) here(c *call, file string, with workspace.Unlock, content workspace.BackupContent) (workspace.Restored, error) {
	session, err := c.signIn()
	if err != nil {
		return workspace.Restored{}, err
	}
	if err := c.confirmTyped("ctl.backup.confirm", fault.Args{"Made": content.Made}); err != nil {
		return workspace.Restored{}, err
	}
	return session.RestoreBackup(c.ctx, file, with, c.progressBytes())
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

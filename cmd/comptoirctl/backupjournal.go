package main

import (
	"encoding/hex"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type backupJournalCommands struct {
	Create    backupJournalCreate    `cmd:""`
	List      backupJournalList      `cmd:""`
	Verify    backupJournalVerify    `cmd:""`
	Readdress backupJournalReaddress `cmd:""`
}

// journalBackupView is a backup of a journal as its name tells.
type journalBackupView struct {
	Path    string `json:"path"`
	Journal string `json:"journal"`
	Made    string `json:"made"`
	Reason  string `json:"reason"`
	Number  int64  `json:"last_number"`
	Size    int64  `json:"size"`
}

func (c *call) viewJournalBackup(b workspace.JournalBackup) journalBackupView {
	return journalBackupView{c.shown(b.Path), b.Ref, b.Made, string(b.Reason), b.Number, b.Size}
}

type backupJournalCreate struct {
	Journal string `arg:""`
	Out     string `placeholder:"folder"`
}

func (backupJournalCreate) examples() []string {
	return []string{"backup journal create P01/BQ1", "backup journal create P01/BQ1 --out /media/usb"}
}

func (backupJournalCreate) result() report { return journalBackupView{} }

func (cmd *backupJournalCreate) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	var made workspace.JournalBackup
	write := func(dir string) error {
		made, err = session.BackupJournal(c.ctx, card.Journal.ID, accounting.BackupManual, dir, c.progressBytes())
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
	return c.give(c.viewJournalBackup(made))
}

func (r journalBackupView) words(s *sheet) {
	s.say("ctl.backup-journal.made", fault.Args{"Journal": r.Journal, "Number": r.Number, "Path": r.Path})
}

type backupJournalList struct {
	Journal string `arg:"" optional:""`
	Dir     string `placeholder:"folder" help:"backup-dir"`
}

func (backupJournalList) examples() []string {
	return []string{"backup journal list", "backup journal list P01/BQ1 --dir /media/usb --json"}
}

// journalBackupsListed are backups of journals, the newest first.
type journalBackupsListed []journalBackupView

func (backupJournalList) result() report { return journalBackupsListed{} }

func (cmd *backupJournalList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var journal ident.BookID
	if cmd.Journal != "" {
		card, err := session.Journal(c.ctx, cmd.Journal)
		if err != nil {
			return err
		}
		journal = card.Journal.ID
	}
	dir := cmd.Dir
	if dir != "" {
		dir = c.resolve(dir)
	}
	found, err := session.JournalBackups(c.ctx, journal, dir)
	if err != nil {
		return err
	}
	return c.give(journalBackupsListed(each(found, c.viewJournalBackup)))
}

func (r journalBackupsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.backup-journal.none")
		return
	}
	t := s.newTable(left("ctl.col.journal"), left("ctl.col.made"), left("ctl.col.reason"), right("ctl.col.last-number"), right("ctl.col.size"), left("ctl.col.file"))
	for _, b := range r {
		t.row(b.Journal, b.Made, s.T("backup-reason."+b.Reason), s.Int(b.Number), s.Int(b.Size), b.Path)
	}
	t.write(s)
}

// journalContentView is what a backup of a journal says of itself.
type journalContentView struct {
	Organisation string `json:"organisation"`
	Journal      string `json:"journal"`
	Name         string `json:"name"`
	Poste        int    `json:"poste"`
	Made         moment `json:"made"`
	Reason       string `json:"reason"`
	By           string `json:"by"`
	Epoch        int64  `json:"epoch"`
	Postings     int64  `json:"postings"`
	LastNumber   int64  `json:"last_number"`
	Anchor       string `json:"anchor"`
	Closings     int64  `json:"closings"`
	Files        int    `json:"files"`
	Size         int64  `json:"size"`
	Digest       string `json:"digest"` // of the manifest, by which head office knows it
	Signed       bool   `json:"signed"` // by the poste, with the key that is known here
}

func viewJournalContent(content workspace.JournalContent) journalContentView {
	j := content.Journal
	return journalContentView{
		Organisation: content.Name, Journal: j.Project + "/" + j.Code, Name: j.Name, Poste: content.Number, Made: moment(content.Made),
		Reason: j.Reason, By: j.By, Epoch: j.Epoch, Postings: j.Seq, LastNumber: j.Number, Anchor: content.Anchor(), Closings: j.Closings,
		Files: len(content.Files), Size: content.Total(), Digest: hex.EncodeToString(content.Digest[:]), Signed: content.Signed,
	}
}

func (r journalContentView) words(s *sheet) {
	r.tell(s)
	s.say("ctl.backup-journal.whole", fault.Args{"Journal": r.Journal, "Postings": r.Postings})
}

func (r journalContentView) tell(s *sheet) {
	s.facts(
		fact{"ctl.col.journal", r.Journal + " " + r.Name}, fact{"ctl.col.organisation", r.Organisation},
		fact{"ctl.col.poste", s.Int(int64(r.Poste))}, fact{"ctl.col.made", s.moment(r.Made)}, fact{"ctl.col.made-by", r.By},
		fact{"ctl.col.reason", s.T("backup-reason." + r.Reason)}, fact{"ctl.col.postings", s.Int(r.Postings)},
		fact{"ctl.col.chain", s.Int(r.LastNumber) + "-" + r.Anchor}, fact{"ctl.col.digest", r.Digest}, fact{"ctl.col.signed", yes(r.Signed)},
	)
}

type backupJournalVerify struct {
	Backup string `arg:""`
}

func (backupJournalVerify) examples() []string {
	return []string{"backup journal verify P01_BQ1_2026-11-21_09h14_jour_142.age"}
}

func (backupJournalVerify) result() report { return journalContentView{} }

func (cmd *backupJournalVerify) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	content, err := session.VerifyJournalBackup(c.ctx, c.resolve(cmd.Backup), c.progressBytes())
	if err != nil {
		return err
	}
	return c.give(viewJournalContent(content))
}

type backupJournalReaddress struct {
	Backup string `arg:""`
	Poste  int    `required:"" placeholder:"number"`
	Out    string `required:"" placeholder:"folder"`
}

func (backupJournalReaddress) examples() []string {
	return []string{"backup journal readdress P01_BQ1_2026-11-21_09h14_jour_142.age --poste 4 --out /media/usb"}
}

func (backupJournalReaddress) result() report { return journalBackupView{} }

func (cmd *backupJournalReaddress) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var made workspace.JournalBackup
	err = c.into(cmd.Out, func(dir string) error {
		made, err = session.ReaddressBackup(c.ctx, c.resolve(cmd.Backup), cmd.Poste, dir, c.progressBytes())
		return err
	})
	if err != nil {
		return err
	}
	return c.give(c.viewJournalBackup(made))
}

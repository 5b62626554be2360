package accounting

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{name: "backups", icon: "shield", place: placeSafety, do: (*page).showBackups})

// backupsWidth and backupsHeight are the room of the dialogs of backups and
// branches.
const (
	backupsWidth  = 900
	backupsHeight = 460
)

// showBackups is the dialog « Sauvegardes »: those of the journal that lie in the
// folder of backups, what they hold, and one from elsewhere.
func (p *page) showBackups() {
	kit.Load(p.Tasks, func() ([]workspace.JournalBackup, error) {
		return p.Session.JournalBackups(p.Context, p.open.Journal.ID, "")
	}, func(list []workspace.JournalBackup, err error) {
		if !p.Refuse(err) {
			p.openBackups(list)
		}
	})
}

func (p *page) openBackups(list []workspace.JournalBackup) {
	var open *kit.OpenDialog
	grid := kit.NewGrid(p.services, "backups", p.backupColumns(), kit.Rows[workspace.JournalBackup](list))
	grid.Empty = kit.NewEmpty("shield", p.T("accounting.backups.none"), p.T("accounting.backups.none.hint"), nil)
	then := func(do func(string)) func() {
		return func() {
			if b, here := grid.Current(); here {
				open.Close()
				do(b.Path)
			}
		}
	}
	grid.OnOpen = func(b workspace.JournalBackup) {
		open.Close()
		p.previewRestore(b.Path)
	}
	buttons := kit.HStack(8,
		kit.NewButton(p.T("accounting.backups.create"), "shield", kit.Primary, func() { open.Close(); p.createBackup() }),
		kit.NewButton(p.T("accounting.backups.verify"), "check", kit.Plain, then(p.verifyBackup)),
		kit.NewButton(p.T("accounting.backups.restore"), "history", kit.Plain, then(p.previewRestore)),
		kit.NewButton(p.T("accounting.backups.open"), "folder", kit.Plain, func() { open.Close(); p.chooseBackup() }))
	open = p.Dialogs.Open(kit.Dialog{
		Name: "journal-backups", Title: p.T("accounting.backups.title", fault.Args{"Journal": p.open.Journal.Ref()}),
		Width: backupsWidth, Height: backupsHeight, Focus: grid.Focus(),
		Content: container.NewBorder(kit.NewParagraph(p.T("accounting.backups.what"), kit.Muted), kit.Insets(8, 0, buttons), nil, nil, grid),
	})
	grid.Reload()
	kit.Trace("journal backups shown")
}

func (p *page) backupColumns() []kit.Column[workspace.JournalBackup] {
	return []kit.Column[workspace.JournalBackup]{
		{ID: "made", Title: p.T("accounting.backups.made"), Width: 150, Text: p.backupMade},
		{ID: "reason", Title: p.T("accounting.backups.reason"), Width: 230, Text: func(b workspace.JournalBackup) string {
			return p.T("backup-reason." + string(b.Reason))
		}},
		{ID: "number", Title: p.T("accounting.backups.number"), Width: 140, Align: fyne.TextAlignTrailing,
			Text: func(b workspace.JournalBackup) string { return p.Printer.Int(b.Number) }},
		{ID: "name", Title: p.T("accounting.backups.file"), Width: 200, Grow: true, Style: func(workspace.JournalBackup) kit.Style { return kit.Muted },
			Text: workspace.JournalBackup.Name},
	}
}

// backupMade gives day and time as the name of the file has them, in the person's
// own format.
func (p *page) backupMade(b workspace.JournalBackup) string {
	text, clock, _ := strings.Cut(b.Made, " ")
	day, err := calendar.Parse(text)
	if err != nil {
		return b.Made
	}
	return p.Printer.DayShort(day) + " " + clock
}

// createBackup asks for the folder and writes a backup into it.
func (p *page) createBackup() {
	folder := kit.NewFolderField(p.services, "backup", p.Workspace.Backups())
	form := kit.NewForm().Add(p.T("accounting.backups.folder"), folder)
	p.Dialogs.Open(kit.Dialog{
		Name: "journal-backup-create", Title: p.T("accounting.backups.create"), Width: 620, Focus: folder,
		Content: kit.VStack(12, kit.NewParagraph(p.T("accounting.backups.create.text"), kit.Body), form),
		Confirm: p.T("accounting.backups.create"),
		OnConfirm: func() error {
			dir := folder.Folder()
			var made workspace.JournalBackup
			p.work("accounting.backups.creating", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
				made, err = p.Session.BackupJournal(ctx, p.open.Journal.ID, accounting.BackupManual, dir, tell)
				return err
			}, func() {
				p.Done(p.T("accounting.backups.created", fault.Args{"Path": made.Path}))
				kit.Trace("journal backed up")
			})
			return nil
		},
	})
}

// work shows how far it is, and lets the person cancel it.
func (p *page) work(name string, do func(context.Context, workspace.BackupProgress) error, then func()) {
	p.Tasks.Run(p.T(name), func(ctx context.Context, tell func(kit.Progress)) error {
		return do(ctx, func(done, total int64) { tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)}) })
	}, func(err error) {
		if !p.Refuse(err) {
			then()
		}
	})
}

// chooseBackup opens a backup that lies elsewhere.
func (p *page) chooseBackup() {
	p.Dialogs.ChooseFile(kit.FileChoice{Title: p.T("accounting.backups.open"), Extensions: []string{workspace.BackupExtension}}, p.previewRestore)
}

func (p *page) verifyBackup(path string) {
	var content workspace.JournalContent
	p.work("accounting.backups.verifying", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
		content, err = p.Session.VerifyJournalBackup(ctx, path, tell)
		return err
	}, func() {
		signed := "accounting.backups.signed"
		if !content.Signed {
			signed = "accounting.backups.unsigned"
		}
		p.Dialogs.Inform(p.T("accounting.backups.whole"), p.T("accounting.backups.whole.text", fault.Args{
			"Journal": content.Journal.Project + "/" + content.Journal.Code, "Postings": content.Journal.Seq, "Number": content.Journal.Number,
			"Anchor": content.Anchor(), "Made": content.Made, "By": content.Journal.By,
		})+"\n"+p.T(signed, fault.Args{"Poste": content.Number}))
		kit.Trace("journal backup verified")
	})
}

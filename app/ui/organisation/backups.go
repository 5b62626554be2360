package organisation

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// backups is « Sauvegardes »: those that lie in the folder of backups, and one
// from elsewhere.
type backups struct {
	*section
	found []workspace.Backup
}

func (s *section) backups() { s.showBackups("") }

func (s *section) showBackups(done string) {
	kit.Load(s.Tasks, func() ([]workspace.Backup, error) { return s.Session.Backups(s.Context, "") }, func(found []workspace.Backup, err error) {
		if s.Refuse(err) {
			return
		}
		(&backups{s, found}).present()
		if done != "" {
			s.Done(done)
		}
	})
}

func (b *backups) present() {
	title := b.T("organisation.part.backups")
	create := kit.NewButton(b.T("organisation.backups.create"), "shield", kit.Primary, b.create)
	open := kit.NewButton(b.T("organisation.backups.open"), "folder", kit.Plain, b.choose)
	lines := kit.VStack(12, kit.NewParagraph(b.T("organisation.backups.what"), kit.Muted))
	if len(b.found) == 0 {
		lines.Add(kit.NewNotice(b.Printer, kit.Expiring, b.T("organisation.backups.none"), b.T("organisation.backups.none.hint")))
	}
	for _, backup := range b.found {
		lines.Add(b.card(backup))
	}
	b.show(screen{
		name: "backups", title: title, head: kit.NewHead(title, nil, open, create), focus: create,
		body: kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, lines))),
		keys: kit.Handlers{kit.ActionNew: b.create, kit.ActionRefresh: b.backups},
	})
}

func (b *backups) card(backup workspace.Backup) fyne.CanvasObject {
	verify := kit.NewButton(b.T("organisation.backups.verify"), "check", kit.Plain, func() { b.verify(backup.Path) })
	restore := kit.NewButton(b.T("organisation.backups.restore"), "history", kit.Plain, func() { b.restore(backup.Path) })
	name := kit.VStack(2, kit.NewText(backup.Made, kit.Strong),
		kit.NewText(b.T("organisation.backups.file", fault.Args{"Name": backup.Name(), "Kilobytes": (backup.Size + 1023) / 1024}), kit.Muted))
	return kit.NewCard(kit.HStack(8, name, kit.Space(), verify, restore))
}

// choose opens a backup that lies elsewhere.
func (b *backups) choose() {
	b.Dialogs.ChooseFile(kit.FileChoice{Title: b.T("organisation.backups.open"), Extensions: []string{workspace.BackupExtension}}, b.restore)
}

// create asks for the passphrase twice and for the folder.
func (b *backups) create() {
	first, again := kit.NewPasswordField(b.Services, "passphrase"), kit.NewPasswordField(b.Services, "passphrase-again")
	first.Required, again.Required = true, true
	first.Verify = workspace.CheckPassphrase
	again.Verify = func(text string) error {
		if text != first.Text {
			return fault.New(fault.Invalid, "welcome.passwords-differ", nil)
		}
		return nil
	}
	folder := kit.NewFolderField(b.Services, "backup", b.Workspace.Backups())
	form := kit.NewForm().Add(b.T("organisation.keys.passphrase"), first).Add(b.T("organisation.keys.again"), again).
		Add(b.T("organisation.keys.folder"), folder)
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "backup-create", Title: b.T("organisation.backups.create.confirm"), Width: 620, Focus: first,
		Content: kit.VStack(12, kit.NewParagraph(b.T("organisation.backups.create.text"), kit.Body), form),
		Confirm: b.T("organisation.backups.create.confirm"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			b.write(first.Text, folder.Folder())
			return nil
		},
	})
}

func (b *backups) write(passphrase, folder string) {
	var made workspace.Backup
	b.run("organisation.backups.creating", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
		made, err = b.Session.CreateBackup(ctx, passphrase, folder, tell)
		return err
	}, func() {
		kit.Trace("backup made")
		b.showBackups(b.T("organisation.backups.created", fault.Args{"Path": made.Path}))
	})
}

// run shows how far the work is, and lets the person cancel it.
func (b *backups) run(name string, work func(context.Context, workspace.BackupProgress) error, then func()) {
	b.Tasks.Run(b.T(name), func(ctx context.Context, tell func(kit.Progress)) error {
		return work(ctx, func(done, total int64) { tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)}) })
	}, func(err error) {
		if !b.Refuse(err) {
			then()
		}
	})
}

func (b *backups) verify(path string) {
	b.unlock("backup-verify", b.T("organisation.backups.verify"), b.T("organisation.backups.verify.text"), kit.Primary, func(passphrase string) {
		b.run("organisation.backups.verifying", func(ctx context.Context, tell workspace.BackupProgress) error {
			_, err := b.Session.VerifyBackup(ctx, path, workspace.Unlock{Passphrase: passphrase}, tell)
			return err
		}, func() {
			kit.Trace("backup verified")
			b.Done(b.T("organisation.backups.verified"))
		})
	})
}

func (b *backups) restore(path string) {
	b.unlock("backup-restore", b.T("organisation.backups.restore"), b.T("organisation.backups.restore.text"), kit.Danger, func(passphrase string) {
		var restored workspace.Restored
		b.run("organisation.backups.restoring", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
			restored, err = b.Session.RestoreBackup(ctx, path, workspace.Unlock{Passphrase: passphrase}, tell)
			return err
		}, func() {
			kit.Trace("backup restored")
			b.Changed()
			b.showBackups(b.T("organisation.backups.restored", fault.Args{"Path": restored.Replaced}))
		})
	})
}

// unlock asks for the passphrase of a backup.
func (b *backups) unlock(name, title, text string, weight kit.Weight, then func(passphrase string)) {
	passphrase := kit.NewPasswordField(b.Services, "passphrase")
	passphrase.Required = true
	form := kit.NewForm().Add(b.T("organisation.keys.passphrase"), passphrase)
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: name, Title: title, Width: 620, Focus: passphrase, Weight: weight,
		Content: kit.VStack(12, kit.NewParagraph(text, kit.Body), form), Confirm: title,
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			then(passphrase.Text)
			return nil
		},
	})
}

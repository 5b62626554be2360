package organisation

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// backups is « Sauvegardes »: the recovery key, what is made by itself, the backups
// that lie in the folder of backups, and one from elsewhere.
type backups struct {
	*section
	found []workspace.Backup
	key   *workspace.RecoveryKey // nil for none
	plan  directory.BackupPlan
}

// BackupsScreen is the name of « Sauvegardes » for whoever makes a backup while it
// is in front.
const BackupsScreen = "organisation.backups"

func (s *section) backups() { s.showBackups("") }

func (s *section) showBackups(done string) {
	b := &backups{section: s}
	kit.Load(s.Tasks, b.read, func(_ struct{}, err error) {
		if s.Refuse(err) {
			return
		}
		b.present()
		if done != "" {
			s.Done(done)
		}
	})
}

func (b *backups) read() (none struct{}, err error) {
	if b.found, err = b.Session.Backups(b.Context, ""); err != nil {
		return none, err
	}
	key, err := b.Session.RecoveryKey(b.Context)
	if errors.Is(err, fault.Missing) {
		return none, nil
	} else if err != nil {
		return none, err
	}
	b.key = &key
	b.plan, err = b.Session.BackupPlan(b.Context)
	return none, err
}

func (b *backups) present() {
	title := b.T("organisation.part.backups")
	create := kit.NewButton(b.T("organisation.backups.create"), "shield", kit.Primary, b.create)
	open := kit.NewButton(b.T("organisation.backups.open"), "folder", kit.Plain, b.choose)
	lines := kit.VStack(12, kit.NewParagraph(b.T("organisation.backups.what"), kit.Muted), b.recovery())
	if b.key != nil {
		lines.Add(b.automatic())
	}
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
	name := kit.VStack(2, kit.NewText(b.Moment(backup.Made), kit.Strong),
		kit.NewText(b.T("organisation.backups.file", fault.Args{"Name": backup.Name(), "Kilobytes": (backup.Size + 1023) / 1024}), kit.Muted))
	return kit.NewCard(kit.HStack(8, name, kit.Space(), verify, restore))
}

// choose opens a backup that lies elsewhere.
func (b *backups) choose() {
	b.Dialogs.ChooseFile(kit.FileChoice{Title: b.T("organisation.backups.open"), Extensions: []string{workspace.BackupExtension}}, b.restore)
}

// create asks for the folder, and where there is no recovery key for the passphrase.
func (b *backups) create() {
	folder := kit.NewFolderField(b.Services, "backup", b.Workspace.Backups())
	phrase := newPhrase(b.Services)
	text, form, focus := "organisation.backups.create.key", kit.NewForm(), fyne.Focusable(folder)
	if b.key == nil {
		text, focus = "organisation.backups.create.text", phrase.first
		phrase.add(form)
	}
	form.Add(b.T("organisation.keys.folder"), folder)
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "backup-create", Title: b.T("organisation.backups.create.confirm"), Width: 620, Focus: focus,
		Content: kit.VStack(12, kit.NewParagraph(b.T(text), kit.Body), form),
		Confirm: b.T("organisation.backups.create.confirm"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			b.write(phrase.first.Text, folder.Folder())
			return nil
		},
	})
}

// phrase is a passphrase that is typed twice.
type phrase struct {
	services     *kit.Services
	first, again *kit.PasswordField
}

func newPhrase(s *kit.Services) phrase {
	p := phrase{s, kit.NewPasswordField(s, "passphrase"), kit.NewPasswordField(s, "passphrase-again")}
	p.first.Required, p.again.Required = true, true
	p.first.Verify = workspace.CheckPassphrase
	p.again.Verify = func(text string) error {
		if text != p.first.Text {
			return fault.New(fault.Invalid, "organisation.phrases-differ", nil)
		}
		return nil
	}
	return p
}

func (p phrase) add(form *kit.Form) {
	form.Add(p.services.T("organisation.keys.passphrase"), p.first).Add(p.services.T("organisation.keys.again"), p.again)
}

func (b *backups) write(passphrase, folder string) {
	var made workspace.Backup
	b.run("organisation.backups.creating", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
		made, err = b.Session.CreateBackup(ctx, passphrase, folder, tell)
		return err
	}, func() {
		kit.Trace("backup made")
		b.showBackups(b.T("organisation.backups.created", fault.Args{"Path": made.Path}))
	}, nil)
}

// run shows how far the work is, and lets the person cancel it. otherwise may deal
// with an error, and says whether it did.
func (b *backups) run(name string, work func(context.Context, workspace.BackupProgress) error, then func(), otherwise func(error) bool) {
	b.Tasks.Run(b.T(name), func(ctx context.Context, tell func(kit.Progress)) error {
		return work(ctx, func(done, total int64) { tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)}) })
	}, func(err error) {
		if err != nil && otherwise != nil && otherwise(err) {
			return
		}
		if !b.Refuse(err) {
			then()
		}
	})
}

func (b *backups) verify(path string) {
	b.unlock("backup-verify", path, b.T("organisation.backups.verify"), b.T("organisation.backups.verify.text"), kit.Primary, func(with workspace.Unlock, otherwise func(error) bool) {
		b.run("organisation.backups.verifying", func(ctx context.Context, tell workspace.BackupProgress) error {
			_, err := b.Session.VerifyBackup(ctx, path, with, tell)
			return err
		}, func() {
			kit.Trace("backup verified")
			b.Done(b.T("organisation.backups.verified"))
		}, otherwise)
	})
}

func (b *backups) restore(path string) {
	b.unlock("backup-restore", path, b.T("organisation.backups.restore"), b.T("organisation.backups.restore.text"), kit.Danger, func(with workspace.Unlock, otherwise func(error) bool) {
		var restored workspace.Restored
		b.run("organisation.backups.restoring", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
			restored, err = b.Session.RestoreBackup(ctx, path, with, tell)
			return err
		}, func() {
			kit.Trace("backup restored")
			b.Changed()
			b.showBackups(b.T("organisation.backups.restored", fault.Args{"Path": restored.Replaced}))
		}, otherwise)
	})
}

package organisation

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/keycopies"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

// recovery shows the recovery key in use, and the ways to another.
func (b *backups) recovery() fyne.CanvasObject {
	lines := kit.VStack(8, kit.NewText(b.T("organisation.recovery"), kit.Strong))
	switch {
	case b.key == nil:
		lines.Add(kit.NewNotice(b.Printer, kit.Expiring, b.T("organisation.recovery.none"), b.T("organisation.recovery.none.hint")))
	case !b.key.Usable:
		lines.Add(kit.NewNotice(b.Printer, kit.Refused, b.T("error.workspace.recovery-again"), b.T("error.workspace.recovery-again.hint")))
	}
	if b.key != nil {
		about := b.T("organisation.recovery.since", fault.Args{"When": b.key.Taken, "By": b.key.By})
		if b.key.By == "" {
			about = b.T("organisation.recovery.restored", fault.Args{"When": b.key.Taken})
		}
		lines.Add(kit.HStack(8, kit.NewText(b.key.ID, kit.Style{Mono: true}), kit.NewText(about, kit.Muted)))
	}
	draw := "organisation.recovery.draw"
	if b.key != nil {
		draw = "organisation.recovery.draw-new"
	}
	lines.Add(kit.HStack(8,
		kit.NewButton(b.T(draw), "key", kit.Plain, b.draw),
		kit.NewButton(b.T("organisation.recovery.paper"), "print", kit.Plain, b.drawOnPaper),
		kit.NewButton(b.T("organisation.recovery.use"), "import", kit.Plain, b.use)))
	return kit.NewCard(lines)
}

// draw asks where the file of a new key goes, and under which passphrase.
func (b *backups) draw() {
	phrase, folder := newPhrase(b.Services), kit.NewFolderField(b.Services, "key", elsewhere())
	form := kit.NewForm()
	phrase.add(form)
	form.Add(b.T("organisation.keys.folder"), folder)
	var drawn workspace.KeyCopy
	var path string
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "recovery-draw", Title: b.T("organisation.recovery.draw.title"), Width: 640, Focus: phrase.first,
		Content: kit.VStack(12, kit.NewParagraph(b.T("organisation.recovery.draw.text"), kit.Body), form),
		Confirm: b.T("organisation.recovery.draw.confirm"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(b.T("organisation.recovery.drawing"), func() (err error) {
				if drawn, err = b.Session.DrawRecoveryKey(b.Context); err != nil {
					return err
				}
				path, err = b.Session.WriteRecoveryKey(drawn, phrase.first.Text, folder.Folder())
				return err
			}, func() {
				kit.Trace("recovery key drawn")
				b.open(b.T("organisation.recovery.in-file", fault.Args{"Path": path}))
			})
		},
	})
	b.proving(dialog, b.draw)
}

// proving asks for the password first where it was not given just now.
func (b *backups) proving(dialog *kit.OpenDialog, again func()) {
	if err := b.Session.RecentlyProved(); err != nil {
		dialog.Close()
		desk.AskProof(b.Services, b.Session, again)
	}
}

// drawOnPaper prints a new key.
func (b *backups) drawOnPaper() {
	if b.Session.RecentlyProved() != nil {
		desk.AskProof(b.Services, b.Session, b.drawOnPaper)
		return
	}
	b.Dialogs.Confirm(b.T("organisation.recovery.paper.title"), b.T("organisation.recovery.paper.text"), b.T("organisation.recovery.paper.confirm"), func() {
		kit.Load(b.Tasks, func() (sheet recoverySheet, err error) {
			if sheet.drawn, err = b.Session.DrawRecoveryKey(b.Context); err != nil {
				return sheet, err
			}
			actor, err := b.Session.Actor(b.Context)
			sheet.person = actor.Name()
			return sheet, err
		}, func(sheet recoverySheet, err error) {
			if b.Refuse(err) {
				return
			}
			printing.Print(b.Services, b.Workspace.Dir(), workspace.RecoveryStem(sheet.drawn), func() ([]byte, error) { return sheet.page().PDF(b.Printer) })
			b.open(b.T("organisation.recovery.on-paper"))
		})
	})
}

// recoverySheet is the page of a key that was just drawn.
type recoverySheet struct {
	drawn  workspace.KeyCopy
	person string
}

func (s recoverySheet) page() paper.RecoveryKey {
	return paper.RecoveryKey{
		Organisation: s.drawn.Name, ID: workspace.RecoveryID(s.drawn), Groups: workspace.RecoveryGroups(s.drawn),
		Person: s.person, Made: s.drawn.Made,
	}
}

// use takes a key into use that was drawn before, here or on another poste.
func (b *backups) use() { b.open(b.T("organisation.recovery.use.text")) }

// open has the copy of a key opened, which proves that it can be had back, and takes
// the key into use.
func (b *backups) open(text string) {
	copies := keycopies.New(b.Services, 1, 0)
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: "recovery-use", Title: b.T("organisation.recovery.use.title"), Width: 640, Focus: copies.File,
		Content: kit.VStack(12, kit.NewParagraph(text, kit.Body), copies.Content),
		Confirm: b.T("organisation.recovery.use.confirm"),
		OnConfirm: func() error {
			return dialog.Await(b.T("organisation.recovery.taking"), func() error {
				_, err := b.Session.TakeRecoveryKey(b.Context, copies.Last())
				return err
			}, func() {
				kit.Trace("recovery key taken")
				b.showBackups(b.T("organisation.recovery.taken"))
			})
		},
	})
	copies.Changed = dialog.Fit
	b.proving(dialog, func() { b.open(text) })
}

// unlock does something with a backup: with its passphrase, with the keys of this
// poste, and where these are not enough with the recovery key.
func (b *backups) unlock(name, path, title, text string, weight kit.Weight, then func(with workspace.Unlock, otherwise func(error) bool)) {
	wants, err := workspace.BackupWants(path)
	switch {
	case b.Refuse(err):
	case wants == workspace.WantsPassphrase:
		b.askPhrase(name, path, title, text, weight, func(passphrase string) { then(workspace.Unlock{Passphrase: passphrase}, nil) })
	default:
		own := func() {
			then(workspace.Unlock{}, func(err error) bool {
				if !desk.NeedsKey(err) {
					return false
				}
				b.askKey(name, path, title, weight, func(key workspace.KeyCopy) { then(workspace.Unlock{Key: key}, nil) })
				return true
			})
		}
		if weight != kit.Danger {
			own()
			return
		}
		b.Dialogs.Open(kit.Dialog{
			Name: name, Title: title, Width: 620, Weight: weight, Confirm: title,
			Content:   about(path, kit.NewParagraph(b.T("organisation.backups.restore.key"), kit.Body)),
			OnConfirm: func() error { own(); return nil },
		})
	}
}

// about names the backup above what is asked about it.
func about(path string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.VStack(12, append([]fyne.CanvasObject{kit.NewText(filepath.Base(path), kit.Strong)}, parts...)...)
}

// askPhrase asks for the passphrase of a backup.
func (b *backups) askPhrase(name, path, title, text string, weight kit.Weight, then func(passphrase string)) {
	passphrase := kit.NewPasswordField(b.Services, "passphrase")
	passphrase.Required = true
	form := kit.NewForm().Add(b.T("organisation.keys.passphrase"), passphrase)
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{
		Name: name, Title: title, Width: 620, Focus: passphrase, Weight: weight,
		Content: about(path, kit.NewParagraph(text, kit.Body), form), Confirm: title,
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

// askKey asks for the recovery key of a backup that another poste has made.
func (b *backups) askKey(name, path, title string, weight kit.Weight, then func(workspace.KeyCopy)) {
	copies := keycopies.New(b.Services, 1, 0)
	dialog := b.Dialogs.Open(kit.Dialog{
		Name: name + "-key", Title: title, Width: 640, Focus: copies.File, Weight: weight, Confirm: title,
		Content: about(path, kit.NewParagraph(b.T("organisation.backups.needs-key"), kit.Body), copies.Content),
		OnConfirm: func() error {
			then(copies.Last())
			return nil
		},
	})
	copies.Changed = dialog.Fit
}

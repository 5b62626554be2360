package organisation

import (
	"os"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/ui/keycopies"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/workspace"
)

func keyArgs(key workspace.OfficeKey) fault.Args { return fault.Args{"Key": key.ID} }

// export asks for a passphrase and a folder and writes the key into a file.
func (k *keyring) export(key workspace.OfficeKey) {
	first, again := kit.NewPasswordField(k.Services, "passphrase"), kit.NewPasswordField(k.Services, "passphrase-again")
	first.Required, again.Required = true, true
	first.Verify = workspace.CheckPassphrase
	again.Verify = func(text string) error {
		if text != first.Text {
			return fault.New(fault.Invalid, "organisation.phrases-differ", nil)
		}
		return nil
	}
	folder := kit.NewFolderField(k.Services, "key", elsewhere())
	form := kit.NewForm().Add(k.T("organisation.keys.passphrase"), first).Add(k.T("organisation.keys.again"), again).
		Add(k.T("organisation.keys.folder"), folder)
	content := kit.VStack(12, kit.NewParagraph(k.T("organisation.keys.export.text"), kit.Body), form)
	forget := kit.NewCheck(k.Services, "forget", k.T("organisation.keys.export.forget"))
	if key.IsRoot() {
		content.Add(forget)
	}
	var dialog *kit.OpenDialog
	dialog = k.Dialogs.Open(kit.Dialog{
		Name: "key-export", Title: k.T("organisation.keys.export.title", keyArgs(key)), Width: 620, Content: content, Focus: first,
		Confirm: k.T("organisation.keys.export.confirm"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			return k.write(dialog, key, first.Text, folder.Folder(), key.IsRoot() && forget.Ticked())
		},
	})
}

// elsewhere proposes a folder that is not on this poste: a stick, where there is
// one.
func elsewhere() string {
	if drives := kit.Drives(); len(drives) > 0 {
		return drives[0]
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

func (k *keyring) write(dialog *kit.OpenDialog, key workspace.OfficeKey, passphrase, folder string, forget bool) error {
	var path string
	return dialog.Await(k.T("organisation.keys.exporting"), func() (err error) {
		if path, _, err = k.Session.ExportKey(k.Context, key.ID, passphrase, folder); err != nil || !forget {
			return err
		}
		written, err := workspace.OpenKeyFile(path, passphrase)
		if err == nil {
			_, err = k.Session.ForgetKey(k.Context, key.ID, written)
		}
		return err
	}, func() {
		kit.Trace("key exported")
		k.showKeys(k.T("organisation.keys.exported", fault.Args{"Path": path}))
	})
}

// print makes the page of a key, and says what to do with the file.
func (k *keyring) print(key workspace.OfficeKey) {
	k.Dialogs.Confirm(k.T("organisation.keys.paper.title", keyArgs(key)), k.T("organisation.keys.paper.text"), k.T("organisation.keys.paper.confirm"), func() {
		kit.Load(k.Tasks, func() (page workspace.PaperBackup, err error) {
			if page, err = k.Session.PrintKey(k.Context, key.ID); err != nil {
				return page, err
			}
			return page, k.Session.KeyPrinted(k.Context, page)
		}, func(page workspace.PaperBackup, err error) {
			if k.Refuse(err) {
				return
			}
			k.showKeys("")
			sheet := k.sheet(page)
			printing.Print(k.Services, k.Workspace.Dir(), page.FileStem(), func() ([]byte, error) { return sheet.PDF(k.Printer) })
		})
	})
}

func (k *keyring) sheet(b workspace.PaperBackup) paper.Key {
	page := paper.Key{
		Organisation: b.Organisation, Groups: b.Groups, OfficeID: b.OfficeID, OfficeGroups: b.OfficeGroups,
		Fingerprint: b.Fingerprint.String(), Person: k.person, Made: b.Made,
	}
	if b.Key.IsRoot() {
		page.Number, page.ID = b.Key.Number, b.Key.ID
	}
	return page
}

// forget opens a copy of a root key and takes the key from this poste.
func (k *keyring) forget(key workspace.OfficeKey) {
	copies := keycopies.New(k.Services, 1, 0)
	var dialog *kit.OpenDialog
	dialog = k.Dialogs.Open(kit.Dialog{
		Name: "key-forget", Title: k.T("organisation.keys.forget.title", keyArgs(key)), Width: 620,
		Content: kit.VStack(12, kit.NewParagraph(k.T("organisation.keys.forget.text"), kit.Body), copies.Content),
		Confirm: k.T("organisation.keys.forget.confirm"), Weight: kit.Danger, Focus: copies.File,
		OnConfirm: func() error {
			return dialog.Await(k.T("organisation.keys.removing"), func() error {
				_, err := k.Session.ForgetKey(k.Context, key.ID, copies.Last())
				return err
			}, func() { k.showKeys(k.T("organisation.keys.forgotten", keyArgs(key))) })
		},
	})
	copies.Changed = dialog.Fit
}

// restore puts keys back on this poste from a copy.
func (k *keyring) restore() {
	copies := keycopies.New(k.Services, 1, 0)
	var dialog *kit.OpenDialog
	dialog = k.Dialogs.Open(kit.Dialog{
		Name: "key-restore", Title: k.T("organisation.keys.restore.title"), Width: 620,
		Content: kit.VStack(12, kit.NewParagraph(k.T("organisation.keys.restore.text"), kit.Body), copies.Content),
		Confirm: k.T("organisation.keys.restore.confirm"), Focus: copies.File,
		OnConfirm: func() error {
			return dialog.Await(k.T("organisation.keys.restoring"), func() error {
				_, err := k.Session.RestoreKey(k.Context, copies.Last())
				return err
			}, func() { k.showKeys(k.T("organisation.keys.restored")) })
		},
	})
	copies.Changed = dialog.Fit
}

package welcome

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/keycopies"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var restoreSteps = []string{"welcome.restore.step.file", "welcome.restore.step.open", "welcome.restore.step.compare", "welcome.restore.step.done"}

// restoring puts the backup of another machine into the empty folder.
type restoring struct {
	*Host
	path    string
	with    workspace.Unlock
	content workspace.BackupContent
}

// restore asks for the file, then for what opens it.
func (h *Host) restore() {
	h.Dialogs.ChooseFile(kit.FileChoice{Title: h.T("welcome.restore.choose"), Extensions: []string{workspace.BackupExtension}}, h.restoreFrom)
}

func (h *Host) restoreFrom(path string) {
	r := &restoring{Host: h, path: path}
	wants, err := workspace.BackupWants(path)
	switch {
	case h.Refuse(err):
	case wants == workspace.WantsPassphrase:
		r.askPhrase()
	default:
		r.askKey()
	}
}

func (r *restoring) askPhrase() {
	passphrase := kit.NewPasswordField(r.Services, "passphrase")
	passphrase.Required = true
	form := kit.NewForm().Add(r.T("welcome.restore.phrase"), passphrase)
	try := func() {
		if form.Check() {
			r.with = workspace.Unlock{Passphrase: passphrase.Text}
			r.peek()
		}
	}
	passphrase.Commit = try
	r.ask(kit.VStack(12, kit.NewParagraph(r.T("welcome.restore.open.phrase"), kit.Body), form), passphrase, try)
}

func (r *restoring) askKey() {
	copies := keycopies.New(r.Services, 1, 0)
	content := kit.VStack(12, kit.NewParagraph(r.T("welcome.restore.open.key"), kit.Body), copies.Content)
	copies.Changed = content.Refresh
	r.ask(content, copies.File, func() {
		r.with = workspace.Unlock{Key: copies.Last()}
		r.peek()
	})
}

// ask shows what opens the backup.
func (r *restoring) ask(content fyne.CanvasObject, focus fyne.Focusable, try func()) {
	r.show(page{
		name: "restore", title: r.T("welcome.restore.open"), steps: restoreSteps, step: 1, back: r.Show, focus: focus,
		content: kit.NewCard(content),
		buttons: []*kit.Button{r.leave(), kit.NewButton(r.T("welcome.continue"), "", kit.Primary, try)},
	})
}

func (r *restoring) leave() *kit.Button {
	return kit.NewButton(r.T("welcome.back"), "", kit.Plain, r.Show)
}

// peek reads what the backup is of.
func (r *restoring) peek() {
	kit.Load(r.Tasks, func() (workspace.BackupContent, error) { return workspace.PeekBackup(r.path, r.with) }, func(content workspace.BackupContent, err error) {
		if !r.Refuse(err) {
			r.content = content
			r.compare()
		}
	})
}

// compare lets the person compare the fingerprint before anything is written.
func (r *restoring) compare() {
	from := r.T("welcome.poste.head-office")
	if r.content.Side == string(directory.Site) {
		from = r.T("welcome.poste.number", fault.Args{"Number": r.content.Number})
	}
	same := kit.NewCheck(r.Services, "same", r.T("welcome.restore.same"))
	run := kit.NewButton(r.T("welcome.restore.run"), "history", kit.Primary, r.run)
	run.SetEnabled(false)
	same.OnChanged = run.SetEnabled
	content := kit.VStack(12,
		kit.NewText(r.T("welcome.restore.of", fault.Args{"Name": r.content.Name, "From": from}), kit.Strong),
		kit.NewText(r.T("welcome.restore.made", fault.Args{"Made": r.content.Made}), kit.Muted),
		kit.NewParagraph(r.T("welcome.restore.compare.what"), kit.Body),
		importing.Groups(r.content.Fingerprint.String()), same)
	r.show(page{
		name: "restore-compare", title: r.T("welcome.restore.compare"), steps: restoreSteps, step: 2, back: r.Show, focus: same,
		content: kit.NewCard(content), buttons: []*kit.Button{r.leave(), run},
	})
}

// run restores, and shows how far that is.
func (r *restoring) run() {
	if r.Damaged != nil {
		r.repair()
		return
	}
	var done workspace.Restored
	r.Tasks.Run(r.T("welcome.restore.running"), func(ctx context.Context, tell func(kit.Progress)) (err error) {
		done, err = r.Workspace.RestoreElsewhere(ctx, r.path, r.with, r.content.Fingerprint, func(done, total int64) {
			tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)})
		})
		return err
	}, func(err error) {
		if !r.Refuse(err) {
			kit.Trace("backup restored elsewhere")
			r.result(done)
		}
	})
}

// repair puts the backup into the place of what is damaged.
func (r *restoring) repair() {
	var done workspace.Repaired
	r.Tasks.Run(r.T("welcome.restore.running"), func(ctx context.Context, tell func(kit.Progress)) (err error) {
		done, err = workspace.RepairFrom(ctx, r.Damaged.Dir, workspace.Options{}, r.path, r.with, r.content.Fingerprint, func(done, total int64) {
			tell(kit.Progress{Done: int(done >> 10), Total: int(total >> 10)})
		})
		return err
	}, func(err error) {
		if !r.Refuse(err) {
			kit.Trace("repaired from a backup")
			r.repaired(done)
		}
	})
}

func (r *restoring) result(done workspace.Restored) {
	content := kit.VStack(12, kit.NewNotice(r.Printer, kit.Fine, r.T("welcome.restore.done"), r.T("welcome.restore.done.text")))
	if done.NewPoste {
		content.Add(kit.NewParagraph(r.T("welcome.restore.new-poste."+done.Content.Side), kit.Body))
	}
	signIn := kit.NewButton(r.T("welcome.to-sign-in"), "", kit.Primary, r.Show)
	r.show(page{
		name: "restore-done", title: r.T("welcome.restore.done"), steps: restoreSteps, step: 3, focus: signIn,
		content: kit.NewCard(content), buttons: []*kit.Button{signIn},
	})
}

package accounting

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// restoreWidth is the room of the dialogs of a restore.
const restoreWidth = 720

// previewRestore reads a backup and says, before anything happens, what its restore
// would put aside and bring back, and of which kind it is.
func (p *page) previewRestore(path string) {
	var seen workspace.JournalRestore
	p.work("accounting.restore.reading", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
		seen, err = p.Session.PreviewRestore(ctx, path, tell)
		return err
	}, func() { p.showRestore(path, seen) })
}

// extent says numbers, days and sum of postings.
func (p *page) extent(e accounting.Extent) string {
	key := "accounting.restore.extent"
	switch e.Postings {
	case 0:
		return "–"
	case 1:
		key = "accounting.restore.extent-one"
	}
	return p.T(key, fault.Args{
		"From": e.From, "To": e.To, "First": e.FirstDay, "Last": e.LastDay,
		"Amount": money.Amount{Minor: e.DebitMinor, Currency: p.open.Journal.Base},
	})
}

// showRestore says what a restore would change and asks whether to do it; for a
// critical one that nobody has permitted yet, whether to ask for the code.
func (p *page) showRestore(path string, seen workspace.JournalRestore) {
	lines := p.restoreFacts(seen)
	dialog := kit.Dialog{
		Name: "restore", Title: p.T("accounting.restore.title", fault.Args{"Journal": seen.Plan.Journal.Ref()}), Width: restoreWidth,
		Content: lines, Cancel: p.T("accounting.restore.not"),
	}
	reason := kit.NewTextField(p.services, "reason")
	reason.Required, reason.MaxRunes = true, accounting.MaxReason
	form := kit.NewForm().Add(p.T("accounting.restore.reason"), reason)
	do := p.restore
	switch {
	case seen.Critical && !seen.Permitted && seen.Item != [32]byte{}:
		lines.Add(kit.NewParagraph(p.T("accounting.restore.code.text"), kit.Body))
		lines.Add(form)
		dialog.Focus, dialog.Confirm, do = reason, p.T("accounting.restore.ask"), p.askRestoreCode
	case seen.Blocked != nil:
		sentence, hint := p.Printer.Fault(seen.Blocked, "")
		lines.Add(kit.NewNotice(p.Printer, kit.Expiring, sentence, hint))
	default:
		lines.Add(kit.NewParagraph(p.T("accounting.restore.text"), kit.Body))
		lines.Add(form)
		dialog.Focus, dialog.Confirm, dialog.Weight = reason, p.T("accounting.restore.confirm"), kit.Danger
	}
	var open *kit.OpenDialog
	dialog.OnConfirm = func() error {
		if !form.Check() {
			open.Fit()
			return kit.ErrStay
		}
		do(path, seen, reason.Text)
		return nil
	}
	open = p.Dialogs.Open(dialog)
	kit.Trace("restore shown")
}

// restoreFacts says what the backup is, what stays, what is put aside and what comes
// back, and which closings that concerns.
func (p *page) restoreFacts(seen workspace.JournalRestore) *fyne.Container {
	plan := seen.Plan
	kind := "restore-kind.normal"
	if seen.Critical {
		kind = "restore-kind.critical"
	}
	fact := func(key, value string) fyne.CanvasObject {
		return kit.VStack(2, kit.NewText(p.T(key), kit.Muted), kit.NewParagraph(value, kit.Strong))
	}
	lines := kit.VStack(10,
		fact("accounting.restore.backup", p.T("accounting.restore.backup.text", fault.Args{
			"Made": seen.Content.Made, "By": seen.Content.Journal.By, "Number": plan.Backup.Head.Number,
		})),
		fact("accounting.restore.kind", p.T(kind)),
		fact("accounting.restore.kept", p.T("accounting.restore.kept.text", fault.Args{"Number": plan.Common.Number})),
		fact("accounting.restore.aside", p.extent(plan.Aside)))
	if plan.Back.Postings > 0 {
		lines.Add(fact("accounting.restore.back", p.extent(plan.Back)))
	}
	for _, c := range seen.Affected {
		lines.Add(kit.NewParagraph(p.T("accounting.restore.closing", fault.Args{"Closing": c.Number, "Until": c.Until}), kit.Body))
	}
	return lines
}

func (p *page) restore(path string, seen workspace.JournalRestore, reason string) {
	var done workspace.JournalRestored
	p.work("accounting.restore.doing", func(ctx context.Context, tell workspace.BackupProgress) (err error) {
		done, err = p.Session.RestoreJournal(ctx, path, seen, reason, tell)
		return err
	}, func() {
		p.refresh()
		p.Changed()
		p.Done(p.T("accounting.restore.done", fault.Args{
			"Journal": done.Plan.Journal.Ref(), "Kept": done.Plan.Common.Number, "Branch": done.Branch.Number,
		}))
		kit.Trace("journal restored")
	})
}

// askRestoreCode asks head office for a code and shows it, with the field for the
// answer that head office reads back.
func (p *page) askRestoreCode(path string, seen workspace.JournalRestore, reason string) {
	wish := workspace.CodeWish{Purpose: mark.PurposeRestore, Item: seen.Item, CodeStatement: directory.CodeStatement{
		Journal: seen.Plan.Journal.Ref(), Reason: reason,
	}}
	kit.Load(p.Tasks, func() (workspace.CodeAsked, error) {
		return p.Workspace.AskCode(p.Context, p.Session, "", wish, p.Workspace.Outbox())
	}, func(asked workspace.CodeAsked, err error) {
		if p.Refuse(err) {
			return
		}
		p.enterRestoreCode(path, asked)
		kit.Trace("restore code requested")
	})
}

func (p *page) enterRestoreCode(path string, asked workspace.CodeAsked) {
	answer := kit.NewTextField(p.services, "answer")
	answer.Required = true
	form := kit.NewForm().Add(p.T("accounting.restore.answer"), answer)
	var open *kit.OpenDialog
	open = p.Dialogs.Open(kit.Dialog{
		Name: "restore-code", Title: p.T("accounting.restore.code"), Width: restoreWidth, Focus: answer,
		Content: kit.VStack(12, kit.NewParagraph(p.T("accounting.restore.code.read", fault.Args{"Path": asked.Path}), kit.Body),
			kit.NewText(asked.Code, kit.Title), form),
		Confirm: p.T("accounting.restore.enter"), Cancel: p.T("accounting.restore.later"),
		OnConfirm: func() error {
			if !form.Check() {
				open.Fit()
				return kit.ErrStay
			}
			open.Enable(false)
			kit.Load(p.Tasks, func() (workspace.CodeOutcome, error) {
				return p.Workspace.EnterAnswer(p.Context, p.Session, mark.PurposeRestore, answer.Text)
			}, func(_ workspace.CodeOutcome, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				p.previewRestore(path)
			})
			return kit.ErrStay
		},
	})
}

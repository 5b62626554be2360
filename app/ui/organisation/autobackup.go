package organisation

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// automatic shows whether backups are made by themselves, where they go, and how
// that went.
func (b *backups) automatic() fyne.CanvasObject {
	lines := kit.VStack(8, kit.NewText(b.T("organisation.auto"), kit.Strong))
	if b.plan.Failed != nil && b.plan.Automatic {
		text, hint := b.Explain(b.plan.Failed)
		lines.Add(kit.NewNotice(b.Printer, kit.Expiring, text, hint))
	}
	on := kit.NewCheck(b.Services, "automatic", b.T("organisation.auto.on"))
	on.SetTicked(b.plan.Automatic)
	on.OnChanged = func(ticked bool) { b.planned(ticked, b.plan.Second) }
	lines.Add(on)
	if !b.plan.Made.IsZero() {
		lines.Add(kit.NewText(b.T("organisation.auto.made", fault.Args{"When": b.plan.Made}), kit.Muted))
	}
	lines.Add(b.second())
	return kit.NewCard(lines)
}

// second shows the folder into which each backup is copied.
func (b *backups) second() fyne.CanvasObject {
	choose := kit.NewButton(b.T("organisation.auto.choose"), "folder", kit.Plain, func() {
		b.Dialogs.ChooseFolder(kit.FileChoice{Title: b.T("organisation.auto.choose")}, func(dir string) { b.planned(b.plan.Automatic, dir) })
	})
	if b.plan.Second == "" {
		return kit.VStack(8, kit.NewText(b.T("organisation.auto.no-second"), kit.Muted), kit.HStack(8, choose))
	}
	about := b.T("organisation.auto.second", fault.Args{"Path": b.plan.Second})
	if b.plan.Copied.Before(b.plan.Made) {
		about = b.T("organisation.auto.owed", fault.Args{"Path": b.plan.Second})
	}
	stop := kit.NewButton(b.T("organisation.auto.stop"), "remove", kit.Plain, func() { b.planned(b.plan.Automatic, "") })
	return kit.VStack(8, kit.NewParagraph(about, kit.Muted), kit.HStack(8, choose, stop))
}

func (b *backups) planned(automatic bool, second string) {
	kit.Load(b.Tasks, func() (none struct{}, err error) {
		_, err = b.Session.PlanBackups(b.Context, automatic, second)
		return none, err
	}, func(_ struct{}, err error) {
		if !b.Refuse(err) {
			kit.Trace("backups planned")
			b.Changed()
		}
		b.showBackups("")
	})
}

package account

import (
	"context"
	"os"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// moduleRequest is « Demander registrement de module ».
type moduleRequest struct {
	*section
	module          *kit.PickerField
	label, location *kit.TextField
	folder          *kit.TextField
	form            *kit.Form
	write           *kit.Button
	renew           bool // the keys of the registered poste are lost
	running         bool
}

// standing is what asking for a module begins with.
type standing struct {
	workspace.Condition
	keysLost bool
}

func (s *section) askModule() {
	kit.Load(s.Tasks, func() (now standing, err error) {
		if now.Condition, err = s.Workspace.Condition(s.Context); err != nil {
			return now, err
		}
		now.keysLost, err = s.Session.KeysLost(s.Context)
		return now, err
	}, func(now standing, err error) {
		if !s.Refuse(err) {
			s.showModule(now)
		}
	})
}

func (s *section) showModule(condition standing) {
	r := &moduleRequest{section: s, renew: condition.keysLost}
	r.fields(condition.Condition)
	r.write = kit.NewButton(s.T("account.register.write"), "export", kit.Primary, r.try)
	lines := kit.VStack(12, kit.NewParagraph(s.T("account.register.what"), kit.Body))
	if r.renew {
		lines.Add(kit.NewNotice(s.Printer, kit.Expiring, s.T("account.register.lost", fault.Args{"Number": condition.Poste.Number}), s.T("account.register.lost.hint")))
	}
	if condition.Requested {
		lines.Add(kit.NewNotice(s.Printer, kit.Neutral, s.T("account.register.pending", fault.Args{"Fingerprint": condition.Request}), s.T("account.register.pending.hint")))
	}
	lines.Add(r.form)
	s.show(screen{
		name: "register", title: s.T("account.function.register"), focus: r.label, keys: kit.Handlers{kit.ActionSave: r.try},
		body: sheet(lines, kit.NewButton(s.T("account.cancel"), "", kit.Plain, s.open), r.write),
	})
}

func (r *moduleRequest) fields(condition workspace.Condition) {
	s := r.Services
	modules := []kit.Choice{
		{ID: string(directory.ModuleCashbook), Text: r.T("module.cashbook")},
		{ID: string(directory.ModuleAccounting), Text: r.T("module.accounting")},
	}
	r.module = kit.NewStrictPicker(s, "module", kit.OfferAll(modules))
	r.module.Required = true
	r.module.Set(modules[0])
	r.label, r.location = kit.NewTextField(s, "label"), kit.NewTextField(s, "location")
	r.label.Required, r.label.MaxRunes, r.location.MaxRunes = true, 60, 60
	r.label.PlaceHolder, r.location.PlaceHolder = r.T("account.register.label.example"), r.T("account.register.location.example")
	r.label.SetText(condition.Poste.Label)
	r.location.SetText(condition.Poste.Location)
	r.folder = kit.NewTextField(s, "folder")
	r.folder.Required, r.folder.MaxRunes = true, 4096
	r.folder.Verify = existing
	r.folder.Commit = r.try
	r.folder.SetText(r.usualFolder())
	choose := kit.NewButton(r.T("account.register.choose"), "folder", kit.Plain, r.choose)
	r.form = kit.NewForm().Add(r.T("account.register.module"), r.module).Add(r.T("account.register.label"), r.label).
		Add(r.T("account.register.location"), r.location).Add(r.T("account.register.folder"), r.folder).
		AddText("", kit.HStack(0, choose))
}

// existing refuses a folder that is not there.
func existing(path string) error {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return fault.Wrap(err, fault.Missing, "account.no-folder", fault.Args{"Path": path})
	}
	return nil
}

// usualFolder is a stick where one is plugged in, else the outbox.
func (r *moduleRequest) usualFolder() string {
	if sticks := kit.Drives(); len(sticks) > 0 {
		return sticks[0]
	}
	return r.Workspace.Outbox()
}

func (r *moduleRequest) choose() {
	r.Dialogs.ChooseFolder(kit.FileChoice{Title: r.T("account.register.folder.title")}, func(path string) { r.folder.SetText(path) })
}

func (r *moduleRequest) try() {
	if r.running || !r.form.Check() {
		return
	}
	r.running = true
	r.write.SetEnabled(false)
	wish := workspace.Wish{Module: directory.Module(r.module.Chosen().ID), Label: r.label.Text, Location: r.location.Text}
	folder := r.folder.Text
	var asked workspace.Asked
	r.Tasks.Run(r.T("account.register.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		if r.renew {
			asked, err = r.Session.RenewPoste(ctx, wish, folder)
		} else {
			asked, err = r.Session.RequestModule(ctx, wish, folder)
		}
		return err
	}, func(err error) {
		r.running = false
		r.write.SetEnabled(true)
		if r.Refuse(err) {
			return
		}
		kit.Trace("module requested")
		r.Changed()
		r.showAsked(asked)
	})
}

// showAsked shows what to compare by voice and what happens next.
func (s *section) showAsked(asked workspace.Asked) {
	done := kit.NewButton(s.T("account.register.done.button"), "", kit.Primary, s.open)
	lines := kit.VStack(14,
		kit.NewNotice(s.Printer, kit.Fine, s.T("account.register.written", fault.Args{"Path": asked.Path}), ""),
		kit.NewText(s.T("account.register.compare"), kit.Strong), importing.Groups(asked.Fingerprint),
		kit.NewText(s.T("account.register.next"), kit.Strong), s.steps(),
	)
	s.show(screen{
		name: "register.done", title: s.T("account.function.register"), focus: done,
		body: kit.Leading(16, sheet(lines, done), kit.VStack(0, kit.HStack(0, s.code(asked.Path)))),
	})
}

func (s *section) steps() fyne.CanvasObject {
	lines := kit.VStack(6)
	for i, key := range []string{"account.register.step.send", "account.register.step.call", "account.register.step.import"} {
		number := kit.Width(20, kit.NewText(string(rune('1'+i))+".", kit.Style{Color: kit.ColorPrimary, Bold: true}))
		lines.Add(kit.Leading(4, number, kit.NewParagraph(s.T(key), kit.Body)))
	}
	return lines
}

// code shows the request as a QR code where it fits into one.
func (s *section) code(path string) fyne.CanvasObject {
	text, err := workspace.QRText(path)
	if err != nil {
		return kit.VStack(0)
	}
	drawn, err := kit.NewQR(text, 300)
	if err != nil {
		return kit.VStack(0)
	}
	return kit.NewCard(kit.VStack(8, drawn, kit.Width(300, kit.NewParagraph(s.T("account.register.qr"), kit.Muted))))
}

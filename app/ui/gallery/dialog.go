package gallery

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func (g *Gallery) showDialogs() {
	s := g.services
	plain := func(key, icon string, do func()) fyne.CanvasObject {
		return kit.HStack(0, kit.NewButton(s.T(key), icon, kit.Plain, do))
	}
	notices := kit.VStack(8,
		kit.NewNotice(s.Printer, kit.Fine, s.T("gallery.notice.fine"), ""),
		kit.NewNotice(s.Printer, kit.Expiring, s.T("gallery.notice.expiring"), s.T("gallery.notice.expiring.hint")),
		kit.NewNotice(s.Printer, kit.Refused, s.T("gallery.notice.refused"), s.T("gallery.notice.refused.hint")),
		kit.NewNotice(s.Printer, kit.Neutral, s.T("gallery.notice.neutral"), ""),
	)
	nothing := func() { s.Done(s.T("gallery.taken")) }
	buttons := kit.HStack(8,
		plain("gallery.dialog.confirm", "check", func() {
			s.Dialogs.Confirm(s.T("gallery.dialog.confirm"), s.T("gallery.dialog.text"), s.T("gallery.save"), nothing)
		}),
		plain("gallery.dialog.typed", "delete", func() {
			s.Dialogs.ConfirmTyped(s.T("gallery.dialog.typed"), s.T("gallery.dialog.destroy"), s.T("gallery.delete"), nothing)
		}),
		plain("gallery.dialog.fault", "refused", func() {
			s.Dialogs.Refuse(fault.New(fault.Invalid, "field.choice", fault.Args{"Text": "Kolda"}))
		}),
		plain("gallery.dialog.unforeseen", "refused", func() { s.Dialogs.Refuse(errors.New("canned")) }),
		plain("gallery.dialog.file", "file", func() { g.chooseFile() }),
		plain("gallery.dialog.task", "refresh", g.work),
	)
	page := kit.VStack(16, notices, buttons)
	g.show("dialogs", s.T("gallery.dialogs"), kit.NewPage(kit.NewHead(s.T("gallery.dialogs"), nil), page), nil, nil)
}

func (g *Gallery) chooseFile() {
	s := g.services
	s.Dialogs.ChooseFile(kit.FileChoice{Title: s.T("gallery.dialog.file"), Extensions: []string{".usr", ".rep"}}, func(path string) { s.Done(path) })
}

// work is a long task that can be stopped.
func (g *Gallery) work() {
	s := g.services
	const total = 200
	s.Tasks.Run(s.T("gallery.task"), func(ctx context.Context, tell func(kit.Progress)) error {
		for done := range total {
			tell(kit.Progress{What: s.T("gallery.task.what"), Done: done, Total: total})
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(50 * time.Millisecond):
			}
		}
		return nil
	}, func(err error) {
		if errors.Is(err, context.Canceled) {
			s.Notices.Tell(kit.Neutral, s.T("gallery.task.cancelled"), "")
			return
		}
		if !s.Refuse(err) {
			s.Done(s.T("gallery.taken"))
		}
	})
}

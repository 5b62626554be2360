package tasks

import (
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// longestText bounds the text of a QR code that may be pasted, with what a
// telephone may add to it.
const longestText = 5000

// paste asks for the text of a QR code, for a request that came as a photograph.
func (s *section) paste() {
	text := kit.NewTextField(s.Services, "qr-text")
	text.Required, text.MaxRunes = true, longestText
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "qr", Title: s.T("tasks.qr.title"), Focus: text, Confirm: s.T("tasks.qr.confirm"), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(s.T("tasks.qr.what"), kit.Body), kit.NewLabelled(s.T("tasks.qr.text"), text)),
		OnConfirm: func() error {
			if text.Check() != "" {
				return kit.ErrStay
			}
			var received workspace.Task
			return open.Await(s.T("tasks.qr.running"), func() (err error) {
				received, err = s.Session.ReceiveRequestText(s.Context, text.Text)
				return err
			}, func() { s.taken(received) })
		},
	})
}

// taken shows a request that is now among the tasks.
func (s *section) taken(t workspace.Task) {
	kit.Trace("request received")
	s.Changed()
	s.showList(func() { s.open(t) })
}

package cashbooks

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// question is a dialog with a form whose answer is written.
type question struct {
	name, title, confirm string
	form                 *kit.Form
	focus                fyne.Focusable
	read                 func() answer // takes what the form says
	then                 func()
}

// answer writes what a form said and gives the sentence that tells so. It runs
// away from the goroutine that draws, and so must not look at the form.
type answer func() (done string, err error)

// ask opens the dialog. It closes once the answer is written; a refusal stays in
// it, in words.
func ask(d *desk.Desk, q question) {
	var open *kit.OpenDialog
	open = d.Dialogs.Open(kit.Dialog{
		Name: q.name, Title: q.title, Content: q.form, Confirm: q.confirm, Focus: q.focus, Width: 520,
		OnConfirm: func() error {
			if !q.form.Check() {
				return kit.ErrStay
			}
			open.Enable(false)
			kit.Load(d.Tasks, q.read(), func(done string, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				q.then()
				d.Changed()
				d.Done(done)
			})
			return kit.ErrStay
		},
	})
}

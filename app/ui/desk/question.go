package desk

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// Question is a dialog whose answer is written.
type Question struct {
	Name, Title, Confirm string
	Content              fyne.CanvasObject
	Focus                fyne.Focusable
	Width                float32 // 0 for that of a form in one column
	Weight               kit.Weight
	Check                func() bool   // whether all fields are right; the first that is not takes the keyboard
	Read                 func() Answer // takes what the fields say
	Then                 func()        // once it is written
}

// Answer writes what was asked and gives the sentence that tells so; none where
// nothing needs to be said. It runs away from the goroutine that draws, and so must
// not look at the fields.
type Answer func() (done string, err error)

// questionWidth is that of a form in one column.
const questionWidth = 520

// Ask opens the dialog. It closes once the answer is written; a refusal stays in it,
// in words.
func (d *Desk) Ask(q Question) *kit.OpenDialog {
	if q.Width == 0 {
		q.Width = questionWidth
	}
	var open *kit.OpenDialog
	open = d.Dialogs.Open(kit.Dialog{
		Name: q.Name, Title: q.Title, Content: q.Content, Confirm: q.Confirm, Focus: q.Focus, Width: q.Width, Weight: q.Weight,
		OnConfirm: func() error {
			if q.Check != nil && !q.Check() {
				open.Fit()
				return kit.ErrStay
			}
			open.Enable(false)
			kit.Load(d.Tasks, q.Read(), func(done string, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				if q.Then != nil {
					q.Then()
				}
				d.Changed()
				if done != "" {
					d.Done(done)
				}
			})
			return kit.ErrStay
		},
	})
	return open
}

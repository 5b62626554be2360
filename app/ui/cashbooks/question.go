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
type answer = desk.Answer

// ask opens the dialog. It closes once the answer is written; a refusal stays in
// it, in words.
func ask(d *desk.Desk, q question) {
	d.Ask(desk.Question{
		Name: q.name, Title: q.title, Confirm: q.confirm, Content: q.form, Focus: q.focus,
		Check: q.form.Check, Read: q.read, Then: q.then,
	})
}

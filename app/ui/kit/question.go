package kit

import "strings"

// Confirm asks before something happens that can be undone or repeated.
func (d *Dialogs) Confirm(title, text, confirm string, do func()) {
	d.Open(Dialog{
		Name: "confirm", Title: title, Content: NewParagraph(text, Body), Confirm: confirm,
		OnConfirm: func() error { do(); return nil },
	})
}

// ConfirmTyped asks before something is destroyed: the person types the word
// « CONFIRMER » of their language.
func (d *Dialogs) ConfirmTyped(title, text, confirm string, do func()) {
	s := d.services
	word := s.T("dialog.word")
	field := NewTextField(s, "confirm-word")
	var open *OpenDialog
	field.OnChanged = func(typed string) { open.Enable(strings.TrimSpace(typed) == word) }
	open = &OpenDialog{}
	open = d.Open(Dialog{
		Name: "confirm-typed", Title: title, Confirm: confirm, Weight: Danger, Focus: field,
		Content:   VStack(8, NewParagraph(text, Body), NewLabelled(s.T("dialog.type"), field)),
		OnConfirm: func() error { do(); return nil },
	})
	open.Enable(false)
}

// Inform says something that must not be overlooked.
func (d *Dialogs) Inform(title, text string) {
	d.Open(Dialog{Name: "inform", Title: title, Content: NewParagraph(text, Body)})
}

// Refuse says in words why something did not happen and what to do.
func (d *Dialogs) Refuse(err error) {
	text, hint := d.services.Explain(err)
	d.Open(Dialog{
		Name: "refused", Title: d.services.T("dialog.refused"),
		Content: VStack(8, HStack(6, NewIcon("refused", ColorRefused), NewText(d.services.T("standing.refused"), Style{Color: ColorRefused, Bold: true})),
			NewParagraph(text, Body), NewParagraph(hint, Muted)),
	})
}

package kit

import "fyne.io/fyne/v2"

// helpWidth has room for two columns of keys.
const helpWidth = 860

// help shows the keymap; what does nothing on this screen is pale.
func (sh *Shell) help() {
	s := sh.services
	var keys []fyne.CanvasObject
	for _, b := range keymap {
		style := Body
		if !s.Keys.Offers(b.action) {
			style = Muted
		}
		chord := NewText(s.T("chord."+string(b.action)), Style{Color: style.Color, Bold: true})
		keys = append(keys, Leading(0, Width(labelWidth-40, chord), NewText(s.T("key."+string(b.action)), style).Cut()))
	}
	rows := VStack(6, Columns(2, 6, keys...), Insets(6, 0, Rule()))
	rows.Add(NewParagraph(s.T("shell.help.table"), Muted))
	rows.Add(NewParagraph(s.T("shell.help.fields"), Muted))
	s.Dialogs.Open(Dialog{Name: "help", Title: s.T("shell.help"), Content: rows, Width: helpWidth})
}

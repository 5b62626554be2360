package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// attention is what buttons, boxes to tick and tiles have in common: the keyboard
// and the mouse come and go, and a space is as good as a tap.
type attention struct {
	of      tappable
	name    string // for the trace
	focused bool
	hovered bool
}

type tappable interface {
	fyne.Widget
	fyne.Tappable
}

// TypedRune taps on a space. The driver sends Space as a key and then as a
// letter: were the key obeyed, the letter would land in what has opened.
func (a *attention) TypedRune(r rune) {
	if r == ' ' {
		a.of.Tapped(nil)
	}
}

// FocusGained is for Fyne.
func (a *attention) FocusGained() {
	a.focused = true
	Trace("focus " + a.name)
	reveal(a.of)
	a.of.Refresh()
}

// FocusLost is for Fyne.
func (a *attention) FocusLost() {
	a.focused = false
	a.of.Refresh()
}

// MouseIn is for Fyne.
func (a *attention) MouseIn(*desktop.MouseEvent) {
	a.hovered = true
	a.of.Refresh()
}

// MouseMoved is for Fyne.
func (a *attention) MouseMoved(*desktop.MouseEvent) { touch() }

// MouseOut is for Fyne.
func (a *attention) MouseOut() {
	a.hovered = false
	a.of.Refresh()
}

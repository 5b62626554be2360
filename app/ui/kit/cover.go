package kit

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// touched is when a key or the mouse was used last, by the clock of the wall: the
// other one stands still while a computer sleeps.
var touched atomic.Int64

// touch notes that somebody is at the keyboard or the mouse.
func touch() { touched.Store(time.Now().UnixNano()) }

// Idle gives for how long nobody has used a key or the mouse. A clock that was set
// back begins anew.
func Idle() time.Duration {
	idle := time.Now().Round(0).Sub(time.Unix(0, touched.Load()))
	if touched.Load() == 0 || idle < 0 {
		touch()
		return 0
	}
	return idle
}

// covering is what lies hidden while the window is covered.
type covering struct {
	overlays []fyne.CanvasObject
	focused  fyne.Focusable
}

// Cover puts a screen in the place of everything: what lies below can be neither
// seen nor reached, and is as it was after Uncover. Screens and dialogs that come
// meanwhile come below.
func (sh *Shell) Cover(screen Screen) {
	if sh.Covered() {
		return
	}
	canvas := sh.services.Window.Canvas()
	c := &covering{focused: canvas.Focused()}
	for top := canvas.Overlays().Top(); top != nil; top = canvas.Overlays().Top() {
		canvas.Unfocus()
		c.overlays = append(c.overlays, top)
		canvas.Overlays().Remove(top)
	}
	canvas.Unfocus()
	sh.covering = c
	sh.frame.Hide()
	sh.cover.Objects = []fyne.CanvasObject{NewPanel(ColorPaper, screen.Content)}
	sh.cover.Refresh()
	sh.services.Keys.cover = screen.Keys
	if sh.services.Keys.cover == nil {
		sh.services.Keys.cover = Handlers{}
	}
	if screen.Focus != nil {
		canvas.Focus(screen.Focus)
	}
	Trace("screen " + screen.Name)
}

// Covered reports whether the window is covered.
func (sh *Shell) Covered() bool { return sh.covering != nil }

// Uncover shows again what was covered.
func (sh *Shell) Uncover() {
	if !sh.Covered() {
		return
	}
	canvas, c := sh.services.Window.Canvas(), sh.covering
	canvas.Unfocus()
	sh.covering, sh.services.Keys.cover = nil, nil
	sh.cover.Objects = nil
	sh.cover.Refresh()
	sh.frame.Show()
	for i := len(c.overlays) - 1; i >= 0; i-- {
		canvas.Overlays().Add(c.overlays[i])
	}
	if c.focused != nil {
		canvas.Focus(c.focused)
	}
	sh.services.Dialogs.next()
}

// focus gives the keyboard to a part of a screen, after the cover has gone if
// there is one.
func (sh *Shell) focus(part fyne.Focusable) {
	if sh.Covered() {
		sh.covering.focused = part
		return
	}
	canvas := sh.services.Window.Canvas()
	canvas.Unfocus()
	if part != nil {
		canvas.Focus(part)
	}
}

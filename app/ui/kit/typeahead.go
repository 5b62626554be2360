package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// maxAhead is how many keys are kept; nobody types further ahead of a disk.
const maxAhead = 400

// Typeahead has the keyboard while something is being written and hands on
// afterwards what was typed meanwhile: a slow disk loses no key.
type Typeahead struct {
	widget.BaseWidget
	canvas fyne.Canvas
	keys   []func(fyne.Focusable)
}

// NewTypeahead gives one for a window; it stands on the screen without taking room.
func NewTypeahead(c fyne.Canvas) *Typeahead {
	a := &Typeahead{canvas: c}
	a.ExtendBaseWidget(a)
	a.Hide() // and so no stop of the Tab key
	return a
}

// Catch takes the keyboard.
func (a *Typeahead) Catch() {
	a.Show()
	a.canvas.Focus(a)
}

// Drop forgets what was typed and leaves the keyboard to somebody else.
func (a *Typeahead) Drop() {
	a.keys = nil
	a.Hide()
}

// Release gives the keyboard to a field and types there what was typed.
func (a *Typeahead) Release(to fyne.Focusable) {
	keys := a.keys
	a.Drop()
	a.canvas.Focus(to)
	for _, key := range keys {
		if focused := a.canvas.Focused(); focused != nil {
			key(focused)
		}
	}
}

func (a *Typeahead) keep(key func(fyne.Focusable)) {
	if len(a.keys) < maxAhead {
		a.keys = append(a.keys, key)
	}
}

// TypedRune keeps a character.
func (a *Typeahead) TypedRune(r rune) {
	a.keep(func(to fyne.Focusable) { to.TypedRune(r) })
}

// TypedKey keeps a key.
func (a *Typeahead) TypedKey(event *fyne.KeyEvent) {
	a.keep(func(to fyne.Focusable) {
		tabbable, takes := to.(fyne.Tabbable)
		if event.Name == fyne.KeyTab && !(takes && tabbable.AcceptsTab()) {
			a.canvas.FocusNext()
			return
		}
		to.TypedKey(event)
	})
}

// TypedShortcut keeps a chord.
func (a *Typeahead) TypedShortcut(shortcut fyne.Shortcut) {
	a.keep(func(to fyne.Focusable) {
		if shortcutable, takes := to.(fyne.Shortcutable); takes {
			shortcutable.TypedShortcut(shortcut)
		}
	})
}

// AcceptsTab keeps the Tab key, too.
func (a *Typeahead) AcceptsTab() bool { return true }

// FocusGained is for Fyne.
func (a *Typeahead) FocusGained() {}

// FocusLost is for Fyne.
func (a *Typeahead) FocusLost() {}

// MinSize takes no room.
func (a *Typeahead) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (a *Typeahead) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}
